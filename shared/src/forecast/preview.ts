import { shanghaiDay } from '../calendar/index.ts'
import { dueAt, limitMs, ruleFor, scaled, spentMs, usedMs, type CaseClock } from '../clocks/index.ts'
import type { ClockLaw, ClockRule, ClockTier, ClockUnit } from '../clocks/index.ts'
import type { Instant } from '../kernel/index.ts'

/** A clock of a past or present case, with what decides which rule times it. */
export interface PastClock {
  readonly caseId: string
  readonly categoryCode: string
  readonly tier: ClockTier
  readonly caseClock: CaseClock
}

export interface Lateness {
  readonly was: boolean
  readonly would: boolean
}

/** Whether the rule, had it been in force, would have timed the clock: narrower rules go before it as ever. */
function isTimedBy(rule: ClockRule, { caseClock, categoryCode, tier }: PastClock, law: ClockLaw): boolean {
  const { stage, startedAt } = caseClock
  const { effectiveTo: _, ...open } = rule
  const then = { ...open, effectiveFrom: shanghaiDay(startedAt) }
  const timed = { stage, level: caseClock.rule.level, categoryCode, tier, at: startedAt }
  return ruleFor(timed, [...law.rules, then]) === then
}

type Duty = ClockLaw['duty']

/** What a rule gives the clock from its start, as the rule counts; in milliseconds. */
const givenMs = (rule: ClockRule, { startedAt, percent }: CaseClock, duty: Duty): number =>
  spentMs({ from: startedAt, to: dueAt(startedAt, scaled(rule, percent), duty) }, rule.unit, duty)

/** What leave to take longer has added to the clock, as the unit counts; in milliseconds. */
const extendedMs = ({ entries }: CaseClock, unit: ClockUnit, duty: Duty): number =>
  entries.reduce((sum, { kind, dueAt: to }, at) => {
    const from = entries.slice(0, at).findLast(before => before.dueAt !== null)?.dueAt
    return kind === 'extend' && from && to ? sum + spentMs({ from, to }, unit, duty) : sum
  }, 0)

/**
 * The limit that the rule would have given the clock, as the rule counts: what a dispatcher shortened stays as short,
 * what was extended is extended as much, what was measured anew is longer or shorter by as much as the rules differ.
 */
function limitUnder(rule: ClockRule, caseClock: CaseClock, duty: Duty): number {
  const { startedAt, entries } = caseClock
  const { unit } = rule
  const shortDue = entries.find(({ kind }) => kind === 'shorten')?.dueAt
  const extended = extendedMs(caseClock, unit, duty)
  const fresh = givenMs(rule, caseClock, duty) + extended
  if (unit === caseClock.rule.unit) {
    const longer = givenMs(rule, caseClock, duty) - givenMs(caseClock.rule, caseClock, duty)
    if (!shortDue) return limitMs(entries) + longer
    return longer < 0 ? Math.min(limitMs(entries), fresh) : limitMs(entries)
  }
  if (!shortDue) return fresh
  return Math.min(fresh, spentMs({ from: startedAt, to: shortDue }, unit, duty) + extended)
}

/**
 * Whether a clock was late, and whether it would have been under the rule; undefined for a clock that the rule would not
 * have timed. What is still running counts as it stands now. A rule that leaves the limit as it was changes nothing.
 */
export function latenessUnder(
  rule: ClockRule,
  past: PastClock,
  { law, now }: { readonly law: ClockLaw; readonly now: Instant },
): Lateness | undefined {
  if (!isTimedBy(rule, past, law)) return undefined
  const { caseClock } = past
  const { stoppedAt, overdueAt, pausedAt, entries, dueAt: due } = caseClock
  const until = stoppedAt ?? now
  const was = overdueAt !== null || (pausedAt === null && until >= due)
  const limit = limitUnder(rule, caseClock, law.duty)
  if (rule.unit === caseClock.rule.unit && limit === limitMs(entries)) return { was, would: was }
  return { was, would: usedMs({ entries, unit: rule.unit }, until, law.duty) >= limit }
}

/** Cases counted once each, however many of their clocks the rule would have timed. */
export function casesOf(judged: readonly (Lateness & { readonly caseId: string })[]) {
  const late = new Set(judged.filter(({ would }) => would).map(({ caseId }) => caseId))
  const wasLate = new Set(judged.filter(({ was }) => was).map(({ caseId }) => caseId))
  return { considered: new Set(judged.map(({ caseId }) => caseId)), late, wasLate }
}
