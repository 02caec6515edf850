import { rooms, type Actor } from '@shuniu/shared/identity'
import { watch } from 'vue'
import { watchRooms } from '../../platform/live/index.ts'
import { useNotifications } from './notifications.store.ts'

/** Keeps the notifications of this person whole while the page lives; what names the case that is open here is seen. */
export function useNotificationFeed(actor: Actor, openCase: () => string | undefined): void {
  const notifications = useNotifications()
  notifications.forget()
  watchRooms([rooms.user(actor.accountId)], notifications.fetch)
  watch(
    [openCase, () => notifications.items],
    ([caseId]) => {
      if (caseId !== undefined) void notifications.seeOpened(caseId)
    },
    { immediate: true },
  )
}
