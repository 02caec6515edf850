import type { ClientFeature } from '../../platform/feature/index.ts'
import { dutyMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'duty',
  messages: dutyMessages,
}
