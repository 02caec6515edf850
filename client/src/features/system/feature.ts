import type { ClientFeature } from '../../platform/feature/index.ts'
import { systemMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'system',
  messages: systemMessages,
}
