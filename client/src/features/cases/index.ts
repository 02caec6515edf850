import type { ClientFeature } from '../../platform/feature/index.ts'
import { caseEar } from './cases.live.ts'
import { caseMessages } from './messages.ts'

export { makeMove } from './cases.commands.ts'
export { useCases } from './cases.store.ts'
export { fieldsOf, type FieldName, type FieldOption, type MoveField } from './fields.ts'
export { categoryGlyphs } from './glyphs.ts'
export { filledLines } from './filled.ts'
export { useOpenedCase } from './opened.store.ts'
export { moveRefusalText, moveText } from './refused.ts'
export { caseRooms } from './rooms.ts'
export { caseLayers, tallyLayer } from './map/cases.layer.ts'
export { placeOf } from './map/points.ts'
export { missingIn, wishOf, type Filled } from './wish.ts'

export const cases: ClientFeature = { name: 'cases', messages: caseMessages, ear: caseEar }
