import { rooms, type Actor } from '@shuniu/shared/identity'
import { live, watchRooms } from '../../platform/live/index.ts'
import { notificationEar } from './notifications.live.ts'
import { useNotifications } from './notifications.store.ts'

let isHeard = false

/** Only pages of people hear notifications: a wall is nobody, and never loads this. */
function hearOnce(): void {
  if (isHeard) return
  isHeard = true
  live.hear(notificationEar())
}

/** Keeps the notifications of this person whole while the page lives: heard first, then fetched. */
export function useNotificationFeed(actor: Actor): void {
  hearOnce()
  const notifications = useNotifications()
  notifications.forget()
  watchRooms([rooms.user(actor.accountId)], notifications.fetch)
}
