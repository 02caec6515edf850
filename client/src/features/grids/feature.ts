import type { ClientFeature } from '../../platform/feature/index.ts'
import { divisionEar } from './divisions.live.ts'
import { nameLayers, nearNameLayers } from './map/names.layer.ts'

export const feature: ClientFeature = {
  name: 'grids',
  ear: divisionEar,
  layers: { wall: nearNameLayers, desk: nameLayers },
}
