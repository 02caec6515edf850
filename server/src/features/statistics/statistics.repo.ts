import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { Counted, Deltas } from './counting.ts'
import { statisticContributions, statisticCounts } from './statistics.tables.ts'

/** A counter summed over the days asked for. */
export interface SummedCount {
  readonly areaCode: string
  readonly metric: string
  readonly bucket: string
  readonly n: number
}

export interface DailyCount {
  readonly metric: string
  readonly day: string
  readonly n: number
}

const rowsAtOnce = 2_000

export async function countedBefore(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Counted>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx.orm
    .select()
    .from(statisticContributions)
    .where(inArray(statisticContributions.caseId, [...caseIds]))
  return new Map(rows.map(row => [row.caseId, row]))
}

export async function saveCounted(tx: Tx, counted: readonly Counted[]): Promise<void> {
  for (let from = 0; from < counted.length; from += rowsAtOnce) {
    const rows = counted.slice(from, from + rowsAtOnce).map(row => ({ ...row, counted: [...row.counted] }))
    await tx.orm
      .insert(statisticContributions)
      .values(rows)
      .onConflictDoUpdate({
        target: statisticContributions.caseId,
        set: {
          version: sql`excluded.version`,
          areaCode: sql`excluded.area_code`,
          counted: sql`excluded.counted`,
        },
      })
  }
}

export async function addDeltas(tx: Tx, deltas: Deltas): Promise<void> {
  const rows = deltas.rows()
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx.orm
      .insert(statisticCounts)
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflictDoUpdate({
        target: [
          statisticCounts.areaCode,
          statisticCounts.metric,
          statisticCounts.day,
          statisticCounts.bucket,
        ],
        set: { n: sql`${statisticCounts.n} + excluded.n` },
      })
  }
}

export async function forgetCounters(tx: Tx): Promise<void> {
  await tx.orm.execute(sql`truncate ${statisticContributions}, ${statisticCounts}`)
}

/** What stands now, and what happened in the days of the period, for each of the divisions. */
export async function sumCounts(
  tx: Tx,
  areas: readonly string[],
  period: { readonly from: string; readonly to: string; readonly metrics: readonly string[] },
): Promise<SummedCount[]> {
  const rows = await tx.orm
    .select({
      areaCode: statisticCounts.areaCode,
      metric: statisticCounts.metric,
      bucket: statisticCounts.bucket,
      n: sql<string>`sum(${statisticCounts.n})`,
    })
    .from(statisticCounts)
    .where(
      sql`${inArray(statisticCounts.areaCode, [...areas])} and ${inArray(statisticCounts.metric, [...period.metrics])}
        and (${statisticCounts.day} = '' or ${statisticCounts.day} between ${period.from} and ${period.to})`,
    )
    .groupBy(statisticCounts.areaCode, statisticCounts.metric, statisticCounts.bucket)
  return rows.map(row => ({ ...row, n: Number(row.n) }))
}

/** Cases opened and closed on each day of the period; closed ones split by `onTime` and `late` in `metric`. */
export async function dailyCounts(
  tx: Tx,
  area: string,
  period: { readonly from: string; readonly to: string },
): Promise<DailyCount[]> {
  const label = sql<string>`case when ${statisticCounts.metric} = 'closed' then ${statisticCounts.bucket} else 'opened' end`
  const rows = await tx.orm
    .select({ metric: label, day: statisticCounts.day, n: sql<string>`sum(${statisticCounts.n})` })
    .from(statisticCounts)
    .where(
      sql`${statisticCounts.areaCode} = ${area} and ${inArray(statisticCounts.metric, ['openedByLevel', 'closed'])}
        and ${statisticCounts.day} between ${period.from} and ${period.to}`,
    )
    .groupBy(label, statisticCounts.day)
  return rows.map(row => ({ ...row, n: Number(row.n) }))
}
