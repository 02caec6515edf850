import type { ClientFeature } from '../../platform/feature/index.ts'
import { staffingMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'staffing',
  messages: staffingMessages,
}
