import type { ClientFeature } from '../../platform/feature/index.ts'
import { incidentMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'incidents',
  messages: incidentMessages,
}
