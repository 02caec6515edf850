import { grant, refuse, type Instant, type Result } from '../kernel/index.ts'
import { addedTo, dueAt, lastDueAt, scaled, spentMs } from './due.ts'
import { limitMs, notBefore, percentAt, reachedAt, usedMs, type ClockEntry, type Ledger } from './ledger.ts'
import type { ClockRule } from './rule.ts'
import type { Stage } from './stages.ts'
import type { CaseTimer, ClockLaw } from './timer.ts'

/** What is done to a clock: by which move, making which version of the case, when. */
export interface Doing {
  readonly move: string
  readonly version: number
  readonly now: Instant
}

export const ledgerOf = ({ entries, rule }: Pick<CaseTimer, 'entries' | 'rule'>): Ledger => ({
  entries,
  unit: rule.unit,
})

export const isRunning = (timer: CaseTimer): boolean => timer.stoppedAt === null
export const isPaused = (timer: CaseTimer): boolean => isRunning(timer) && timer.pausedAt !== null

export const hasRunOut = (timer: CaseTimer, now: Instant): boolean =>
  timer.overdueAt !== null || (timer.pausedAt === null && timer.dueAt <= now)

const seenOver = (timer: CaseTimer, now: Instant): Instant | null =>
  timer.overdueAt ?? (hasRunOut(timer, now) ? now : null)

type Note = Pick<ClockEntry, 'kind'> & { readonly addsMs?: number }

/** The clock with one more entry in its ledger, and the moments that follow from it. */
function noted(timer: CaseTimer, note: Note & { readonly doing: Doing }, law: ClockLaw): CaseTimer {
  const { kind, addsMs = 0, doing } = note
  const { unit } = timer.rule
  const at = notBefore(timer.entries, doing.now)
  const used = usedMs(ledgerOf(timer), at, law.duty)
  const fresh = { kind, at, version: doing.version, move: doing.move, unit, addsMs, usedMs: used }
  const entries = [...timer.entries, { ...fresh, dueAt: null }]
  const whole = { entries, unit }
  if (kind === 'pause' || kind === 'stop') return { ...timer, entries }
  const due = reachedAt(whole, limitMs(entries), law.duty) ?? timer.dueAt
  if (timer.pausedAt !== null) return { ...timer, entries, dueAt: due }
  return {
    ...timer,
    entries: [...timer.entries, { ...fresh, dueAt: due }],
    dueAt: due,
    yellowAt: percentAt(whole, law.settings.yellowPercent, law.duty) ?? timer.yellowAt,
    orangeAt: percentAt(whole, law.settings.orangePercent, law.duty) ?? timer.orangeAt,
  }
}

interface Begun {
  readonly stage: Stage
  /** The helping unit to be timed; absent for the case's own clock. */
  readonly unitId?: string
  readonly rule: ClockRule
  readonly percent: number
}

/** A clock that starts now with so many percent of its limit. */
export function begin({ stage, unitId, rule, percent }: Begun, doing: Doing, law: ClockLaw): CaseTimer {
  const due = dueAt(doing.now, scaled(rule, percent), law.duty)
  const addsMs = spentMs({ from: doing.now, to: due }, rule.unit, law.duty)
  const moments = { startedAt: doing.now, dueAt: due, yellowAt: due, orangeAt: due }
  const fresh = { ...moments, pausedAt: null, stoppedAt: null, overdueAt: null, entries: [] }
  return noted(
    { stage, unitId: unitId ?? null, ordinal: doing.version, rule, percent, ...fresh },
    { kind: 'start', addsMs, doing },
    law,
  )
}

/** What is left stays left until `resume`; a clock that has run out stays run out. */
export function pause(timer: CaseTimer, doing: Doing, law: ClockLaw): CaseTimer {
  if (!isRunning(timer) || isPaused(timer)) return timer
  const at = notBefore(timer.entries, doing.now)
  return { ...noted(timer, { kind: 'pause', doing }, law), pausedAt: at, overdueAt: seenOver(timer, at) }
}

export const resume = (timer: CaseTimer, doing: Doing, law: ClockLaw): CaseTimer =>
  isPaused(timer) ? noted({ ...timer, pausedAt: null }, { kind: 'resume', doing }, law) : timer

export function stop(timer: CaseTimer, doing: Doing, law: ClockLaw): CaseTimer {
  if (!isRunning(timer)) return timer
  const at = notBefore(timer.entries, doing.now)
  const ended = { pausedAt: null, stoppedAt: at, overdueAt: seenOver(timer, at) }
  return { ...noted(timer, { kind: 'stop', doing }, law), ...ended }
}

/**
 * A clock that has only just started, ended earlier than its limit gives. Refuses: `case.notLonger`, for the past and
 * for more than the limit. Source: domain §3.3 row 10.
 */
