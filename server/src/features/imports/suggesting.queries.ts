import {
  degreeSystems,
  isInMetres,
  meridianIn,
  type MapExtent,
  type SystemSuggestion,
} from '@shuniu/shared/imports'
import { distanceM, type Position } from '@shuniu/shared/kernel'
import type { Database } from '../../platform/db/index.ts'
import { countyBounds } from '../grids/index.ts'
import { toDegreesOf } from './outlines/toDegrees.ts'

/** Another datum of web maps lies some hundred metres off; nearer than this nothing follows. */
const tellsM = 150
/** A file of another extent than the county's says nothing by where its middle lies. */
const comparableDeg = 0.02

type CountyBox = NonNullable<Awaited<ReturnType<typeof countyBounds>>>

const corner = (x: number, y: number): [number, number] => [x, y]

/** How far a file read in a system lies from the box known: the mean of its two corners, in metres. */
function offM({ west, south, east, north }: MapExtent, system: string, box: CountyBox): number {
  const toDegrees = toDegreesOf(system)
  const [low, high]: [Position, Position] = [
    [box[0], box[1]],
    [box[2], box[3]],
  ]
  return (
    (distanceM(toDegrees(corner(west, south)), low) + distanceM(toDegrees(corner(east, north)), high)) / 2
  )
}

const isLikewise = ({ west, south, east, north }: MapExtent, box: CountyBox): boolean =>
  Math.abs(east - west - (box[2] - box[0])) < comparableDeg &&
  Math.abs(north - south - (box[3] - box[1])) < comparableDeg

/** The zone whose meridian is nearest to the county; the middle of the country's where nothing is known. */
const nearestMeridian = (box: CountyBox | undefined): number =>
  box === undefined ? 117 : Math.round((box[0] + box[2]) / 6) * 3

/** What a map file's coordinates most likely are, and why. */
export async function suggestSystem(
  database: Pick<Database, 'pool'>,
  map: MapExtent,
): Promise<SystemSuggestion> {
  const box = await countyBounds(database)
  if (isInMetres(map)) {
    const meridian = meridianIn(map) ?? nearestMeridian(box)
    return { system: `GK3-${meridian}`, why: 'metres', offM: 0 }
  }
  const is2000 = /2000/.test(map.projection)
  const declared = { system: is2000 ? 'CGCS2000' : 'WGS84', offM: 0 } as const
  if (box !== undefined && isLikewise(map, box)) {
    const tried = degreeSystems
      .map(system => ({ system, offM: Math.round(offM(map, system, box)) }))
      .sort((a, b) => a.offM - b.offM)
    const [nearest, , ...others] = tried
    const isTelling = nearest && others.some(other => other.offM - nearest.offM > tellsM)
    if (isTelling && nearest.offM < tellsM * 2) {
      const isPlain = nearest.system === 'WGS84' || nearest.system === 'CGCS2000'
      return { system: isPlain ? declared.system : nearest.system, why: 'distance', offM: nearest.offM }
    }
  }
  return { ...declared, why: map.projection === '' ? 'standard' : 'projection' }
}
