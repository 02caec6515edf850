import type { DutyStint } from '@shuniu/shared/duty'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, count, eq, gt, inArray, isNull, lt, lte } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { DutyReader } from './watchUnit.ts'
import { accounts } from '../identity/index.ts'
import { dutyStints } from './duty.tables.ts'

export type StintRow = typeof dutyStints.$inferSelect

export const stintView = (row: StintRow): DutyStint => {
  const { id, unitId, post, name, accountId, phone, startsAt: from, endsAt: to, madeBy } = row
  return { id, unitId, post, name, accountId, phone, from, to, madeBy }
}

/** Stints on the roster of a unit that lie within a span, wholly or in part, in order. */
export const stintsIn = (
  { orm }: DutyReader,
  { unitId, from, to, most }: { unitId: string; from: Instant; to: Instant; most: number },
): Promise<StintRow[]> =>
  orm
    .select()
    .from(dutyStints)
    .where(
      and(
        eq(dutyStints.unitId, unitId),
        isNull(dutyStints.removedAt),
        gt(dutyStints.endsAt, from),
        lt(dutyStints.startsAt, to),
      ),
    )
    .orderBy(asc(dutyStints.startsAt), asc(dutyStints.id))
    .limit(most)

/** Stints of some units that run at a moment. */
export const stintsAt = (
  { orm }: DutyReader,
  unitIds: readonly string[],
  { at, most }: { at: Instant; most: number },
): Promise<StintRow[]> =>
  orm
    .select()
    .from(dutyStints)
    .where(
      and(
        inArray(dutyStints.unitId, [...unitIds]),
        isNull(dutyStints.removedAt),
        gt(dutyStints.endsAt, at),
        lte(dutyStints.startsAt, at),
      ),
    )
    .orderBy(asc(dutyStints.startsAt), asc(dutyStints.id))
    .limit(most)

/** Of some accounts those that a roster has on duty at a moment. */
export async function accountsOnDuty(
  { orm }: DutyReader,
  accountIds: readonly string[],
  at: Instant,
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set()
  const rows = await orm
    .selectDistinct({ accountId: dutyStints.accountId })
    .from(dutyStints)
    .where(
      and(
        inArray(dutyStints.accountId, [...accountIds]),
        isNull(dutyStints.removedAt),
        gt(dutyStints.endsAt, at),
        lte(dutyStints.startsAt, at),
      ),
    )
  return new Set(rows.flatMap(({ accountId }) => accountId ?? []))
}

export const stintsOfCommand = (tx: Tx, commandId: string): Promise<StintRow[]> =>
  tx.orm
    .select()
    .from(dutyStints)
    .where(eq(dutyStints.commandId, commandId))
    .orderBy(asc(dutyStints.startsAt), asc(dutyStints.id))

export async function stintById(tx: Tx, id: string): Promise<StintRow | undefined> {
  const [row] = await tx.orm.select().from(dutyStints).where(eq(dutyStints.id, id)).for('update')
  return row
}

export const addStintRows = (tx: Tx, rows: readonly (typeof dutyStints.$inferInsert)[]): Promise<unknown> =>
  tx.orm.insert(dutyStints).values([...rows])

export const saveStint = (
  tx: Tx,
  id: string,
  change: Partial<Pick<StintRow, 'endsAt' | 'removedAt' | 'removedBy'>>,
): Promise<unknown> => tx.orm.update(dutyStints).set(change).where(eq(dutyStints.id, id))

/** How many of the accounts named belong to the unit and are in use. */
export async function countOfUnit(tx: Tx, unitId: string, accountIds: readonly string[]): Promise<number> {
  if (accountIds.length === 0) return 0
  const [row] = await tx.orm
    .select({ n: count() })
    .from(accounts)
    .where(
      and(inArray(accounts.id, [...accountIds]), eq(accounts.unitId, unitId), isNull(accounts.disabledAt)),
    )
  return row?.n ?? 0
}

/** Two who write one roster at once do it one after the other. */
export const lockRoster = (tx: Tx, unitId: string): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(7310635, hashtext($1))', [unitId])
