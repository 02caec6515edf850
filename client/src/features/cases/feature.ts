import type { ClientFeature } from '../../platform/feature/index.ts'
import { caseEar } from './cases.live.ts'
import { caseMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'cases',
  messages: caseMessages,
  ear: caseEar,
}
