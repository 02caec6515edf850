import type { ReachChannel, ReachEnd, RankedPerson } from '@shuniu/shared/reach'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { deliveries, reaches, reachPersons } from './reach.tables.ts'

export type ReachRow = typeof reaches.$inferSelect
export type ReachPersonRow = typeof reachPersons.$inferSelect
export type DeliveryRow = typeof deliveries.$inferSelect

/** Begins what is new; what was begun before is passed over. */
export async function beginReaches(tx: Tx, rows: readonly (typeof reaches.$inferInsert)[]): Promise<void> {
  if (rows.length > 0)
    await tx.orm
      .insert(reaches)
      .values([...rows])
      .onConflictDoNothing()
}

/** Lets what is under way for cases be looked at now: they have moved on. */
export async function nudgeReaches(tx: Tx, caseIds: readonly string[], now: Instant): Promise<void> {
  if (caseIds.length === 0) return
  await tx.orm
    .update(reaches)
    .set({ nextAt: now })
    .where(and(inArray(reaches.caseId, [...caseIds]), isNull(reaches.endedAt)))
}

/** Those to be looked at, the longest due first, held by us; those that another process holds are left to it. */
export const takeDueReaches = (tx: Tx, now: Instant, limit: number): Promise<ReachRow[]> =>
  tx.orm
    .select()
    .from(reaches)
    .where(lte(reaches.nextAt, now))
    .orderBy(asc(reaches.nextAt))
    .limit(limit)
    .for('update', { skipLocked: true })

export const personsOf = (connection: Tx | Pick<Database, 'orm'>, reachIds: readonly string[]) =>
  connection.orm
    .select()
    .from(reachPersons)
    .where(inArray(reachPersons.reachId, [...reachIds]))
    .orderBy(asc(reachPersons.rank), asc(reachPersons.accountId))

export const deliveriesOf = (connection: Tx | Pick<Database, 'orm'>, reachIds: readonly string[]) =>
  connection.orm
    .select()
    .from(deliveries)
    .where(inArray(deliveries.reachId, [...reachIds]))
    .orderBy(asc(deliveries.at), asc(deliveries.id))

export const reachesOfCase = (tx: Tx, caseId: string, limit: number): Promise<ReachRow[]> =>
  tx.orm
    .select()
    .from(reaches)
    .where(eq(reaches.caseId, caseId))
    .orderBy(desc(reaches.since), desc(reaches.id))
    .limit(limit)

interface PersonNaming {
  readonly reachId: string
  readonly persons: readonly (RankedPerson & { readonly name: string; readonly notificationId: string })[]
}

/** Says whom it is told, once. */
export async function namePersons(tx: Tx, { reachId, persons }: PersonNaming, now: Instant): Promise<void> {
  if (persons.length > 0) {
    await tx.orm
      .insert(reachPersons)
      .values(persons.map(one => ({ ...one, reachId })))
      .onConflictDoNothing()
  }
  await tx.orm.update(reaches).set({ namedAt: now }).where(eq(reaches.id, reachId))
}

export async function markTold(
  tx: Tx,
  { reachId, accountIds }: { readonly reachId: string; readonly accountIds: readonly string[] },
  now: Instant,
): Promise<void> {
  if (accountIds.length === 0) return
  await tx.orm
    .update(reachPersons)
    .set({ toldAt: now })
    .where(and(eq(reachPersons.reachId, reachId), inArray(reachPersons.accountId, [...accountIds])))
}

