import type { Position } from '@shuniu/shared/kernel'
import { middleOf } from '../../grids/index.ts'
import type { DrawnOutline } from '../outlines/rings.ts'
import { toDegreesOf } from '../outlines/toDegrees.ts'
import { areaRegister } from './areas.ts'
import {
  notInRegister,
  textIn,
  wrongIn,
  type CountySite,
  type FoundFault,
  type KindWork,
  type RowValues,
} from './kind.ts'

const gridDigits = 15
/** How far beyond the county's own outline, in degrees, the middle of a part of it may lie: about two kilometres. */
const slackDeg = 0.02
/** The county's own outline may be drawn anew, but not moved to another county. */
const countySlackDeg = 0.3
const china = [73, 3, 136, 54] as const

/** The code a feature names, by itself or by a name that one alone has. */
function codeIn(
  values: RowValues,
  { codesNamed }: CountySite,
): { readonly code: string; readonly faults: FoundFault[] } {
  const [code, name] = [textIn(values, 'code'), textIn(values, 'name')]
  if (code !== '') return { code, faults: [] }
  const [found, another] = codesNamed.get(name) ?? []
  if (found === undefined) return { code: '', faults: [wrongIn('name', 'outline.unnamed')] }
  return another === undefined
    ? { code: found, faults: [] }
    : { code: '', faults: [wrongIn('name', 'outline.severalNamed', { name })] }
}

function drawnIn(values: RowValues): DrawnOutline {
  const text = textIn(values, 'geometry')
  if (text === '') return { ring: [], notes: [], wrong: 'outline.none' }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the reader beside the server wrote it
  return JSON.parse(text) as DrawnOutline
}

const noted = ({ notes, wrong }: DrawnOutline): FoundFault[] => [
  ...(wrong === null ? [] : [wrongIn('geometry', wrong)]),
  ...notes.map(({ code, detail }) => ({ column: 'geometry', code, detail, isWarning: true })),
]

/** Two corners that were told apart in the file may be one to a tenth of a metre. */
const apart = (ring: readonly Position[]): Position[] =>
  ring.filter(([lon, lat], i) => {
    const [beforeLon, beforeLat] = ring[(i + ring.length - 1) % ring.length] ?? []
    return lon !== beforeLon || lat !== beforeLat
  })

function isOutside([lon, lat]: Position, key: string, { bounds }: CountySite): boolean {
  const slack = key.length === 6 ? countySlackDeg : slackDeg
  const [west, south, east, north] = bounds ?? china
  return lon < west - slack || lon > east + slack || lat < south - slack || lat > north + slack
}

const centreOf = (columns: Readonly<Record<string, unknown>>): Position | undefined => {
  const [lon, lat] = [columns['centre_lon'], columns['centre_lat']]
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined
}

/** Outlines of divisions and grids that stand, from whichever system to WGS-84. */
export const outlinesWork: KindWork = {
  register: areaRegister,
  told: {},
  want(values, site) {
    const { code, faults } = codeIn(values, site)
    const drawn = drawnIn(values)
    const ring = apart(drawn.ring.map(toDegreesOf(site.system)))
    const [first] = ring
    const isThin = drawn.wrong === null && ring.length < 3
    const all = [...faults, ...noted(drawn), ...(isThin ? [wrongIn('geometry', 'outline.none')] : [])]
    if (!first || ring.length < 3) return { key: code, columns: {}, faults: all }
    const [lon, lat] = middleOf(ring)
    const drawnAs = code.length === gridDigits ? {} : { synthetic: false }
    const columns = { boundary: [...ring, first], centre_lon: lon, centre_lat: lat, ...drawnAs }
    return { key: code, columns, faults: all }
  },
  judge({ key, columns }, values, site) {
    const wrong = notInRegister(key, values['code'] === undefined ? 'name' : 'code', site)
    const centre = centreOf(columns)
    const isOff = centre !== undefined && isOutside(centre, key, site)
    return isOff ? [...wrong, wrongIn('geometry', 'outline.outside')] : wrong
  },
  fresh: undefined,
}
