import { defaultPageSize, grant } from '@shuniu/shared/kernel'
import { listNotices, noticeFacts, seeNotices } from '@shuniu/shared/notices'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import type { Clocks } from '../clocks/index.ts'
import { noticeCommandsOf } from './notices.commands.ts'
import { noticesFollower } from './notices.reactions.ts'
import { noticesOf, unseenBy } from './notices.repo.ts'

/** Notices: who is to be told of which case, and whether they have seen it. */
export function noticesFeature(
  platform: Platform,
  { clocks, cases }: { readonly clocks: Clocks; readonly cases: Pick<Cases, 'seenBy'> },
): ServerFeature {
  const { database } = platform
  const commands = noticeCommandsOf({ ...platform, cases })
  platform.live.follow(noticesFollower({ ...platform, clocks }))
  return {
    name: 'notices',
    facts: noticeFacts,
    bind: on => {
      on(listNotices, async ({ query: { seen, cursor, limit = defaultPageSize }, actor }) => {
        const reader = { readerId: actor.accountId, sight: cases.seenBy(actor) }
        const found = await noticesOf(database, reader, { seen, before: cursor, limit: limit + 1 })
        const items = found.slice(0, limit)
        const next = found.length > limit ? (items.at(-1)?.id ?? null) : null
        return grant({ items, next, unseen: await unseenBy(database, reader) })
      })
      on(seeNotices, ({ body, actor }) => commands.see(body.ids, actor))
    },
  }
}
