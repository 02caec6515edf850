import type { ClientFeature } from '../../platform/feature/index.ts'
import { notificationMessages } from './messages.ts'
import { notificationEar } from './notifications.live.ts'

export const feature: ClientFeature = {
  name: 'notifications',
  messages: notificationMessages,
  /** Only pages of people hear notifications: a wall is nobody, and never loads this. */
  ear: notificationEar,
}
