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
  type CaseClock,
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
export type UsualOf = (caseClock: CaseClock) => number | undefined

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

function whyText(reason: ForecastReason, caseClock: CaseClock, { used, left, usual = 0 }: Pace): string {
  const { unit } = caseClock.rule
  const said = (spanMs: number) => spanText(spanMs, unit)
  const whose = caseClock.unitId === null ? '' : '协办'
  const due = `${whose}${stageText(caseClock.stage)}今天 ${momentText(caseClock.dueAt).split(' ')[1] ?? ''} 到期，还剩 ${said(left)}`
  switch (reason) {
    case 'notBegun':
      return caseClock.unitId === null ? `${due}，承办单位尚未开始处置。` : `${due}，协办单位尚未签收。`
    case 'tooLittleLeft':
      return `${due}，通常共需 ${said(usual)}，目前已用 ${said(used)}，按此进度来不及。`
    case 'slowerThanUsual':
      return `${due}，已用 ${said(used)}，超过通常的 ${said(usual)}。`
    case 'dueToday':
      return `${due}，尚无同类用时可比。`
  }
}

interface Foreseen {
  readonly current: Pick<CaseView, 'stage' | 'status' | 'coUnits'>
  readonly caseClocks: readonly CaseClock[]
}

interface Foreseeing {
  readonly now: Instant
  readonly law: ClockLaw
  readonly usualOf: UsualOf
  /** Of whom: a helping unit is told of its own clock; undefined for nobody's unit. */
  readonly unitId?: string | undefined
}

const isAtIt = ({ status, coUnits }: Foreseen['current'], { stage, unitId }: CaseClock): boolean =>
  unitId === null
    ? stage !== 'handling' || (status !== 'assigned' && status !== 'signed')
    : coUnits.some(one => one.unitId === unitId && one.state !== 'waiting')

/**
 * Whether an open case will be late before today ends, and why; undefined when it will not, when its clock stands still,
 * and when it is late already. Judged by the clock that the case is shown by, for a helping unit by its own.
 */
export function forecast(
  { current, caseClocks }: Foreseen,
  { now, law, usualOf, unitId }: Foreseeing,
): Likely | undefined {
  const running = caseClocks.filter(one => isRunning(one) && !isPaused(one))
  const caseClock =
    running.find(one => one.unitId !== null && one.unitId === unitId) ??
    running.find(one => one.unitId === null && one.stage === current.stage)
  if (!caseClock || caseClock.dueAt <= now || caseClock.dueAt >= endOfToday(now)) return undefined
  const used = usedMs(ledgerOf(caseClock), now, law.duty)
  const pace = { used, left: limitMs(caseClock.entries) - used, usual: usualOf(caseClock) }
  const reason = reasonOf(pace, isAtIt(current, caseClock))
  if (!reason) return undefined
  return { reason, leftMs: pace.left, usualMs: pace.usual ?? null, why: whyText(reason, caseClock, pace) }
}
