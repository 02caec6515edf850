import type { ClientFeature } from '../../platform/feature/index.ts'
import { statisticsMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'statistics',
  messages: statisticsMessages,
}
