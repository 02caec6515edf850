import type { ClientFeature } from '../../platform/feature/index.ts'
import { auditMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'audit',
  messages: auditMessages,
}
