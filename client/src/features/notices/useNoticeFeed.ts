import { rooms, type Actor } from '@shuniu/shared/identity'
import { live, watchRooms } from '../../platform/live/index.ts'
import { noticeEar } from './notices.live.ts'
import { useNotices } from './notices.store.ts'

let isHeard = false

/** Only pages of people hear notices: a wall is nobody, and never loads this. */
function hearOnce(): void {
  if (isHeard) return
  isHeard = true
  live.hear(noticeEar())
}

/** Keeps the notices of this person whole while the page lives: heard first, then fetched. */
export function useNoticeFeed(actor: Actor): void {
  hearOnce()
  const notices = useNotices()
  notices.forget()
  watchRooms([rooms.user(actor.accountId)], notices.fetch)
}
