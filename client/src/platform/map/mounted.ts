import type { GeoJSONSource, Map as Engine } from 'maplibre-gl'
import { effectScope, onScopeDispose, watch } from 'vue'
import { paced } from '../pace/index.ts'
import { changedStates, isFed, type FeatureStates, type FedLayer, type MapLayer } from './layer.ts'
import type { MapTheme } from './theme.ts'

const redrawMs = 1_000

/** Ids of a layer's style parts on the map, lowest first. */
export const partIds = (layer: MapLayer, theme: MapTheme): string[] =>
  layer.style(theme).map(({ part }) => `${layer.id}.${part}`)

/** A layer on the map. */
export interface Mounted {
  /** Feeds it no more: the map it lay on is lost. */
  rest(): void
  /** Takes it off again. */
  remove(): void
}

/** Puts a layer on top of the map and keeps it fed, at most once a second. */
export function mountLayer(map: Engine, layer: MapLayer, theme: MapTheme): Mounted {
  const ids = partIds(layer, theme)
  const first = isFed(layer) ? layer.features() : undefined
  const isShown = !first || first.features.length > 0
  if (isFed(layer) && first)
    map.addSource(layer.id, { ...layer.source?.(theme), type: 'geojson', data: first })
  for (const { part, ...style } of layer.style(theme)) {
    const source = isFed(layer) ? layer.id : layer.shares
    map.addLayer({ ...style, id: `${layer.id}.${part}`, source })
  }
  if (!isShown) showParts(map, ids, false)
  const scope = effectScope(true)
  if (isFed(layer)) scope.run(() => feed(map, layer, { ids, isShown }))
  return {
    rest: () => scope.stop(),
    remove() {
      scope.stop()
      for (const id of [...ids].reverse()) map.removeLayer(id)
      if (isFed(layer)) map.removeSource(layer.id)
    },
  }
}

/** What shows nothing is hidden: the map would ask its worker for every tile of it. */
function showParts(map: Engine, ids: readonly string[], isShown: boolean): void {
  for (const id of ids) map.setLayoutProperty(id, 'visibility', isShown ? 'visible' : 'none')
}

interface LayerParts {
  readonly ids: readonly string[]
  readonly isShown: boolean
}

function feed(map: Engine, layer: FedLayer, { ids, isShown }: LayerParts): void {
  let wasShown = isShown
  follow(layer.features, reading => {
    void map.getSource<GeoJSONSource>(layer.id)?.setData(reading)
    const isNowShown = reading.features.length > 0
    if (isNowShown !== wasShown) showParts(map, ids, isNowShown)
    wasShown = isNowShown
  })
  if (layer.states) followStates(map, layer.id, layer.states)
}

/** Hands every new reading on, at most once a second. The first one is on the map already. */
function follow<T>(read: () => T, take: (reading: T) => void): void {
  let latest: T | undefined
  const hand = paced(() => latest !== undefined && take(latest), redrawMs)
  watch(read, reading => {
    latest = reading
    hand.run()
  })
  onScopeDispose(hand.stop)
}

function followStates(map: Engine, source: string, read: () => FeatureStates): void {
  let shown: FeatureStates = new Map()
  const show = (states: FeatureStates) => {
    const { set, gone } = changedStates(shown, states)
    for (const id of gone) map.removeFeatureState({ source, id })
    for (const [id, state] of set) map.setFeatureState({ source, id }, state)
    shown = states
  }
  show(read())
  follow(read, show)
}
