import type { ClientFeature } from '../../platform/feature/index.ts'
import { documentMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'documents',
  messages: documentMessages,
}
