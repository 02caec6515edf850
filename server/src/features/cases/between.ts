import type { Instant } from '@shuniu/shared/kernel'
import type { Connections } from '../../platform/db/index.ts'

/** A stretch of time, `to` exclusive. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

export interface AreaBetween {
  readonly areaCode: string
  readonly opened: number
  readonly closed: number
}

/**
 * How many cases were opened, and how many finished, in a stretch of time, by where they lie; sensitive ones left out. Places
 * of which there is nothing to say are left out too.
 */
export async function countBetween(
  { pool }: Pick<Connections, 'pool'>,
  { from, to }: Stretch,
): Promise<AreaBetween[]> {
  const { rows } = await pool.query<AreaBetween>({
    name: 'cases between',
    text: `with happened as (
             select area_code, 1 as opened, 0 as closed from cases
              where opened_at >= $1 and opened_at < $2 and not sensitive
             union all
             select area_code, 0, 1 from cases
              where closed_at >= $1 and closed_at < $2 and status in ('closed', 'archived') and not sensitive
           )
           select area_code as "areaCode", sum(opened)::int as opened, sum(closed)::int as closed
             from happened group by area_code`,
    values: [from, to],
  })
  return rows
}
