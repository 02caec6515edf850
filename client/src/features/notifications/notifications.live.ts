import { notificationFacts } from '@shuniu/shared/notifications'
import { bindEar, type BoundEar } from '../../platform/live/index.ts'
import { useNotifications } from './notifications.store.ts'

export const notificationEar = (): BoundEar =>
  bindEar(notificationFacts, { 'notification.made': useNotifications().hear })
