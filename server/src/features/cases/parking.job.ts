import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, asc, eq, inArray, lte, notExists, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { Gauge } from 'prom-client'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { parkedCases, type CaseSweepName } from './parking.tables.ts'

const parkedGauge = new Gauge({
  name: 'shuniu_cases_parked',
  help: 'Cases that a sweep could not do and tries again later',
  labelNames: ['sweep'] as const,
})

const firstPauseMs = 10_000
const longestPauseMs = 3_600_000
/** Parked cases tried in one round, each by itself. */
const triedAtOnce = 20

/** The pause before a case is tried again that failed so many times: doubled each time, an hour at most. */
const pauseMs = (attempts: number): number => Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1))

/** Leaves out of a sweep's round what is parked in it. */
export const unparked = (tx: Tx, sweep: CaseSweepName, caseId: PgColumn): SQL =>
  notExists(
    tx.orm
      .select({ one: sql`1` })
      .from(parkedCases)
      .where(and(eq(parkedCases.sweep, sweep), eq(parkedCases.caseId, caseId))),
  )

/** Those that may be tried again, the longest waiting first; tells the metric how many are parked. */
export async function retriable(tx: Tx, sweep: CaseSweepName, now: Instant): Promise<string[]> {
  const n = await tx.orm.$count(parkedCases, eq(parkedCases.sweep, sweep))
  parkedGauge.set({ sweep }, n)
  if (n === 0) return []
  const rows = await tx.orm
    .select({ caseId: parkedCases.caseId })
    .from(parkedCases)
    .where(and(eq(parkedCases.sweep, sweep), lte(parkedCases.nextAt, now)))
    .orderBy(asc(parkedCases.nextAt))
    .limit(triedAtOnce)
  return rows.map(({ caseId }) => caseId)
}

/** The case is done with: the next time is its first. */
export async function unpark(tx: Tx, sweep: CaseSweepName, caseIds: readonly string[]): Promise<void> {
  await tx.orm
    .delete(parkedCases)
    .where(and(eq(parkedCases.sweep, sweep), inArray(parkedCases.caseId, [...caseIds])))
}

/** What a round over cases works with. */
export type SweepDeps = Pick<Platform, 'database' | 'clock' | 'log'>

/** Parks a case for longer than the last time, and names it. */
export async function park(
  { database, clock, log }: SweepDeps,
  { sweep, caseId }: { readonly sweep: CaseSweepName; readonly caseId: string },
  cause: unknown,
): Promise<void> {
  const now = clock.now()
  const attempts = await inTx(database.reserved, async tx => {
    const isThis = and(eq(parkedCases.sweep, sweep), eq(parkedCases.caseId, caseId))
    const [known] = await tx.orm.select().from(parkedCases).where(isThis).for('update')
    const failed = (known?.attempts ?? 0) + 1
    const next = { attempts: failed, nextAt: instant(toMs(now) + pauseMs(failed)) }
    await tx.orm
      .insert(parkedCases)
      .values({ sweep, caseId, parkedAt: now, ...next })
      .onConflictDoUpdate({ target: [parkedCases.sweep, parkedCases.caseId], set: next })
    parkedGauge.set({ sweep }, await tx.orm.$count(parkedCases, eq(parkedCases.sweep, sweep)))
    return failed
  })
  log.error({ cause, sweep, caseId, attempts }, 'a case could not be swept and is parked')
}
