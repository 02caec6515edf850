import type { AreaFeature } from '@shuniu/shared/grids'
import type { Position } from '@shuniu/shared/kernel'
import {
  darkSteps,
  defineLayer,
  stepOpacity,
  type FeatureStates,
  type MapLayer,
  type MapTheme,
  type PickedFeature,
} from '../../../platform/map/index.ts'
import type { ExpressionSpecification } from 'maplibre-gl'
import { around } from './around.ts'
import { useOutlines } from './outlines.store.ts'

export interface DivisionLayerOptions {
  /** Steps of the choropleth by code, 0 to 4; a division without one is plain ground. */
  readonly steps: () => ReadonlyMap<string, number>
  /** The division looked at: what lies around it steps back. */
  readonly focus: () => string
  readonly pick: (code: string, at: Position) => void
}

const collection = (features: readonly AreaFeature[]) => ({
  type: 'FeatureCollection' as const,
  features: [...features],
})

const codePromoted = () => ({ promoteId: 'code', tolerance: 0.2 }) as const

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

const edgeOf = (colour: MapTheme['colour']) => colour['line-strong']

const countyLayer = defineLayer({
  id: 'divisions.county',
  needs: 'division.read',
  features: () => {
    const { county } = useOutlines()
    return collection(county ? [county] : [])
  },
  style: ({ colour }) => [{ part: 'land', type: 'fill', paint: { 'fill-color': colour.surface } }],
})

const townshipLayer = ({ steps }: DivisionLayerOptions, pick: (picked: PickedFeature) => void): MapLayer =>
  defineLayer({
    id: 'divisions.townships',
    needs: 'division.read',
    above: 'divisions.county',
    source: codePromoted,
    features: () => collection(useOutlines().townships),
    states: () => statesOf(steps()),
    style: ({ colour }) => [
      {
        part: 'land',
        type: 'fill',
        paint: { 'fill-color': stepped(colour.surface), 'fill-opacity': stepOpacity },
      },
    ],
    pick,
  })

const villageLayer = ({ steps }: DivisionLayerOptions, pick: (picked: PickedFeature) => void): MapLayer =>
  defineLayer({
    id: 'divisions.villages',
    needs: 'division.read',
    above: 'divisions.townships',
    source: codePromoted,
    features: () => collection(useOutlines().villages),
    states: () => statesOf(steps()),
    style: ({ colour }) => [
      {
        part: 'land',
        type: 'fill',
        minzoom: 10.5,
        paint: { 'fill-color': stepped('rgba(0, 0, 0, 0)'), 'fill-opacity': stepOpacity },
      },
      {
        part: 'edge',
        type: 'line',
        minzoom: 11,
        paint: { 'line-color': edgeOf(colour), 'line-width': 0.6, 'line-opacity': 0.8 },
      },
    ],
    pick,
  })

const gridLayer = defineLayer({
  id: 'divisions.grids',
  needs: 'division.read',
  above: 'divisions.villages',
  source: codePromoted,
  features: () => collection([...useOutlines().gridsByTownship.values()].flat()),
  style: ({ colour }) => [
    {
      part: 'edge',
      type: 'line',
      minzoom: 13,
      paint: { 'line-color': edgeOf(colour), 'line-width': 0.6, 'line-dasharray': [3, 2] },
    },
  ],
})

const borderLayer = defineLayer({
  id: 'divisions.borders',
  needs: 'division.read',
  above: 'divisions.grids',
  shares: 'divisions.townships',
  style: ({ colour }) => [
    { part: 'edge', type: 'line', paint: { 'line-color': edgeOf(colour), 'line-width': 1 } },
  ],
})

const edgeLayer = defineLayer({
  id: 'divisions.edge',
  needs: 'division.read',
  above: 'divisions.borders',
  shares: 'divisions.county',
  style: ({ colour }) => [
    { part: 'edge', type: 'line', paint: { 'line-color': colour['text-muted'], 'line-width': 2 } },
  ],
})

/** What lies around the division looked at goes back into the ground. */
const aroundLayer = ({ focus }: DivisionLayerOptions): MapLayer =>
  defineLayer({
    id: 'divisions.around',
    needs: 'division.read',
    above: 'divisions.edge',
    features: () => collection(around(focus(), useOutlines())),
    style: ({ colour }) => [
      { part: 'veil', type: 'fill', paint: { 'fill-color': colour.ground, 'fill-opacity': 0.6 } },
    ],
  })

const focusLayer = ({ focus }: DivisionLayerOptions): MapLayer =>
  defineLayer({
    id: 'divisions.focus',
    needs: 'division.read',
    above: 'divisions.around',
    features: () => {
      const own = focus().length > 6 ? useOutlines().areas.get(focus()) : undefined
      return collection(own ? [own] : [])
    },
    style: ({ colour }) => [
      { part: 'edge', type: 'line', paint: { 'line-color': colour.text, 'line-width': 2 } },
    ],
  })

/** Borders from the county down to grids: each tier appears when it can be told apart. */
export function divisionLayers(options: DivisionLayerOptions): MapLayer[] {
  const pick = ({ id, at: [lon, lat] }: PickedFeature) => options.pick(id, [lon, lat])
  return [
    countyLayer,
    townshipLayer(options, pick),
    villageLayer(options, pick),
    gridLayer,
    borderLayer,
    edgeLayer,
    aroundLayer(options),
    focusLayer(options),
  ]
}
