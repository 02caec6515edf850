import type { ClientFeature } from '../../platform/feature/index.ts'
import { responsibleMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'responsible',
  messages: responsibleMessages,
}
