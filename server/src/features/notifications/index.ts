import { defaultPageSize, grant } from '@shuniu/shared/kernel'
import {
  listNotifications,
  notificationFacts,
  receiveNotifications,
  seeNotifications,
} from '@shuniu/shared/notifications'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import type { Clocks } from '../clocks/index.ts'
import { notificationCommandsOf } from './notifications.commands.ts'
import { notificationsFollower } from './notifications.reactions.ts'
import { notificationsOf, unseenBy } from './notifications.repo.ts'

export { markPushed, receiptsOf } from './notifications.repo.ts'
export { notifierOf, type MadeNotification } from './notifying.ts'

/** Notifications: who is to be told of which case, and whether they have seen it. */
export function notificationsFeature(
  platform: Platform,
  { clocks, cases }: { readonly clocks: Clocks; readonly cases: Pick<Cases, 'seenBy'> },
): ServerFeature {
  const { database } = platform
  const commands = notificationCommandsOf({ ...platform, cases })
  platform.live.follow(notificationsFollower({ ...platform, clocks }))
  return {
    name: 'notifications',
    facts: notificationFacts,
    bind: on => {
      on(listNotifications, async ({ query: { seen, cursor, limit = defaultPageSize }, actor }) => {
        const reader = { readerId: actor.accountId, sight: cases.seenBy(actor) }
        const found = await notificationsOf(database, reader, { seen, before: cursor, limit: limit + 1 })
        const items = found.slice(0, limit)
        const next = found.length > limit ? (items.at(-1)?.id ?? null) : null
        return grant({ items, next, unseen: await unseenBy(database, reader) })
      })
      on(receiveNotifications, ({ body, actor }) => commands.receive(body.ids, actor))
      on(seeNotifications, ({ body, actor }) => commands.see(body.ids, actor))
    },
  }
}
