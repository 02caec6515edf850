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

export async function countedBefore(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Counted>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx.orm
    .select()
    .from(statisticContributions)
    .where(inArray(statisticContributions.caseId, [...caseIds]))
  return new Map(rows.map(row => [row.caseId, row]))
}

/** One statement for any number of rows: they go over as one JSON text. */
export async function saveCounted(tx: Tx, counted: readonly Counted[]): Promise<void> {
  if (counted.length === 0) return
  const rows = counted.map(({ caseId, version, areaCode, counted: keys }) => {
    return { case_id: caseId, version, area_code: areaCode, counted: keys }
  })
  await tx.query(
    `insert into statistic_contributions (case_id, version, area_code, counted)
       select case_id, version, area_code, counted
       from json_populate_recordset(null::statistic_contributions, $1)
     on conflict (case_id) do update
       set version = excluded.version, area_code = excluded.area_code, counted = excluded.counted`,
    [JSON.stringify(rows)],
  )
}

/** One statement for any number of counters, in the order of their keys. */
export async function addDeltas(tx: Tx, deltas: Deltas): Promise<void> {
  const rows = deltas.rows()
  if (rows.length === 0) return
  const column = <K extends keyof (typeof rows)[number]>(key: K) => rows.map(row => row[key])
  await tx.query(
    `insert into statistic_counts as known (area_code, metric, day, bucket, n)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
     on conflict (area_code, metric, day, bucket) do update set n = known.n + excluded.n`,
    [column('areaCode'), column('metric'), column('day'), column('bucket'), column('n')],
  )
}

/** Row by row: truncating would shut readers out, or show them nothing, until the rebuild commits. */
export async function forgetCounters(tx: Tx): Promise<void> {
  await tx.orm.delete(statisticContributions)
  await tx.orm.delete(statisticCounts)
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
