import type { CaseView } from '@shuniu/shared/cases'
import type { ExpressionSpecification } from 'maplibre-gl'
import { defineLayer, type MapLayer, type StylePart } from '../../../platform/map/index.ts'
import { useDivisions } from '../../grids/index.ts'
import { useCases } from '../cases.store.ts'
import { casePoints } from './points.ts'

const isRed = (seen: CaseView): boolean => seen.level === 'red'
const centreOf = (code: string) => useDivisions().byCode.get(code)?.centre

const lateSuffix = (count: ExpressionSpecification): ExpressionSpecification => [
  'case',
  ['>', count, 0],
  '-late',
  '',
]

const marks = (): StylePart => ({
  part: 'mark',
  type: 'symbol',
  filter: ['!', ['has', 'point_count']],
  layout: {
    'icon-image': ['concat', 'mark-', ['get', 'level'], lateSuffix(['get', 'late'])],
    'icon-allow-overlap': true,
    'icon-ignore-placement': true,
    'symbol-sort-key': ['get', 'rank'],
  },
})

const worst: ExpressionSpecification = ['match', ['get', 'worst'], 3, 'red', 2, 'orange', 1, 'yellow', 'blue']

const groups = (u: number, ground: string, font: string): StylePart => ({
  part: 'group',
  type: 'symbol',
  filter: ['has', 'point_count'],
  layout: {
    'icon-image': ['concat', 'group-', worst, lateSuffix(['get', 'late'])],
    'icon-allow-overlap': true,
    'icon-ignore-placement': true,
    'text-field': ['get', 'point_count_abbreviated'],
    'text-font': [font],
    'text-size': u,
    'text-offset': ['match', ['get', 'worst'], 2, ['literal', [0, 0.25]], ['literal', [0, 0]]],
    'text-allow-overlap': true,
    'text-ignore-placement': true,
    'symbol-sort-key': ['get', 'worst'],
  },
  paint: { 'text-color': ground },
})

/**
 * Open cases above everything else. A cluster shows the worst level inside it and how many it holds; red cases are
 * never clustered, so that none is ever hidden.
 */
export function caseLayers({ above, pick }: { above: string; pick: (id: string) => void }): MapLayer[] {
  const cases = useCases()
  const pickCase = ({ id }: { id: string }) => pick(id)
  return [
    defineLayer({
      id: 'cases.open',
      needs: 'case.read',
      above,
      source: {
        cluster: true,
        clusterRadius: 42,
        clusterMaxZoom: 14,
        clusterProperties: { worst: ['max', ['get', 'rank']], late: ['+', ['get', 'late']] },
      },
      features: () =>
        casePoints(
          cases.open.filter(seen => !isRed(seen)),
          centreOf,
        ),
      style: ({ u, colour }) => [marks(), groups(u, colour.ground, 'Noto Sans SC')],
      pick: pickCase,
    }),
    defineLayer({
      id: 'cases.red',
      needs: 'case.read',
      above: 'cases.open',
      features: () => casePoints(cases.open.filter(isRed), centreOf),
      style: () => [marks()],
      pick: pickCase,
    }),
  ]
}
