import { addWorkdays, addWorkingMinutes, workingMinutesBetween, type DutyTime } from '../calendar/index.ts'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import type { ClockRule, ClockUnit } from './rule.ts'

interface ClockLimit {
  readonly amount: number
  readonly unit: ClockUnit
}

const minuteMs = 60_000

function after(startedAt: Instant, { amount, unit }: ClockLimit, duty: DutyTime): Instant {
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

/** What lies between two moments as a unit counts it, in milliseconds: the wall clock, or duty time alone. */
export const spentMs = (span: { from: Instant; to: Instant }, unit: ClockUnit, duty: DutyTime): number =>
  unit === 'wh' || unit === 'wd'
    ? Math.round(workingMinutesBetween(span.from, span.to, duty) * minuteMs)
    : toMs(span.to) - toMs(span.from)

/** The moment at which so many milliseconds have passed, as a unit counts them. */
export const addedTo = (
  from: Instant,
  spanMs: number,
  { unit, duty }: { unit: ClockUnit; duty: DutyTime },
): Instant =>
  unit === 'wh' || unit === 'wd'
    ? addWorkingMinutes(from, spanMs / minuteMs, duty)
    : instant(toMs(from) + spanMs)
