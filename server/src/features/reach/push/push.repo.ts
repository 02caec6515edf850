import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/index.ts'
import { pushSubscriptions } from '../reach.tables.ts'

export type Subscription = typeof pushSubscriptions.$inferSelect

/** So many devices of one account are pushed to; the oldest gives way. */
const mostDevices = 8

/** The devices of an account; one that the account is known on no more went with that. */
export const subscriptionsOf = (tx: Tx, accountId: string): Promise<Subscription[]> =>
  tx.orm.select().from(pushSubscriptions).where(eq(pushSubscriptions.accountId, accountId))

export async function subscribedAmong(tx: Tx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set()
  const { accountId } = pushSubscriptions
  const rows = await tx.orm
    .selectDistinct({ accountId })
    .from(pushSubscriptions)
    .where(inArray(accountId, [...accountIds]))
  return new Set(rows.map(row => row.accountId))
}

/** Keeps a device; known before, it is whoever's is signed in there now. */
export async function keepSubscription(tx: Tx, row: typeof pushSubscriptions.$inferInsert): Promise<void> {
  const { id: _, ...given } = row
  await tx.orm
    .insert(pushSubscriptions)
    .values(row)
    .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: given })
  const kept = tx.orm
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.accountId, row.accountId))
    .orderBy(desc(pushSubscriptions.createdAt))
    .limit(mostDevices)
  await tx.orm
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.accountId, row.accountId), sql`${pushSubscriptions.id} not in ${kept}`))
}

export async function forgetSubscriptions(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.orm.delete(pushSubscriptions).where(inArray(pushSubscriptions.id, [...ids]))
}

/** The device of an account at an address is pushed to no more. */
export async function dropSubscription(
  tx: Tx,
  { accountId, endpoint }: { readonly accountId: string; readonly endpoint: string },
): Promise<void> {
  await tx.orm
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.accountId, accountId), eq(pushSubscriptions.endpoint, endpoint)))
}
