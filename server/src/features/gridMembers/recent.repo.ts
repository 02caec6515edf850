import { addDays, type Day } from '@shuniu/shared/calendar'
import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'

/** A grid that went from one person to another. */
export interface RecentHandOver {
  readonly id: string
  readonly gridCode: string
  readonly formerName: string
  readonly name: string
  /** The first day of the new holder. */
  readonly fromDay: Day
  readonly madeAt: Instant
}

/** Whoever was away longer than this finds the hand-over among the members alone. */
const recentDays = 30
const mostAtOnce = 1_000

/** Hand-overs in force since so few days that what hangs on the grid may not know yet; the newest first. */
export const recentHandOvers = (tx: Tx, today: Day): Promise<RecentHandOver[]> =>
  tx.query<RecentHandOver>(
    `select b.id, b.grid_code as "gridCode", was.name as "formerName", now.name, b.from_day as "fromDay",
            to_char(b.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt"
       from grid_bindings b
       join grid_bindings f on f.grid_code = b.grid_code and f.to_day = to_char(b.from_day::date - 1, 'YYYY-MM-DD')
        and f.person_id <> b.person_id
       join persons now on now.id = b.person_id
       join persons was on was.id = f.person_id
      where b.from_day <= $1 and (b.from_day >= $2 or b.made_at >= $2::date)
      order by b.made_at desc limit ${mostAtOnce}`,
    [today, addDays(today, -recentDays)],
  )
