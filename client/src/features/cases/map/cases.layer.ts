import type { CaseView } from '@shuniu/shared/cases'
import type { Position } from '@shuniu/shared/kernel'
import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import { defineLayer, type MapLayer, type MapTheme, type StylePart } from '../../../platform/map/index.ts'
import { tallyUntilZoom, useDivisions } from '../../grids/index.ts'
import { useCases } from '../cases.store.ts'
import { casePoints, placeOf, type PlaceOfCase } from './points.ts'
import { talliesOf, tallyPoints } from './tally.ts'

const isRed = (seen: CaseView): boolean => seen.level === 'red'
const whereItLies: PlaceOfCase = seen => placeOf(seen, code => useDivisions().centreOf(code))

const lateSuffix = (count: ExpressionSpecification): ExpressionSpecification => [
  'case',
  ['>', count, 0],
  '-late',
  '',
]

const marks = () =>
  ({
    part: 'mark',
    type: 'symbol',
    filter: ['!', ['has', 'point_count']],
    layout: {
      'icon-image': ['concat', 'mark-', ['get', 'level'], lateSuffix(['get', 'late'])],
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'rank'],
    },
  }) as const satisfies StylePart

/** Somewhere in its village, not at a spot: a pale disc under the mark. */
const about = ({ u, colour }: MapTheme) =>
  ({
    part: 'about',
    type: 'circle',
    filter: ['all', ['!', ['has', 'point_count']], ['==', ['get', 'exact'], 0]],
    paint: {
      'circle-radius': 1.8 * u,
      'circle-color': colour['text-muted'],
      'circle-opacity': 0.18,
      'circle-stroke-color': colour['text-muted'],
      'circle-stroke-width': 1,
      'circle-stroke-opacity': 0.6,
    },
  }) as const satisfies StylePart

const worstOfRank: ExpressionSpecification = [
  'match',
  ['get', 'worst'],
  3,
  'red',
  2,
  'orange',
  1,
  'yellow',
  'blue',
]

interface ClusterNumbers {
  readonly level: ExpressionSpecification
  readonly count: ExpressionSpecification
}

/** A mark of the worst level with how many it stands for. */
const numbered = (
  { level, count }: ClusterNumbers,
  { u, colour }: MapTheme,
): Pick<SymbolLayerSpecification, 'type' | 'layout' | 'paint'> => ({
  type: 'symbol',
  layout: {
    'icon-image': ['concat', 'group-', level, lateSuffix(['get', 'late'])],
    'icon-allow-overlap': true,
    'icon-padding': 0,
    'text-field': count,
    'text-font': ['Noto Sans SC'],
    'text-size': u,
    'text-offset': ['match', level, 'orange', ['literal', [0, 0.25]], ['literal', [0, 0]]],
    'text-allow-overlap': true,
    'symbol-sort-key': ['match', level, 'red', 3, 'orange', 2, 'yellow', 1, 0],
  },
  paint: { 'text-color': colour.ground },
})

interface CaseLayerOptions {
  readonly above: string
  /** Which cases; all open ones that are known unless said otherwise. */
  readonly seen?: () => readonly CaseView[]
  readonly pick: (id: string) => void
  /** Whether tallies stand for them while the map shows the whole county, and red ones beside those. */
  readonly isTallied?: boolean
}

/**
 * Open cases above everything else. A cluster shows the worst level inside it and how many it holds; red cases are
 * never clustered, so that none is ever hidden.
 */
export function caseLayers({ above, seen, pick, isTallied = false }: CaseLayerOptions): MapLayer[] {
  const cases = useCases()
  const shown = seen ?? (() => cases.open)
  const pickCase = ({ id }: { id: string }) => pick(id)
  const fromZoom = (theme: MapTheme) => (isTallied ? { minzoom: tallyUntilZoom(theme) } : {})
  return [
    defineLayer({
      id: 'cases.open',
      needs: 'case.read',
      above,
      source: ({ u }) => ({
        cluster: true,
        clusterRadius: 2.6 * u,
        clusterMaxZoom: 14,
        clusterProperties: { worst: ['max', ['get', 'rank']], late: ['+', ['get', 'late']] },
      }),
      features: () =>
        casePoints(
          shown().filter(one => !isRed(one)),
          whereItLies,
        ),
      style: theme => [
        { ...about(theme), ...fromZoom(theme) },
        { ...marks(), ...fromZoom(theme) },
        {
          part: 'group',
          filter: ['has', 'point_count'],
          ...numbered({ level: worstOfRank, count: ['get', 'point_count_abbreviated'] }, theme),
          ...fromZoom(theme),
        },
      ],
      pick: pickCase,
    }),
    defineLayer({
      id: 'cases.red',
      needs: 'case.read',
      above: 'cases.open',
      features: () => casePoints(shown().filter(isRed), whereItLies),
      style: theme => [
        { ...about(theme), ...fromZoom(theme) },
        { ...marks(), ...fromZoom(theme) },
      ],
      pick: pickCase,
    }),
  ]
}

interface TallyOptions {
  readonly above: string
  readonly seen: () => readonly CaseView[]
  /** Where the mark of a township stands. */
  readonly placeOf: (code: string) => Position | undefined
  readonly pick: (code: string) => void
}

/** While the whole county is in view: one mark a township, in a place that never changes, with its count. */
export const tallyLayer = ({ above, seen, placeOf: at, pick }: TallyOptions): MapLayer =>
  defineLayer({
    id: 'cases.tally',
    needs: 'case.read',
    above,
    features: () => tallyPoints(talliesOf(seen()), at),
    style: theme => [
      {
        part: 'group',
        ...numbered({ level: ['get', 'worst'], count: ['to-string', ['get', 'n']] }, theme),
        maxzoom: tallyUntilZoom(theme),
      },
    ],
    pick: ({ id }) => pick(id),
  })

interface SinglesOptions {
  readonly above: string
  readonly seen: () => readonly CaseView[]
  /** Where a case stands beside its township's mark. */
  readonly placeOf: PlaceOfCase
  readonly pick: (id: string) => void
}

/** While the whole county is in view: every red case on its own, beside the mark of its township. */
export const singlesLayer = ({ above, seen, placeOf: at, pick }: SinglesOptions): MapLayer =>
  defineLayer({
    id: 'cases.beside',
    needs: 'case.read',
    above,
    features: () => casePoints(seen().filter(isRed), at),
    style: theme => [{ ...marks(), maxzoom: tallyUntilZoom(theme) }],
    pick: ({ id }) => pick(id),
  })
