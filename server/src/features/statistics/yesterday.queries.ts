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

export const minuteOf = (now: number): number => Math.floor(now / minuteMs)

/**
 * What yesterday had brought by this time of day, to the minute: 较昨日同期 compares like with like. Counters know
 * whole days only, so this is counted from the cases, once a minute for all divisions. Source: domain.md §4.1.
 */
export function yesterdayByNowOf({
  clock,
  database,
}: {
  readonly clock: Clock
  readonly database: Database
}) {
  type ByArea = ReturnType<typeof countBetween>
  let kept: { readonly minute: number; readonly byArea: ByArea } | undefined

  function byAreaOf(minute: number): ByArea {
    if (kept?.minute === minute) return kept.byArea
    const to = instant((minute + 1) * minuteMs - dayMs)
    const from = shanghaiDayStart(addDays(shanghaiDay(clock.now()), -1))
    const counting = { minute, byArea: countBetween(database, { from, to }) }
    kept = counting
    counting.byArea.catch(() => {
      if (kept === counting) kept = undefined
    })
    return counting.byArea
  }

  return async (area: string): Promise<DaySoFar> => {
    const sofar = { opened: 0, closed: 0 }
    for (const one of await byAreaOf(minuteOf(toMs(clock.now())))) {
      if (!one.areaCode.startsWith(area)) continue
      sofar.opened += one.opened
      sofar.closed += one.closed
    }
    return sofar
  }
}
