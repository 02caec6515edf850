/** The engine itself is loaded by `MapStage` when a map is first shown; layers are plain data. */
export { loadMapAhead } from './ahead.ts'
export { boundsAround, boundsOf } from './bounds.ts'
export {
  defineLayer,
  noFeatures,
  type FeatureStates,
  type MapLayer,
  type PickedFeature,
  type StylePart,
} from './layer.ts'
export type { MapView } from './stage.ts'
export { markLevels, markName, rankOf, type MarkLevel } from './shapes.ts'
export { darkSteps, stepOpacity, type MapTheme } from './theme.ts'
export { default as MapStage } from './MapStage.vue'
