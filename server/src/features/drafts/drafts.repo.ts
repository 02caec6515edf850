import { maxDrafts, type DraftHead } from '@shuniu/shared/drafts'
import type { Instant } from '@shuniu/shared/kernel'
import { and, count, desc, eq } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { drafts } from './drafts.tables.ts'

type DraftRow = typeof drafts.$inferSelect
export type DraftKey = Pick<DraftRow, 'accountId' | 'name'>

const isOf = ({ accountId, name }: DraftKey) => and(eq(drafts.accountId, accountId), eq(drafts.name, name))

export const headsOf = ({ orm }: Pick<Database, 'orm'>, accountId: string): Promise<DraftHead[]> =>
  orm
    .select({ name: drafts.name, version: drafts.version, savedAt: drafts.savedAt })
    .from(drafts)
    .where(eq(drafts.accountId, accountId))
    .orderBy(desc(drafts.savedAt))
    .limit(2 * maxDrafts)

export async function draftOf({ orm }: Pick<Database, 'orm'>, key: DraftKey): Promise<DraftRow | undefined> {
  const [row] = await orm.select().from(drafts).where(isOf(key))
  return row
}

/** The row, held until the transaction ends. */
export async function lockDraft(tx: Tx, key: DraftKey): Promise<DraftRow | undefined> {
  const [row] = await tx.orm.select().from(drafts).where(isOf(key)).for('update')
  return row
}

export async function draftCount(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx.orm.select({ n: count() }).from(drafts).where(eq(drafts.accountId, accountId))
  return row?.n ?? 0
}

/** Adds a draft; false when another page did so at the same moment. */
export async function addDraft(tx: Tx, row: DraftRow): Promise<boolean> {
  const added = await tx.orm.insert(drafts).values(row).onConflictDoNothing().returning({ name: drafts.name })
  return added.length === 1
}

export async function saveDraft(tx: Tx, { accountId, name, ...row }: DraftRow): Promise<void> {
  await tx.orm.update(drafts).set(row).where(isOf({ accountId, name }))
}

export async function deleteDraft(tx: Tx, key: DraftKey): Promise<void> {
  await tx.orm.delete(drafts).where(isOf(key))
}

/** Forgets the oldest of those last written before a moment; returns how many. */
export async function forgetDrafts(tx: Tx, before: Instant, atMost: number): Promise<number> {
  const gone = await tx.query<{ name: string }>(
    `delete from drafts where ctid in (
       select ctid from drafts where saved_at < $1 order by saved_at limit $2 for update skip locked)
     returning name`,
    [before, atMost],
  )
  return gone.length
}
