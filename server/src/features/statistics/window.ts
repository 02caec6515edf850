import { addDays } from '@shuniu/shared/calendar'
import type { Tx } from '../../platform/db/index.ts'

/**
 * Walls show thirty days. Beside the counters of each day stands their sum over the thirty days up to the newest that
 * was counted, so that a wall reads one row where it would read thirty. The sums move on with the first case counted on
 * a new day; until then readers add up the days themselves.
 */
export const windowDays = 30

/** What counters of the thirty days up to this one have for their day. */
export const upTo = (day: string): string => `..${day}`

export const firstOf = (last: string): string => addDays(last, 1 - windowDays)

export const isWithin = (day: string, last: string): boolean => day >= firstOf(last) && day <= last

/** The row that says up to which day sums are kept; it is no division's. */
const mark = { area: '', metric: 'upTo' } as const

/** The last day of the sums that are kept; undefined before the first. */
export async function lastOfWindow(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.query<{ day: string }>(
    'select bucket as day from statistic_counts where area_code = $1 and metric = $2',
    [mark.area, mark.metric],
  )
  return row?.day
}

const everyArea = `with recursive areas as (
  select min(area_code) as area from statistic_counts where area_code > ''
  union all
  select (select min(area_code) from statistic_counts where area_code > area) from areas where area is not null
)`

/** Adds the thirty days up to `last` together, in place of the sums that stood. Reads those days only, by the index. */
async function sumWindow(tx: Tx, last: string): Promise<void> {
  const stood = await lastOfWindow(tx)
  if (stood !== undefined) {
    await tx.query(
      `${everyArea} delete from statistic_counts c using areas where c.area_code = areas.area and c.day = $1`,
      [upTo(stood)],
    )
    await tx.query('delete from statistic_counts where area_code = $1', [mark.area])
  }
  await tx.query(
    `${everyArea} insert into statistic_counts (area_code, metric, day, bucket, n)
       select areas.area, summed.metric, $3, summed.bucket, summed.n
         from areas cross join lateral (
           select c.metric, c.bucket, sum(c.n) as n from statistic_counts c
            where c.area_code = areas.area and c.day between $1 and $2 group by c.metric, c.bucket
         ) summed where areas.area is not null`,
    [firstOf(last), last, upTo(last)],
  )
  await tx.query(
    'insert into statistic_counts (area_code, metric, day, bucket, n) values ($1, $2, $3, $4, 0)',
    [mark.area, mark.metric, '', last],
  )
}

/** The last day of the sums, which move on to `today` when it is a later one: clocks of processes differ a little. */
export async function windowAt(tx: Tx, today: string): Promise<string> {
  const stood = await lastOfWindow(tx)
  if (stood !== undefined && stood >= today) return stood
  await sumWindow(tx, today)
  return today
}
