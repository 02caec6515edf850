import { gridPlansTold } from '@shuniu/shared/gridPlans'
import { and, asc, desc, eq, inArray, like, lt, lte, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { gridPlans } from './gridPlans.tables.ts'

export type GridPlanRow = typeof gridPlans.$inferSelect

/** One more than is told at once, so that it is known whether there are more. */
export const plansIn = (
  { orm }: Pick<Database, 'orm'>,
  { area, before }: { readonly area: string; readonly before: string | undefined },
): Promise<GridPlanRow[]> =>
  orm
    .select()
    .from(gridPlans)
    .where(
      and(
        like(gridPlans.villageCode, `${area}%`),
        before === undefined ? undefined : lt(gridPlans.id, before),
      ),
    )
    .orderBy(desc(gridPlans.id))
    .limit(gridPlansTold + 1)

export async function planById(
  { orm }: Pick<Database, 'orm'> | Tx,
  id: string,
): Promise<GridPlanRow | undefined> {
  const [row] = await orm.select().from(gridPlans).where(eq(gridPlans.id, id))
  return row
}

/** The plan, held until the transaction ends. */
export async function lockPlan(tx: Tx, id: string): Promise<GridPlanRow | undefined> {
  const [row] = await tx.orm.select().from(gridPlans).where(eq(gridPlans.id, id)).for('update')
  return row
}

/** The plan of a village that is under way. */
export async function openPlanOf(tx: Tx, villageCode: string): Promise<GridPlanRow | undefined> {
  const [row] = await tx.orm
    .select()
    .from(gridPlans)
    .where(and(eq(gridPlans.villageCode, villageCode), inArray(gridPlans.state, ['draft', 'approved'])))
  return row
}

/** Of two who begin plans of one village at once, the other waits. */
export const lockBeginning = (tx: Tx): Promise<unknown> => tx.query('select pg_advisory_xact_lock(7310628)')

export async function addPlan(tx: Tx, row: GridPlanRow): Promise<void> {
  await tx.orm.insert(gridPlans).values(row)
}

export async function changePlan(
  tx: Tx,
  id: string,
  change: Partial<Omit<GridPlanRow, 'id' | 'version'>>,
): Promise<GridPlanRow> {
  const [row] = await tx.orm
    .update(gridPlans)
    .set({ ...change, version: sql`${gridPlans.version} + 1` })
    .where(eq(gridPlans.id, id))
    .returning()
  if (!row) throw new Error('a plan that is held is gone')
  return row
}

/** Approved plans whose day has come, the first due first. */
export async function plansDue(
  { orm }: Pick<Database, 'orm'>,
  day: string,
  limit: number,
): Promise<string[]> {
  const rows = await orm
    .select({ id: gridPlans.id })
    .from(gridPlans)
    .where(and(eq(gridPlans.state, 'approved'), lte(gridPlans.forceOn, day)))
    .orderBy(asc(gridPlans.forceOn), asc(gridPlans.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}