/** Puts into the outbox what is not in it yet: one for each person and channel, whoever comes first. */
export async function putDeliveries(
  tx: Tx,
  rows: readonly (typeof deliveries.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await tx.orm
      .insert(deliveries)
      .values([...rows])
      .onConflictDoNothing()
}

/** What waits for somebody who has nothing more to be told is not sent; of one reach all, or that of some people. */
export async function dropWaiting(tx: Tx, reachId: string, accountIds?: readonly string[]): Promise<void> {
  await tx.orm
    .update(deliveries)
    .set({ state: 'dropped' })
    .where(
      and(
        eq(deliveries.reachId, reachId),
        eq(deliveries.state, 'waiting'),
        accountIds && inArray(deliveries.accountId, [...accountIds]),
      ),
    )
}

export async function setReach(
  tx: Tx,
  id: string,
  change: Partial<Pick<ReachRow, 'level' | 'nextAt' | 'spentAt'>>,
): Promise<void> {
  await tx.orm.update(reaches).set(change).where(eq(reaches.id, id))
}

export interface ReachEnding {
  readonly end: ReachEnd
  readonly endMove: string | null
  readonly endedByName: string | null
}

/** Ends it: nobody is told any more. */
export async function endReach(
  tx: Tx,
  id: string,
  ending: ReachEnding & { readonly endedAt: Instant },
): Promise<void> {
  await tx.orm
    .update(reaches)
    .set({ ...ending, nextAt: null })
    .where(eq(reaches.id, id))
  await dropWaiting(tx, id)
}

/** A sending in our hands: which try it is, and all that the channel is given. */
export interface ClaimedDelivery {
  readonly id: string
  readonly reachId: string
  readonly accountId: string
  readonly attempts: number
  readonly text: string
  readonly caseId: string
  readonly level: ReachRow['level']
  readonly notificationId: string
}

interface DeliveryClaim {
  readonly channel: ReachChannel
  readonly now: Instant
  /** When it counts as lost, with whoever took it. */
  readonly until: Instant
  readonly limit: number
}

/**
 * Takes sendings in hand that are due, or whose taker was lost: never one that another process is taking, nor one that is over or
 * whose person has opened the notice meanwhile.
 */
export const claimDeliveries = (
  tx: Tx,
  { channel, now, until, limit }: DeliveryClaim,
): Promise<ClaimedDelivery[]> =>
  tx.query<ClaimedDelivery & { [column: string]: unknown }>(
    `with due as (
       select d.id from deliveries d
         join reaches r on r.id = d.reach_id and r.ended_at is null
         join reach_persons p on p.reach_id = d.reach_id and p.account_id = d.account_id
        where d.channel = $1 and d.state in ('waiting', 'sending') and d.next_at <= $2
          and not exists (select from notifications n where n.id = p.notification_id and n.seen_at is not null)
        order by d.next_at limit $4 for update of d skip locked)
     update deliveries d
        set state = 'sending', attempts = d.attempts + 1, next_at = $3
       from due, reaches r, reach_persons p
      where d.id = due.id and r.id = d.reach_id and p.reach_id = d.reach_id and p.account_id = d.account_id
     returning d.id, d.reach_id as "reachId", d.account_id as "accountId", d.attempts, d.text,
               r.case_id as "caseId", r.level, p.notification_id as "notificationId"`,
    [channel, now, until, limit],
  )

export interface Settled {
  readonly state: 'sent' | 'waiting' | 'failed'
  readonly nextAt: Instant
  readonly sentAt: Instant | null
  readonly failedAt: Instant | null
  readonly fault: string | null
  readonly reference: string | null
}

/** Writes down what became of a try, if it is still ours; whose hands it left meanwhile says nothing any more. */
export async function settleDelivery(
  tx: Tx,
  { id, attempts }: Pick<ClaimedDelivery, 'id' | 'attempts'>,
  settled: Settled,
): Promise<boolean> {
  const written = await tx.orm
    .update(deliveries)
    .set(settled)
    .where(and(eq(deliveries.id, id), eq(deliveries.attempts, attempts), eq(deliveries.state, 'sending')))
    .returning({ id: deliveries.id })
  return written.length === 1
}

/** A channel was given up: whose turn that makes it is looked at now. */
export const nudgeReach = (tx: Tx, reachId: string, now: Instant) =>
  tx.orm
    .update(reaches)
    .set({ nextAt: sql`least(${reaches.nextAt}, ${now}::timestamptz)` })
    .where(and(eq(reaches.id, reachId), isNull(reaches.endedAt), sql`next_at is not null`))
