import type { Instant } from '@shuniu/shared/kernel'
import { and, count, gte, inArray, like, lt, not, sql } from 'drizzle-orm'
import type { Connections } from '../../platform/db/index.ts'
import { cases } from './cases.tables.ts'

/** A stretch of time, `to` exclusive. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

/** How many cases of a division were opened, and how many finished, in a stretch of time; sensitive ones left out. */
export async function countBetween(
  { orm }: Pick<Connections, 'orm'>,
  area: string,
  { from, to }: Stretch,
): Promise<{ readonly opened: number; readonly closed: number }> {
  const ours = and(like(cases.areaCode, `${area}%`), not(cases.sensitive))
  const opened = orm
    .select({ n: count() })
    .from(cases)
    .where(and(ours, gte(cases.openedAt, from), lt(cases.openedAt, to)))
  const isDone = inArray(cases.status, ['closed', 'archived'])
  const closed = orm
    .select({ n: count() })
    .from(cases)
    .where(and(ours, isDone, gte(cases.closedAt, from), lt(cases.closedAt, to)))
  const both = sql`select (${opened})::int as opened, (${closed})::int as closed`
  const { rows } = await orm.execute<{ opened: number; closed: number }>(both)
  return rows[0] ?? { opened: 0, closed: 0 }
}
