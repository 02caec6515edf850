import type { ClientFeature } from '../../platform/feature/index.ts'
import { forecastMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'forecast',
  messages: forecastMessages,
}
