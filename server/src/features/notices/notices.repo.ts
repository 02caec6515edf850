import type { NoticeView } from '@shuniu/shared/notices'
import type { Instant } from '@shuniu/shared/kernel'
import { and, count, desc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { writeFreshRows } from '../../platform/sql/index.ts'
import { cases } from '../cases/index.ts'
import { notices } from './notices.tables.ts'

export type NewNotice = typeof notices.$inferInsert

/** Writes notices; those that were written before are passed over. Returns the new ones. */
export async function addNotices<N extends NewNotice>(tx: Tx, rows: readonly N[]): Promise<N[]> {
  const written = await writeFreshRows(tx, { table: notices, rows })
  return rows.filter(({ id }) => written.has(id))
}

/** Whose notices, and which cases that reader sees now. */
interface Reader {
  readonly readerId: string
  readonly sight: SQL
}

/** A notice names a case: it is there for its reader no longer than the case is. */
const ownOf = ({ readerId, sight }: Reader): SQL | undefined =>
  and(
    eq(notices.readerId, readerId),
    sql`exists (select from ${cases} where ${cases.id} = ${notices.caseId} and ${sight})`,
  )

interface Asked {
  readonly seen: 'true' | 'false' | undefined
  /** Only those before this one; ids grow with time. */
  readonly before: string | undefined
  readonly limit: number
}

export async function noticesOf(
  { orm }: Pick<Database, 'orm'>,
  reader: Reader,
  { seen, before, limit }: Asked,
): Promise<NoticeView[]> {
  const rows = await orm
    .select()
    .from(notices)
    .where(
      and(
        ownOf(reader),
        seen === undefined ? undefined : seen === 'true' ? isNotNull(notices.seenAt) : isNull(notices.seenAt),
        before === undefined ? undefined : lt(notices.id, before),
      ),
    )
    .orderBy(desc(notices.id))
    .limit(limit)
  return rows.map(({ readerId: _, caseVersion: __, ...shown }) => shown)
}

/** Of more it is told that there are so many: nobody looks through them one by one. */
const unseenAtMost = 1_000

export async function unseenBy({ orm }: Pick<Database, 'orm'> | Tx, reader: Reader): Promise<number> {
  const some = orm
    .select({ one: sql`1` })
    .from(notices)
    .where(and(ownOf(reader), isNull(notices.seenAt)))
    .limit(unseenAtMost)
    .as('some')
  const [row] = await orm.select({ n: count() }).from(some)
  return row?.n ?? 0
}

export async function markSeen(
  tx: Tx,
  { ids, readerId }: { readonly ids: readonly string[]; readonly readerId: string },
  now: Instant,
): Promise<void> {
  await tx.orm
    .update(notices)
    .set({ seenAt: now })
    .where(and(inArray(notices.id, [...ids]), eq(notices.readerId, readerId), isNull(notices.seenAt)))
}
