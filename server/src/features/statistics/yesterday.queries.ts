import { addDays, shanghaiDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import { instant, toMs, type Clock } from '@shuniu/shared/kernel'
import type { Database } from '../../platform/db/index.ts'
import { countBetween } from '../cases/index.ts'

/** What a part of a day brought. */
export interface DaySoFar {
  readonly opened: number
  readonly closed: number
}

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * What yesterday had brought by this time of day, to the minute: 较昨日同期 compares like with like. Counters know
 * whole days only, so this is counted from the cases, once a minute for each division. Source: domain.md §4.1.
 */
export function yesterdayByNowOf({
  clock,
  database,
}: {
  readonly clock: Clock
  readonly database: Database
}) {
  const kept = new Map<string, { readonly minute: number; readonly sofar: DaySoFar }>()
  return async (area: string): Promise<DaySoFar> => {
    const minute = Math.floor(toMs(clock.now()) / minuteMs)
    const known = kept.get(area)
    if (known?.minute === minute) return known.sofar
    const to = instant((minute + 1) * minuteMs - dayMs)
    const from = shanghaiDayStart(addDays(shanghaiDay(clock.now()), -1))
    const sofar = await countBetween(database, area, { from, to })
    kept.set(area, { minute, sofar })
    return sofar
  }
}