export function shorten(timer: CaseTimer, change: Doing & { to: Instant }, law: ClockLaw): Result<CaseTimer> {
  const { to, ...doing } = change
  const refused = refuse('case.notLonger', { dueAt: to, atMost: timer.dueAt })
  if (to <= doing.now || to > timer.dueAt) return refused
  const addsMs = -spentMs({ from: to, to: timer.dueAt }, timer.rule.unit, law.duty)
  const shorter = addsMs === 0 ? timer : noted(timer, { kind: 'shorten', addsMs, doing }, law)
  return shorter.dueAt > doing.now ? grant(shorter) : refused
}

/** The last moment that one more extension of the clock may reach. */
export function extendableTo(timer: CaseTimer, law: ClockLaw): Instant {
  const { rule, startedAt } = timer
  const { unit } = rule
  const whole = spentMs({ from: startedAt, to: dueAt(startedAt, rule, law.duty) }, unit, law.duty)
  const once = addedTo(timer.dueAt, (whole * law.settings.extensionPercent) / 100, { unit, duty: law.duty })
  const bound = lastDueAt(startedAt, rule, law.duty)
  if (bound === undefined) return once
  const boundMs = spentMs({ from: startedAt, to: bound }, unit, law.duty)
  const last = reachedAt(ledgerOf(timer), boundMs, law.duty) ?? bound
  return last < once ? last : once
}

/**
 * A running clock ended later, by leave of whoever may give it.
 * Refuses: `clock.notRunning`, `clock.ranOut`, `clock.extendedTooOften`, `clock.notLater`, `clock.tooFar`.
 * Source: domain §3.3 row 18.
 */
export function extend(timer: CaseTimer, change: Doing & { to: Instant }, law: ClockLaw): Result<CaseTimer> {
  const { to, ...doing } = change
  if (!isRunning(timer) || isPaused(timer)) return refuse('clock.notRunning', { stage: timer.stage })
  if (hasRunOut(timer, doing.now)) return refuse('clock.ranOut', { dueAt: timer.dueAt })
  const times = timer.entries.filter(({ kind }) => kind === 'extend').length
  if (times >= law.settings.maxExtensions) return refuse('clock.extendedTooOften', { times })
  const addsMs = to <= timer.dueAt ? 0 : spentMs({ from: timer.dueAt, to }, timer.rule.unit, law.duty)
  if (addsMs === 0) return refuse('clock.notLater', { dueAt: to, after: timer.dueAt })
  const atMost = extendableTo(timer, law)
  if (to > atMost) return refuse('clock.tooFar', { dueAt: to, atMost })
  return grant(noted(timer, { kind: 'extend', addsMs, doing }, law))
}

/**
 * A ticking clock ended later, at a moment that another clock was given; one that has run out, and one that ends later
 * already, stay as they are.
 */
export function prolong(timer: CaseTimer, change: Doing & { to: Instant }, law: ClockLaw): CaseTimer {
  const { to, ...doing } = change
  if (!isRunning(timer) || isPaused(timer) || hasRunOut(timer, doing.now) || to <= timer.dueAt) return timer
  const addsMs = spentMs({ from: timer.dueAt, to }, timer.rule.unit, law.duty)
  return addsMs === 0 ? timer : noted(timer, { kind: 'extend', addsMs, doing }, law)
}

/** What a changed rule leaves of a limit: counted from the start when that leaves time, else from now. */
function remeasuredMs(
  timer: CaseTimer,
  next: CaseTimer,
  { now, law }: { now: Instant; law: ClockLaw },
): number {
  const { rule, startedAt, percent } = next
  const { duty } = law
  const given = (from: Instant) =>
    spentMs({ from, to: dueAt(from, scaled(rule, percent), duty) }, rule.unit, duty)
  const used = usedMs(ledgerOf(next), now, duty)
  const fresh = given(startedAt) > used ? given(startedAt) : used + given(now)
  const old = limitMs(timer.entries)
  const left =
    timer.pausedAt === null
      ? spentMs({ from: now, to: timer.dueAt }, rule.unit, duty)
      : old - usedMs(ledgerOf(timer), now, duty)
  const kinds = timer.entries.map(({ kind }) => kind)
  if (kinds.includes('shorten')) return Math.min(fresh, used + left)
  const isLonger = dueAt(startedAt, rule, duty) > dueAt(startedAt, timer.rule, duty)
  return kinds.includes('extend') && isLonger ? Math.max(fresh, used + left) : fresh
}

/**
 * A running clock measured anew under another rule, forward only. One that has run out stays as it is, a shortened one is
 * not made longer, an extended one not shorter by a longer rule. Source: domain §3.3 row 31.
 */
export function remeasure(timer: CaseTimer, to: Doing & { rule: ClockRule }, law: ClockLaw): CaseTimer {
  const { rule, ...doing } = to
  if (!isRunning(timer) || hasRunOut(timer, doing.now)) return timer
  const now = notBefore(timer.entries, doing.now)
  const next = { ...timer, rule }
  const addsMs = remeasuredMs(timer, next, { now, law }) - limitMs(timer.entries)
  return noted(next, { kind: 'recompute', addsMs, doing }, law)
}
