import type { ClientFeature } from '../../platform/feature/index.ts'
import { calendarMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'calendar',
  messages: calendarMessages,
}
