import type { NotificationView } from '@shuniu/shared/notifications'
import type { Instant } from '@shuniu/shared/kernel'
import { and, count, desc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { writeFreshRows } from '../../platform/sql/index.ts'
import { cases } from '../cases/index.ts'
import { notifications } from './notifications.tables.ts'

export type NewNotification = typeof notifications.$inferInsert

/** Writes notifications; those that were written before are passed over. Returns the new ones. */
export async function addNotifications<N extends NewNotification>(tx: Tx, rows: readonly N[]): Promise<N[]> {
  const written = await writeFreshRows(tx, { table: notifications, rows })
  return rows.filter(({ id }) => written.has(id))
}

/** Whose notifications, and which cases that reader sees now. */
interface NotifiedReader {
  readonly readerId: string
  readonly sight: SQL
}

/** A notification names a case: it is there for its reader no longer than the case is. */
const ownOf = ({ readerId, sight }: NotifiedReader): SQL | undefined =>
  and(
    eq(notifications.readerId, readerId),
    sql`exists (select from ${cases} where ${cases.id} = ${notifications.caseId} and ${sight})`,
  )

interface NotificationListQuery {
  readonly seen: 'true' | 'false' | undefined
  /** Only those before this one; ids grow with time. */
  readonly before: string | undefined
  readonly limit: number
}

export async function notificationsOf(
  { orm }: Pick<Database, 'orm'>,
  reader: NotifiedReader,
  { seen, before, limit }: NotificationListQuery,
): Promise<NotificationView[]> {
  const rows = await orm
    .select()
    .from(notifications)
    .where(
      and(
        ownOf(reader),
        seen === undefined
          ? undefined
          : seen === 'true'
            ? isNotNull(notifications.seenAt)
            : isNull(notifications.seenAt),
        before === undefined ? undefined : lt(notifications.id, before),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit)
  return rows.map(({ readerId: _, caseVersion: __, receivedAt: ___, ...shown }) => shown)
}

/** Of more it is told that there are so many: nobody looks through them one by one. */
const unseenAtMost = 1_000

export async function unseenBy({ orm }: Pick<Database, 'orm'> | Tx, reader: NotifiedReader): Promise<number> {
  const some = orm
    .select({ one: sql`1` })
    .from(notifications)
    .where(and(ownOf(reader), isNull(notifications.seenAt)))
    .limit(unseenAtMost)
    .as('some')
  const [row] = await orm.select({ n: count() }).from(some)
  return row?.n ?? 0
}

interface ReaderReceipt {
  readonly ids: readonly string[]
  readonly readerId: string
}

export async function markSeen(tx: Tx, { ids, readerId }: ReaderReceipt, now: Instant): Promise<void> {
  await tx.orm
    .update(notifications)
    .set({ seenAt: now })
    .where(
      and(
        inArray(notifications.id, [...ids]),
        eq(notifications.readerId, readerId),
        isNull(notifications.seenAt),
      ),
    )
}

/** Notes that notifications of a reader came to a device; the first time counts. Of how many it was that. */
export async function markReceived(tx: Tx, { ids, readerId }: ReaderReceipt, now: Instant): Promise<number> {
  const received = await tx.orm
    .update(notifications)
    .set({ receivedAt: now })
    .where(
      and(
        inArray(notifications.id, [...ids]),
        eq(notifications.readerId, readerId),
        isNull(notifications.receivedAt),
      ),
    )
    .returning({ id: notifications.id })
  return received.length
}

/** When notifications came to a device and were opened; what was opened has come. */
export async function receiptsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { readonly receivedAt: Instant | null; readonly seenAt: Instant | null }>> {
  if (ids.length === 0) return new Map()
  const { id, receivedAt, seenAt } = notifications
  const rows = await tx.orm
    .select({ id, receivedAt, seenAt })
    .from(notifications)
    .where(inArray(id, [...ids]))
  return new Map(rows.map(row => [row.id, { ...row, receivedAt: row.receivedAt ?? row.seenAt }]))
}

/** Notes that a notification came to a device that has proved it; the first time counts. */
export async function markPushed(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.orm
    .update(notifications)
    .set({ receivedAt: now })
    .where(and(eq(notifications.id, id), isNull(notifications.receivedAt)))
}
