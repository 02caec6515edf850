import type { Instant } from '@shuniu/shared/kernel'
import { and, count, gte, inArray, like, lt, not } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { cases } from './cases.tables.ts'

/** A stretch of time, `to` exclusive. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

/** How many cases of a division were opened, and how many finished, in a stretch of time; sensitive ones left out. */
export async function countBetween(
  tx: Tx,
  area: string,
  { from, to }: Stretch,
): Promise<{ readonly opened: number; readonly closed: number }> {
  const ours = and(like(cases.areaCode, `${area}%`), not(cases.sensitive))
  const [opened] = await tx.orm
    .select({ n: count() })
    .from(cases)
    .where(and(ours, gte(cases.openedAt, from), lt(cases.openedAt, to)))
  const [closed] = await tx.orm
    .select({ n: count() })
    .from(cases)
    .where(
      and(
        ours,
        inArray(cases.status, ['closed', 'archived']),
        gte(cases.closedAt, from),
        lt(cases.closedAt, to),
      ),
    )
  return { opened: opened?.n ?? 0, closed: closed?.n ?? 0 }
}
