import { shanghaiDay } from '../calendar/index.ts'
import { dueAt, ruleFor, scaled, spentMs, usedMs, type CaseTimer, type ClockLaw } from '../clocks/index.ts'
import type { ClockRule, ClockTier } from '../clocks/index.ts'
import type { Instant } from '../kernel/index.ts'

/** A clock of a past or present case, with what decides which rule times it. */
export interface PastClock {
  readonly caseId: string
  readonly categoryCode: string
  readonly tier: ClockTier
  readonly timer: CaseTimer
}

export interface Lateness {
  readonly was: boolean
  readonly would: boolean
}

/** Whether the rule, had it been in force, would have timed the clock: narrower rules go before it as ever. */
function isTimedBy(rule: ClockRule, { timer, categoryCode, tier }: PastClock, law: ClockLaw): boolean {
  const { stage, startedAt } = timer
  const { effectiveTo: _, ...open } = rule
  const then = { ...open, effectiveFrom: shanghaiDay(startedAt) }
  const timed = { stage, level: timer.rule.level, categoryCode, tier, at: startedAt }
  return ruleFor(timed, [...law.rules, then]) === then
}

/**
 * Whether a clock was late, and whether it would have been under the rule; undefined for a clock that the rule would not
 * have timed. What is still running counts as it stands now.
 */
export function latenessUnder(
  rule: ClockRule,
  past: PastClock,
  { law, now }: { readonly law: ClockLaw; readonly now: Instant },
): Lateness | undefined {
  if (!isTimedBy(rule, past, law)) return undefined
  const { startedAt, stoppedAt, overdueAt, percent, entries, dueAt: due } = past.timer
  const until = stoppedAt ?? now
  const given = dueAt(startedAt, scaled(rule, percent), law.duty)
  const extended = entries
    .filter(({ kind }) => kind === 'extend')
    .reduce((sum, { addsMs }) => sum + addsMs, 0)
  const limit = spentMs({ from: startedAt, to: given }, rule.unit, law.duty) + extended
  const used = usedMs({ entries, unit: rule.unit }, until, law.duty)
  const isPaused = past.timer.pausedAt !== null
  return { was: overdueAt !== null || (!isPaused && until >= due), would: used >= limit }
}

/** Cases counted once each, however many of their clocks the rule would have timed. */
export function casesOf(judged: readonly (Lateness & { readonly caseId: string })[]) {
  const late = new Set(judged.filter(({ would }) => would).map(({ caseId }) => caseId))
  const wasLate = new Set(judged.filter(({ was }) => was).map(({ caseId }) => caseId))
  return { considered: new Set(judged.map(({ caseId }) => caseId)), late, wasLate }
}
