import type { ClientFeature } from '../../platform/feature/index.ts'
import { dispatchMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'dispatch',
  messages: dispatchMessages,
}
