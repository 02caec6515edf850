import type { ClientFeature } from '../../platform/feature/index.ts'
import { caseEar } from './cases.live.ts'

export { useCases } from './cases.store.ts'
export { titleOf } from './title.ts'
export { caseLayers } from './map/cases.layer.ts'
export { placeOf } from './map/points.ts'

export const cases: ClientFeature = { name: 'cases', ear: caseEar }
