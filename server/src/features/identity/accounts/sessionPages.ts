import { sessionsTold, type seeOwnSessions } from '@shuniu/shared/identity'
import { instant, toMs, type Instant, type ReplyOf } from '@shuniu/shared/kernel'
import type { Database } from '../../../platform/db/index.ts'
import { sessionIdOf, sessionsOf } from '../sessions.repo.ts'

interface SessionPageAsked {
  readonly at: Instant
  readonly cursor: string | undefined
  /** The hash of the token of whoever asks: that one is marked. */
  readonly present: string | undefined
}

/** A part of an account's living sessions, the last used first. */
export async function sessionPage(
  database: Pick<Database, 'orm'>,
  accountId: string,
  { at, cursor, present }: SessionPageAsked,
): Promise<ReplyOf<typeof seeOwnSessions>> {
  const [seenMs, id = ''] = cursor?.split('_') ?? []
  const after = seenMs === undefined ? undefined : { lastSeenAt: instant(Number(seenMs)), id }
  const rows = await sessionsOf(database, accountId, { at, after, limit: sessionsTold + 1 })
  const items = rows.slice(0, sessionsTold).map(row => ({
    id: sessionIdOf(row.tokenHash),
    agent: row.agent,
    createdAt: instant(row.createdAt),
    lastSeenAt: instant(row.lastSeenAt),
    isCurrent: row.tokenHash === present,
  }))
  const last = rows.length > items.length ? items.at(-1) : undefined
  return { items, next: last ? `${toMs(last.lastSeenAt)}_${last.id}` : null }
}
