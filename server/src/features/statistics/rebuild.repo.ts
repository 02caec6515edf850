import type { Instant } from '@shuniu/shared/kernel'
import { and, eq, gt, inArray, lte, notInArray } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { CountedCase } from './counting.ts'
import { saveCounted } from './statistics.repo.ts'
import { statisticContributions, statisticRebuilds } from './statistics.tables.ts'
import { upTo } from './window.ts'

export type Rebuild = Pick<typeof statisticRebuilds.$inferSelect, 'step' | 'last' | 'done'>

/** There is one at most. */
const theOne = eq(statisticRebuilds.id, 1)

/** Begins a rebuild unless one is under way. */
export async function beginRebuild(
  tx: Tx,
  { last, startedAt }: { readonly last: string; readonly startedAt: Instant },
): Promise<void> {
  const row = { id: 1, step: 'cases' as const, last, done: 0, startedAt }
  await tx.orm.insert(statisticRebuilds).values(row).onConflictDoNothing()
}

/** The rebuild under way, held by us; undefined when there is none any more. */
export async function heldRebuild(tx: Tx): Promise<Rebuild | undefined> {
  const [row] = await tx.orm.select().from(statisticRebuilds).where(theOne).for('update')
  return row
}

export async function noteRebuild(tx: Tx, now: Rebuild): Promise<void> {
  await tx.orm.update(statisticRebuilds).set(now).where(theOne)
}

export async function endRebuild(tx: Tx): Promise<void> {
  await tx.orm.delete(statisticRebuilds).where(theOne)
}

/** Whoever holds the follower's cursor counts alone until the transaction ends. */
export async function holdFollower(tx: Tx): Promise<void> {
  await tx.query(`insert into followers (name, seq) values ('statistics', 0) on conflict do nothing`)
  await tx.query(`select from followers where name = 'statistics' for update`)
}

/** About how many cases there are, as the planner knows it: counting them would take as long as a slice. */
export async function estimatedCases(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select greatest(reltuples, 0)::float8 as n from pg_class where oid = 'cases'::regclass`,
  )
  return Math.round(row?.n ?? 0)
}

interface CaseIdStretch {
  readonly after: string
  /** Undefined: to the end. */
  readonly through: string | undefined
}

const isAlike = (a: CountedCase, b: CountedCase): boolean =>
  a.version === b.version && a.areaCode === b.areaCode && a.counted.join() === b.counted.join()

/** Puts what cases count as in place of what a stretch of ids was counted as; how many differed. */
export async function replaceCounted(
  tx: Tx,
  { after, through }: CaseIdStretch,
  right: readonly CountedCase[],
): Promise<number> {
  const { caseId } = statisticContributions
  const ids = right.map(one => one.caseId)
  const stood = await tx.orm.select().from(statisticContributions).where(inArray(caseId, ids))
  const stoodById = new Map(stood.map(one => [one.caseId, one]))
  const wrong = right.filter(one => {
    const before = stoodById.get(one.caseId)
    return !before || !isAlike(before, one)
  })
  await saveCounted(tx, wrong)
  const isInStretch = and(gt(caseId, after), through === undefined ? undefined : lte(caseId, through))
  const ownerless = await tx.orm
    .delete(statisticContributions)
    .where(and(isInStretch, notInArray(caseId, ids)))
  return wrong.length + (ownerless.rowCount ?? 0)
}

/** The codes that stand in an index, by one look for each. */
const codesOf = (table: string): string => `
  (with recursive codes as (
     select min(area_code) as code from ${table} where area_code > ''
     union all
     select (select min(area_code) from ${table} where area_code > code) from codes where code is not null
   ) select code from codes where code is not null)`

/** Every division that has counters or should have some: villages first, then townships, the county last. */
export async function everyArea(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ area: string }>(
    `select distinct left(code, digits) as area, digits
       from (${codesOf('statistic_contributions')} union ${codesOf('statistic_counts')}) as known(code)
            cross join unnest(array[6, 9, 12]) as digits
      where length(code) >= digits order by digits desc, area`,
  )
  return rows.map(({ area }) => area)
}

/** A division, and those within it, whose counters are right. */
interface Recounted {
  readonly area: string
  readonly within: readonly string[]
  /** The days whose sums are kept, if any are. */
  readonly window: { readonly first: string; readonly last: string } | undefined
}

/**
 * Its counters: of cases that lie in it and in nothing below, and of what lies within it; beside them the sums of a window
 * of days. Only counters that differ are written; gives how many did.
 */
const recounting = `
  with own as (
    select split_part(key, '|', 1) as metric, split_part(key, '|', 2) as day, split_part(key, '|', 3) as bucket, n
      from (select key, count(*) as n from statistic_contributions cross join unnest(counted) as key
             where area_code = $1 group by key) as keys
  ), below as (
    select metric, day, bucket, n from statistic_counts where area_code = any($2::text[]) and day not like '..%'
  ), daily as (
    select metric, day, bucket, sum(n)::bigint as n from (table own union all table below) as parts
     group by metric, day, bucket having sum(n) <> 0
  ), fresh as (
    table daily
    union all
    select metric, $3::text, bucket, sum(n)::bigint from daily where $3 <> '' and day between $4 and $5
     group by metric, bucket
  ), gone as (
    delete from statistic_counts c where c.area_code = $1
       and not exists (select from fresh f where (f.metric, f.day, f.bucket) = (c.metric, c.day, c.bucket))
    returning c.n
  ), written as (
    insert into statistic_counts as known (area_code, metric, day, bucket, n)
    select $1, metric, day, bucket, n from fresh
    on conflict (area_code, metric, day, bucket) do update set n = excluded.n where known.n <> excluded.n
    returning 1
  )
  select ((select count(*) from written) + (select count(*) from gone where n <> 0))::float8 as n`

export async function recountArea(tx: Tx, { area, within, window }: Recounted): Promise<number> {
  const sums = window ? upTo(window.last) : ''
  const values = [area, within, sums, window?.first ?? '', window?.last ?? '']
  const [row] = await tx.query<{ n: number }>(recounting, values)
  return row?.n ?? 0
}
