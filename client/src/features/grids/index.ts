export { useDivisions } from './divisions.store.ts'
export { divisionLayers, type DivisionLayerWishes } from './map/divisions.layer.ts'
export { nameLayers, shortPlace } from './map/names.layer.ts'
export { useOutlines } from './map/outlines.store.ts'
