import type { Permission } from '@shuniu/shared/identity'
import type { FeatureCollection } from 'geojson'
import type { FilterSpecification, GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl'
import type { MapTheme } from './theme.ts'

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** A MapLibre layer of our own source; `part` names it within the layer. */
export type StylePart = Without<
  Exclude<LayerSpecification, { type: 'background' | 'raster' | 'hillshade' | 'color-relief' }>,
  'id' | 'source' | 'source-layer' | 'filter'
> & { readonly part: string; readonly filter?: FilterSpecification }

/** Colour by state: what differs between two readings is set by the feature's code, the geometry stays. */
export type FeatureStates = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** What was clicked: the feature's `id` or `code`, and where. */
export interface PickedFeature {
  readonly id: string
  readonly at: readonly [number, number]
}

interface AnyLayer {
  readonly id: string
  /** Not mounted for whoever may not read what it shows. */
  readonly needs: Permission
  /** The layer it lies on; none for the lowest. */
  readonly above?: string
  readonly style: (theme: MapTheme) => readonly StylePart[]
  readonly pick?: (picked: PickedFeature) => void
}

export interface FedLayer extends AnyLayer {
  /** Pure over stores: read anew whenever what it reads changes. */
  readonly features: () => FeatureCollection
  readonly states?: () => FeatureStates
  readonly source?: (theme: MapTheme) => Without<GeoJSONSourceSpecification, 'type' | 'data'>
}

/** Draws in its own place of the stack what a layer below it is fed: the map is handed that once. */
interface SharingLayer extends AnyLayer {
  readonly shares: string
}

/** One layer of the map as data: the stage mounts it, feeds it at most once a second and unmounts it. */
export type MapLayer = FedLayer | SharingLayer

export const isFed = (layer: MapLayer): layer is FedLayer => 'features' in layer

export const defineLayer = <L extends MapLayer>(layer: L): L => layer

export const noFeatures: FeatureCollection = { type: 'FeatureCollection', features: [] }

/**
 * Layers from the lowest to the highest. A layer comes right after the one it names and after those named before it;
 * one that names a layer which is not there is a mistake of the page and throws.
 */
export function stacked(layers: readonly MapLayer[]): MapLayer[] {
  const ids = new Set(layers.map(layer => layer.id))
  const lost = layers.find(layer => layer.above !== undefined && !ids.has(layer.above))
  if (lost) throw new Error(`layer ${lost.id} lies above ${String(lost.above)}, which is not there`)
  const lone = layers.find(layer => !isFed(layer) && !ids.has(layer.shares))
  if (lone) throw new Error(`layer ${lone.id} draws what a layer shows that is not there`)
  const restingOn = (id: string | undefined): MapLayer[] =>
    layers.filter(layer => layer.above === id).flatMap(layer => [layer, ...restingOn(layer.id)])
  return restingOn(undefined)
}

/** States to set, and codes whose state is to be taken away, to get from one reading to the next. */
export function changedStates(before: FeatureStates, after: FeatureStates) {
  const isSame = (code: string) => JSON.stringify(before.get(code)) === JSON.stringify(after.get(code))
  return {
    set: [...after].filter(([code]) => !isSame(code)),
    gone: [...before.keys()].filter(code => !after.has(code)),
  }
}
