import type { GeoJSONSource, Map as Engine } from 'maplibre-gl'
import { effectScope, onScopeDispose, watch } from 'vue'
import { paced } from '../pace/index.ts'
import { changedStates, type FeatureStates, type MapLayer } from './layer.ts'
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
  map.addSource(layer.id, { ...layer.source?.(theme), type: 'geojson', data: layer.features() })
  for (const { part, ...style } of layer.style(theme)) {
    map.addLayer({ ...style, id: `${layer.id}.${part}`, source: layer.id })
  }
  const scope = effectScope(true)
  scope.run(() => {
    follow(layer.features, features => void map.getSource<GeoJSONSource>(layer.id)?.setData(features))
    if (layer.states) followStates(map, layer.id, layer.states)
  })
  return {
    rest: () => scope.stop(),
    remove() {
      scope.stop()
      for (const id of partIds(layer, theme).reverse()) map.removeLayer(id)
      map.removeSource(layer.id)
    },
  }
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
