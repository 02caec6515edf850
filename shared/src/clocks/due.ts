import { addWorkdays, addWorkingMinutes, workingMinutesBetween, type DutyTime } from '../calendar/index.ts'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import type { ClockRule, ClockUnit } from './rule.ts'

interface Limit {
  readonly amount: number
  readonly unit: ClockUnit
}

const minuteMs = 60_000

function after(startedAt: Instant, { amount, unit }: Limit, duty: DutyTime): Instant {
  switch (unit) {
    case 'min':
      return instant(toMs(startedAt) + amount * minuteMs)
    case 'h':
    case 'eh':
      return instant(toMs(startedAt) + amount * 60 * minuteMs)
    case 'wh':
      return addWorkingMinutes(startedAt, amount * 60, duty)
    case 'wd':
      return addWorkdays(startedAt, amount, duty)
  }
}

/** When a clock started now runs out. Source: domain §3.4. */
export const dueAt = (startedAt: Instant, rule: ClockRule, duty: DutyTime): Instant =>
  after(startedAt, rule, duty)

/** The last moment any extension may reach; undefined when the rule sets no such bound. */
export const lastDueAt = (startedAt: Instant, rule: ClockRule, duty: DutyTime): Instant | undefined =>
  rule.maxAmount === undefined
    ? undefined
    : after(startedAt, { amount: rule.maxAmount, unit: rule.maxUnit ?? rule.unit }, duty)

/** The rule with so many percent of its limit: T4' of rework is `scaled(rule, settings.reworkPercent)`. */
export const scaled = (rule: ClockRule, percent: number): ClockRule => ({
  ...rule,
  amount: (rule.amount * percent) / 100,
})

export interface Pause {
  readonly dueAt: Instant
  readonly pausedAt: Instant
  readonly resumedAt: Instant
}

/**
 * The deadline after a pause: what was left at its beginning is left at its end, duty time where the clock counts
 * duty. A clock that had run out stays run out.
 */
export function dueAfterPause(pause: Pause, unit: ClockUnit, duty: DutyTime): Instant {
  if (pause.pausedAt >= pause.dueAt) return pause.dueAt
  if (unit !== 'wh' && unit !== 'wd') {
    return instant(toMs(pause.resumedAt) + toMs(pause.dueAt) - toMs(pause.pausedAt))
  }
  const leftMinutes = workingMinutesBetween(pause.pausedAt, pause.dueAt, duty)
  return addWorkingMinutes(pause.resumedAt, leftMinutes, duty)
}
