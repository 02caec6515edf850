import { addDays, shanghaiDay, shanghaiDayStart } from '../calendar/index.ts'
import {
  isPaused,
  isRunning,
  ledgerOf,
  limitMs,
  momentText,
  spanText,
  stageText,
  usedMs,
  type CaseTimer,
  type ClockLaw,
} from '../clocks/index.ts'
import type { CaseView } from '../cases/index.ts'
import type { Instant } from '../kernel/index.ts'

/**
 * `notBegun`: nobody has begun to solve it · `tooLittleLeft`: at the usual pace it needs more than is left ·
 * `slowerThanUsual`: it has taken longer than most already · `dueToday`: nothing comparable is known, and it is due.
 */
export const forecastReasons = ['notBegun', 'tooLittleLeft', 'slowerThanUsual', 'dueToday'] as const
export type ForecastReason = (typeof forecastReasons)[number]

export interface Likely {
  readonly reason: ForecastReason
  /** Of the limit, in milliseconds as the clock counts. */
  readonly leftMs: number
  readonly usualMs: number | null
  readonly why: string
}

/** What a clock of this kind usually takes, in milliseconds as it counts; undefined when too few are known. */
export type UsualOf = (timer: CaseTimer) => number | undefined

/** When today ends in Shanghai. */
export const endOfToday = (now: Instant): Instant => shanghaiDayStart(addDays(shanghaiDay(now), 1))

interface Pace {
  readonly used: number
  readonly left: number
  readonly usual: number | undefined
}

function reasonOf({ used, left, usual }: Pace, isBegun: boolean): ForecastReason | undefined {
  if (!isBegun) return 'notBegun'
  if (usual === undefined) return 'dueToday'
  if (used >= usual) return 'slowerThanUsual'
  return usual - used > left ? 'tooLittleLeft' : undefined
}

function whyText(reason: ForecastReason, timer: CaseTimer, { used, left, usual = 0 }: Pace): string {
  const { unit } = timer.rule
  const said = (spanMs: number) => spanText(spanMs, unit)
  const due = `${stageText(timer.stage)}今天 ${momentText(timer.dueAt).split(' ')[1] ?? ''} 到期，还剩 ${said(left)}`
  switch (reason) {
    case 'notBegun':
      return `${due}，承办单位尚未开始处置。`
    case 'tooLittleLeft':
      return `${due}，通常共需 ${said(usual)}，目前已用 ${said(used)}，按此进度来不及。`
    case 'slowerThanUsual':
      return `${due}，已用 ${said(used)}，超过通常的 ${said(usual)}。`
    case 'dueToday':
      return `${due}，尚无同类用时可比。`
  }
}

/**
 * Whether an open case will be late before today ends, and why; undefined when it will not, when its clock stands still,
 * and when it is late already. Judged by the clock that the case is shown by.
 */
export function forecast(
  {
    seen,
    timers,
  }: { readonly seen: Pick<CaseView, 'stage' | 'status'>; readonly timers: readonly CaseTimer[] },
  { now, law, usualOf }: { readonly now: Instant; readonly law: ClockLaw; readonly usualOf: UsualOf },
): Likely | undefined {
  const timer = timers.find(one => one.stage === seen.stage && isRunning(one) && !isPaused(one))
  if (!timer || timer.dueAt <= now || timer.dueAt >= endOfToday(now)) return undefined
  const used = usedMs(ledgerOf(timer), now, law.duty)
  const pace = { used, left: limitMs(timer.entries) - used, usual: usualOf(timer) }
  const isBegun = timer.stage !== 'handling' || (seen.status !== 'assigned' && seen.status !== 'signed')
  const reason = reasonOf(pace, isBegun)
  if (!reason) return undefined
  return { reason, leftMs: pace.left, usualMs: pace.usual ?? null, why: whyText(reason, timer, pace) }
}
