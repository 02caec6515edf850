import { inArray } from 'drizzle-orm'
import { asUnavailable, type Database, type Tx } from '../../platform/db/index.ts'
import type { CountedCase, Deltas } from './counting.ts'
import { statisticContributions } from './statistics.tables.ts'

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

export async function countedBefore(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CountedCase>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx.orm
    .select()
    .from(statisticContributions)
    .where(inArray(statisticContributions.caseId, [...caseIds]))
  return new Map(rows.map(row => [row.caseId, row]))
}

/** One statement for any number of rows: they go over as one JSON text. */
export async function saveCounted(tx: Tx, counted: readonly CountedCase[]): Promise<void> {
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

/** Which counters are read: all of an area's metrics, some of each of its children's, in a period of days. */
export interface CountsOptions {
  readonly area: string
  readonly children: readonly string[]
  readonly metrics: { readonly area: readonly string[]; readonly children: readonly string[] }
  readonly from: string
  readonly to: string
}

/** How the counters of a division stood at a moment. */
export interface CounterStanding {
  /** How far the stream had been counted. */
  readonly asOf: number
  /** Another one as soon as any counter of the division, or of one within it, is another; null before the first. */
  readonly stamp: string | null
}

export interface CountsSeen extends CounterStanding {
  /** What stands now, and what happened in the days of the period, for the area and each of its children. */
  readonly summed: readonly SummedCount[]
  /** Cases opened and closed on each day; closed ones split by `onTime` and `late` in `metric`. */
  readonly daily: readonly DailyCount[]
}

const standing = `coalesce((select seq from followers where name = 'statistics'), 0)::float8 as "asOf",
         (select stamp::text from statistic_stamps where area_code = $1) as stamp`

/**
 * Area, children, metrics of both, and the period: one statement, so that all numbers are of one moment, with
 * one round trip; each metric of each division is a short stretch of the index, however many years there are: the sum
 * over the period if it is kept, else its days.
 */
const readingCounts = `
  with summing as (
    select exists (select from statistic_counts where area_code = '' and bucket = $6) as "isDone"
  ), wanted as (
    select $1::text as area, unnest($3::text[]) as metric
    union all select child, metric from unnest($2::text[]) as child, unnest($4::text[]) as metric
  ), summed as (
    select area as "areaCode", metric, bucket, sum(n)::float8 as n
      from wanted cross join lateral (
        select c.bucket, c.n from statistic_counts c
         where c.area_code = wanted.area and c.metric = wanted.metric and c.day in ('', '..' || $6::text)
        union all
        select c.bucket, c.n from statistic_counts c
         where c.area_code = wanted.area and c.metric = wanted.metric and c.day between $5 and $6
           and not (select "isDone" from summing)
      ) as counted
     group by area, metric, bucket
  ), daily as (
    select case when metric = 'closed' then bucket else 'opened' end as metric, day, sum(n)::float8 as n
      from statistic_counts
     where area_code = $1 and metric in ('openedByLevel', 'closed') and day between $5 and $6
     group by 1, day
  )
  select ${standing},
         coalesce((select json_agg(summed) from summed), '[]') as summed,
         coalesce((select json_agg(daily) from daily), '[]') as daily`

export async function readCounts(
  { pool }: Pick<Database, 'pool'>,
  options: CountsOptions,
): Promise<CountsSeen> {
  const { area, children, metrics, from, to } = options
  try {
    const { rows } = await pool.query<CountsSeen>({
      name: 'statistic counts',
      text: readingCounts,
      values: [area, children, metrics.area, metrics.children, from, to],
    })
    return rows[0] ?? { asOf: 0, stamp: null, summed: [], daily: [] }
  } catch (error) {
    throw asUnavailable(error) ?? error
  }
}

/** One look at two rows, for whoever has the counters as they stood. */
export async function readStanding({ pool }: Pick<Database, 'pool'>, area: string): Promise<CounterStanding> {
  try {
    const { rows } = await pool.query<CounterStanding>({
      name: 'statistic standing',
      text: `select ${standing}`,
      values: [area],
    })
    return rows[0] ?? { asOf: 0, stamp: null }
  } catch (error) {
    throw asUnavailable(error) ?? error
  }
}
