import type { Stage } from '@shuniu/shared/clocks'
import type { Instant } from '@shuniu/shared/kernel'
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { cases } from '../cases/index.ts'
import { caseClocksTable } from '../clocks/index.ts'

/** Which past clocks are looked at: a page of those begun in a time, the latest first. */
export interface PastAsked {
  readonly stage: Stage
  readonly level: string
  readonly since: Instant
  readonly before: Instant
  readonly limit: number
}

/** The cases that began such a clock of their own, with what decides which rule times them. */
export const casesTimed = (tx: Tx, { stage, level, since, before, limit }: PastAsked) =>
  tx.orm
    .select({
      caseId: cases.id,
      number: cases.number,
      sensitive: cases.sensitive,
      areaCode: cases.areaCode,
      gridCode: cases.gridCode,
      ownerUnitId: cases.ownerUnitId,
      coUnitIds: cases.coUnitIds,
      reporterId: cases.reporterId,
      status: cases.status,
      categoryCode: cases.categoryCode,
      tier: cases.tier,
      ordinal: caseClocksTable.ordinal,
      startedAt: caseClocksTable.startedAt,
    })
    .from(caseClocksTable)
    .innerJoin(cases, eq(cases.id, caseClocksTable.caseId))
    .where(
      and(
        eq(caseClocksTable.stage, stage),
        eq(caseClocksTable.unitId, ''),
        eq(sql`${caseClocksTable.rule}->>'level'`, level),
        gte(caseClocksTable.startedAt, since),
        lt(caseClocksTable.startedAt, before),
      ),
    )
    .orderBy(desc(caseClocksTable.startedAt), desc(caseClocksTable.caseId))
    .limit(limit)

/**
 * What the clocks that stopped since then took at the median, in milliseconds; by stage, level, unit of time, and whether
 * they timed the case or a helping unit. Those of sensitive cases are left out.
 */
export const usualSpans = (tx: Tx, since: Instant, fewest: number) =>
  tx.query<{ key: string; usualMs: number }>(
    `select concat_ws(' ', stopped.stage, clock.rule->>'level', stopped.unit,
              case when unit_id = '' then 'case' else 'unit' end) as key,
            percentile_cont(0.5) within group (order by stopped.used_ms)::float8 as "usualMs"
       from clock_ledger stopped
       join case_clocks clock using (case_id, stage, unit_id, ordinal)
       join cases on cases.id = case_id and not cases.sensitive
      where stopped.kind = 'stop' and stopped.at >= $1
      group by 1 having count(*) >= $2`,
    [since, fewest],
  )
