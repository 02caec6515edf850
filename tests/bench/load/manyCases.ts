import type pg from 'pg'
import { nowMs } from '../clock.ts'

/** Past months over which copies are spread: five years. */
const months = 60
const dayS = 86_400

interface Column {
  readonly name: string
  readonly type: string
}

export const columnsOf = async (pool: pg.Pool, table: string): Promise<Column[]> => {
  const { rows } = await pool.query<Column>(
    `select column_name as name, data_type as type from information_schema.columns
      where table_name = $1 and table_schema = 'public' order by ordinal_position`,
    [table],
  )
  return rows
}

/** As ids are: of version 7, by chance but for the number of the copy. */
const idOfCopy = (id: string): string =>
  `overlay(overlay(md5(${id}::text || $1::text) placing '7' from 13) placing 'a' from 17)::uuid`

/** A column of a copy. Moments go back by `$2` seconds; what must be unique becomes so by the number of the copy, `$1`. */
export function copied({ name, type }: Column): string {
  if (name === 'id') return idOfCopy('id')
  if (name === 'number') return `number || '-' || $1::text`
  return type.startsWith('timestamp') ? `${name} - make_interval(secs => $2::float8)` : name
}

const shifted = `(select array_agg(case when split_part(key, '|', 2) = '' then key else
   split_part(key, '|', 1) || '|' || (split_part(key, '|', 2)::date - ($2::int / ${dayS}))::text || '|' || split_part(key, '|', 3) end)
   from unnest(counted) as key)`

/** Closed cases as they are counted, and the sums of that by division, metric, day and bucket. */
const prepare = `
  drop table if exists bench_closed; drop table if exists bench_counts;
  create table bench_closed as
    select c.* from statistic_contributions c join cases on cases.id = c.case_id
     where not cases.is_open and cases.number !~ '-.*-.*-';
  create table bench_counts as
    select left(area_code, digits) as area_code, split_part(key, '|', 1) as metric, split_part(key, '|', 2) as day,
           split_part(key, '|', 3) as bucket, count(*) as n
      from bench_closed, unnest(counted) as key, unnest(array[6, 9, 12]) as digits
     where length(area_code) >= digits group by 1, 2, 3, 4`

const countCopy = `
  insert into statistic_counts as known (area_code, metric, day, bucket, n)
  select area_code, metric, (day::date - ($1::int / ${dayS}))::text, bucket, n from bench_counts where day <> ''
  on conflict (area_code, metric, day, bucket) do update set n = known.n + excluded.n`

/**
 * Copies the closed cases into the past, with what they were counted as, until there are `n` cases or the time is up.
 * Counters and contributions come out as the follower would have made them. Gives the number of cases there are.
 */
export async function copyCases(
  pool: pg.Pool,
  { n, seconds }: { n: number; seconds: number },
): Promise<number> {
  const columns = await columnsOf(pool, 'cases')
  const names = columns.map(({ name }) => name).join(', ')
  const copyRows = `insert into cases (${names}) select ${columns.map(copied).join(', ')} from cases
                     where id in (select case_id from bench_closed)`
  const copyCounted = `insert into statistic_contributions (case_id, version, area_code, counted)
                       select ${idOfCopy('case_id')}, version, area_code, ${shifted} from bench_closed`
  await pool.query(prepare)
  const until = nowMs() + seconds * 1_000
  let total = await countCases(pool)
  for (let copy = 1; total < n && nowMs() < until; copy += 1) {
    const backS = (1 + (copy % months)) * 30 * dayS
    total += await inOneGo(pool, async ask => {
      // The follower that counts waits meanwhile: both write the same counters.
      await ask("select 1 from followers where name = 'statistics' for update")
      const made = await ask(copyRows, [copy, backS])
      await ask(copyCounted, [copy, backS])
      await ask(countCopy, [backS])
      return made
    })
  }
  await pool.query('drop table bench_closed, bench_counts; analyze')
  return total
}

type Ask = (text: string, values?: readonly unknown[]) => Promise<number>

async function inOneGo<T>(pool: pg.Pool, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const ask: Ask = async (text, values = []) => (await client.query(text, [...values])).rowCount ?? 0
  try {
    await ask('begin')
    const made = await work(ask)
    await ask('commit')
    return made
  } finally {
    client.release()
  }
}

async function countCases(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: string }>('select count(*) as n from cases')
  return Number(rows[0]?.n)
}
