import type { ClientFeature } from '../../platform/feature/index.ts'
import { readinessMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'readiness',
  messages: readinessMessages,
}
