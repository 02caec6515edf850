import type { ClockRule, CaseTimer } from '@shuniu/shared/clocks'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { clockRules, deadlines } from './clocks.tables.ts'

type DeadlineRow = typeof deadlines.$inferSelect
type RuleRow = typeof clockRules.$inferSelect

const toTimer = ({ caseId: _, ...timer }: DeadlineRow): CaseTimer => timer

function toRule(row: RuleRow): ClockRule {
  const { stage, level, amount, unit, effectiveFrom } = row
  return {
    ...{ stage, level, amount, unit, effectiveFrom },
    ...(row.categoryPrefix !== null && { categoryPrefix: row.categoryPrefix }),
    ...(row.tier !== null && { tier: row.tier }),
    ...(row.maxAmount !== null && { maxAmount: row.maxAmount }),
    ...(row.maxUnit !== null && { maxUnit: row.maxUnit }),
    ...(row.effectiveTo !== null && { effectiveTo: row.effectiveTo }),
  }
}

export const readRules = async (tx: Tx): Promise<ClockRule[]> =>
  (await tx.orm.select().from(clockRules).orderBy(asc(clockRules.id))).map(toRule)

/** Fills an empty table with the limits a county starts with; of two processes that start at once, one does. */
export async function seedRules(tx: Tx, rules: readonly ClockRule[]): Promise<void> {
  await tx.orm.execute(sql`lock table ${clockRules} in share row exclusive mode`)
  const [known] = await tx.orm.select({ id: clockRules.id }).from(clockRules).limit(1)
  if (!known) await tx.orm.insert(clockRules).values(rules.map(rule => ({ ...rule })))
}

/** Every clock each case ever had. */
export async function timersOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CaseTimer[]>> {
  const timers = new Map<string, CaseTimer[]>(caseIds.map(id => [id, []]))
  if (caseIds.length === 0) return timers
  const rows = await tx.orm
    .select()
    .from(deadlines)
    .where(inArray(deadlines.caseId, [...caseIds]))
    .orderBy(asc(deadlines.startedAt), asc(deadlines.ordinal), asc(deadlines.dueAt))
  for (const row of rows) timers.get(row.caseId)?.push(toTimer(row))
  return timers
}

/** Writes the clocks that a move started or changed. */
export async function saveTimers(tx: Tx, caseId: string, timers: readonly CaseTimer[]): Promise<void> {
  if (timers.length === 0) return
  await tx.orm
    .insert(deadlines)
    .values(timers.map(timer => ({ caseId, ...timer })))
    .onConflictDoUpdate({
      target: [deadlines.caseId, deadlines.stage, deadlines.ordinal],
      set: {
        rule: sql`excluded.rule`,
        dueAt: sql`excluded.due_at`,
        stoppedAt: sql`excluded.stopped_at`,
        overdueAt: sql`excluded.overdue_at`,
      },
    })
}

const isDue = (now: Instant) =>
  and(lte(deadlines.dueAt, now), isNull(deadlines.stoppedAt), isNull(deadlines.overdueAt))

/** Cases with a running clock that ran out and was not marked yet, the longest over first. Locks nothing. */
export async function dueCaseIds(tx: Tx, now: Instant, limit: number): Promise<string[]> {
  const rows = await tx.orm
    .select({ caseId: deadlines.caseId })
    .from(deadlines)
    .where(isDue(now))
    .orderBy(asc(deadlines.dueAt))
    .limit(limit)
  return [...new Set(rows.map(row => row.caseId))]
}

/** Marks the clocks of a locked case that ran out; returns those marked now, each only ever once. */
export async function markOverdue(tx: Tx, caseId: string, now: Instant): Promise<CaseTimer[]> {
  const rows = await tx.orm
    .update(deadlines)
    .set({ overdueAt: now })
    .where(and(eq(deadlines.caseId, caseId), isDue(now)))
    .returning()
  return rows.map(toTimer)
}
