import type { AreaFeature } from '@shuniu/shared/grids'
import {
  darkSteps,
  defineLayer,
  type FeatureStates,
  type MapLayer,
  type MapTheme,
  type Picked,
} from '../../../platform/map/index.ts'
import type { ExpressionSpecification } from 'maplibre-gl'
import { useOutlines } from './outlines.store.ts'

export interface DivisionLayerWishes {
  /** Steps of the choropleth by code, 0 to 4; a division without one is plain ground. */
  readonly steps: () => ReadonlyMap<string, number>
  readonly pick: (code: string) => void
}

const collection = (features: readonly AreaFeature[]) => ({
  type: 'FeatureCollection' as const,
  features: [...features],
})

const codePromoted = { promoteId: 'code', tolerance: 0.2 } as const

const stepped = (plain: string): ExpressionSpecification => [
  'match',
  ['coalesce', ['feature-state', 'step'], -1],
  0,
  darkSteps[0],
  1,
  darkSteps[1],
  2,
  darkSteps[2],
  3,
  darkSteps[3],
  4,
  darkSteps[4],
  plain,
]

const statesOf = (steps: ReadonlyMap<string, number>): FeatureStates =>
  new Map([...steps].map(([code, step]) => [code, { step }]))

const countyLayer = defineLayer({
  id: 'divisions.county',
  needs: 'division.read',
  features: () => {
    const { county } = useOutlines()
    return collection(county ? [county] : [])
  },
  style: ({ colour }) => [{ part: 'land', type: 'fill', paint: { 'fill-color': colour.surface } }],
})

const edgeOf = (colour: MapTheme['colour']) => colour['line-strong']

/** Borders from the county down to grids: each tier appears when it can be told apart. */
export function divisionLayers({ steps, pick }: DivisionLayerWishes): MapLayer[] {
  const pickCode = ({ id }: Picked) => pick(id)
  const outlines = useOutlines()
  return [
    countyLayer,
    defineLayer({
      id: 'divisions.townships',
      needs: 'division.read',
      above: 'divisions.county',
      source: codePromoted,
      features: () => collection(outlines.townships),
      states: () => statesOf(steps()),
      style: ({ colour }) => [
        { part: 'land', type: 'fill', paint: { 'fill-color': stepped(colour.surface) } },
      ],
      pick: pickCode,
    }),
    defineLayer({
      id: 'divisions.villages',
      needs: 'division.read',
      above: 'divisions.townships',
      source: codePromoted,
      features: () => collection(outlines.villages),
      states: () => statesOf(steps()),
      style: ({ colour }) => [
        {
          part: 'land',
          type: 'fill',
          minzoom: 10.5,
          paint: { 'fill-color': stepped('rgba(0, 0, 0, 0)') },
        },
        {
          part: 'edge',
          type: 'line',
          minzoom: 11,
          paint: { 'line-color': edgeOf(colour), 'line-width': 0.6, 'line-opacity': 0.8 },
        },
      ],
      pick: pickCode,
    }),
    defineLayer({
      id: 'divisions.grids',
      needs: 'division.read',
      above: 'divisions.villages',
      source: codePromoted,
      features: () => collection([...outlines.gridsByTownship.values()].flat()),
      style: ({ colour }) => [
        {
          part: 'edge',
          type: 'line',
          minzoom: 13,
          paint: {
            'line-color': edgeOf(colour),
            'line-width': 0.6,
            'line-dasharray': [3, 2],
          },
        },
      ],
    }),
    defineLayer({
      id: 'divisions.borders',
      needs: 'division.read',
      above: 'divisions.grids',
      features: () => collection(outlines.townships),
      style: ({ colour }) => [
        { part: 'edge', type: 'line', paint: { 'line-color': edgeOf(colour), 'line-width': 1 } },
      ],
    }),
    defineLayer({
      id: 'divisions.edge',
      needs: 'division.read',
      above: 'divisions.borders',
      features: () => collection(outlines.county ? [outlines.county] : []),
      style: ({ colour }) => [
        { part: 'edge', type: 'line', paint: { 'line-color': colour['text-muted'], 'line-width': 2 } },
      ],
    }),
  ]
}
