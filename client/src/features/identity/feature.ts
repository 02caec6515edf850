import type { ClientFeature } from '../../platform/feature/index.ts'
import { identityMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'identity',
  messages: identityMessages,
}
