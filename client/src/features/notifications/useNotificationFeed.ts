import { rooms, type Actor } from '@shuniu/shared/identity'
import { watchRooms } from '../../platform/live/index.ts'
import { useNotifications } from './notifications.store.ts'

/** Keeps the notifications of this person whole while the page lives. */
export function useNotificationFeed(actor: Actor): void {
  const notifications = useNotifications()
  notifications.forget()
  watchRooms([rooms.user(actor.accountId)], notifications.fetch)
}
