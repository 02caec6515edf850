import { grant, refuse, type Instant, type Result } from '../kernel/index.ts'
import { addedTo, dueAt, lastDueAt, scaled, spentMs } from './due.ts'
import { limitMs, notBefore, percentAt, reachedAt, usedMs, type ClockEntry, type Ledger } from './ledger.ts'
import type { ClockRule } from './rule.ts'
import type { Stage } from './stages.ts'
import type { CaseClock, ClockLaw } from './model.ts'

/** What is done to a clock: by which move, making which version of the case, when. */
export interface Doing {
  readonly move: string
  readonly version: number
  readonly now: Instant
}

export const ledgerOf = ({ entries, rule }: Pick<CaseClock, 'entries' | 'rule'>): Ledger => ({
  entries,
  unit: rule.unit,
})

export const isRunning = (caseClock: CaseClock): boolean => caseClock.stoppedAt === null
export const isPaused = (caseClock: CaseClock): boolean => isRunning(caseClock) && caseClock.pausedAt !== null

export const hasRunOut = (caseClock: CaseClock, now: Instant): boolean =>
  caseClock.overdueAt !== null || (caseClock.pausedAt === null && caseClock.dueAt <= now)

const seenOver = (caseClock: CaseClock, now: Instant): Instant | null =>
  caseClock.overdueAt ?? (hasRunOut(caseClock, now) ? now : null)

type Note = Pick<ClockEntry, 'kind'> & { readonly addsMs?: number }

/** The clock with one more entry in its ledger, and the moments that follow from it. */
function noted(caseClock: CaseClock, note: Note & { readonly doing: Doing }, law: ClockLaw): CaseClock {
  const { kind, addsMs = 0, doing } = note
  const { unit } = caseClock.rule
  const at = notBefore(caseClock.entries, doing.now)
  const used = usedMs(ledgerOf(caseClock), at, law.duty)
  const fresh = { kind, at, version: doing.version, move: doing.move, unit, addsMs, usedMs: used }
  const entries = [...caseClock.entries, { ...fresh, dueAt: null }]
  const whole = { entries, unit }
  if (kind === 'pause' || kind === 'stop') return { ...caseClock, entries }
  const due = reachedAt(whole, limitMs(entries), law.duty) ?? caseClock.dueAt
  if (caseClock.pausedAt !== null) return { ...caseClock, entries, dueAt: due }
  return {
    ...caseClock,
    entries: [...caseClock.entries, { ...fresh, dueAt: due }],
    dueAt: due,
    yellowAt: percentAt(whole, law.settings.yellowPercent, law.duty) ?? caseClock.yellowAt,
    orangeAt: percentAt(whole, law.settings.orangePercent, law.duty) ?? caseClock.orangeAt,
  }
}

interface ClockBegin {
  readonly stage: Stage
  /** The helping unit to be timed; absent for the case's own clock. */
  readonly unitId?: string
  readonly rule: ClockRule
  readonly percent: number
}

/** A clock that starts now with so many percent of its limit. */
export function begin({ stage, unitId, rule, percent }: ClockBegin, doing: Doing, law: ClockLaw): CaseClock {
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
export function pause(caseClock: CaseClock, doing: Doing, law: ClockLaw): CaseClock {
  if (!isRunning(caseClock) || isPaused(caseClock)) return caseClock
  const at = notBefore(caseClock.entries, doing.now)
  return {
    ...noted(caseClock, { kind: 'pause', doing }, law),
    pausedAt: at,
    overdueAt: seenOver(caseClock, at),
  }
}

export const resume = (caseClock: CaseClock, doing: Doing, law: ClockLaw): CaseClock =>
  isPaused(caseClock) ? noted({ ...caseClock, pausedAt: null }, { kind: 'resume', doing }, law) : caseClock

export function stop(caseClock: CaseClock, doing: Doing, law: ClockLaw): CaseClock {
  if (!isRunning(caseClock)) return caseClock
  const at = notBefore(caseClock.entries, doing.now)
  const ended = { pausedAt: null, stoppedAt: at, overdueAt: seenOver(caseClock, at) }
  return { ...noted(caseClock, { kind: 'stop', doing }, law), ...ended }
}

/**
 * A clock that has only just started, ended earlier than its limit gives. Refuses: `case.notLonger`, for the past and
 * for more than the limit. Source: domain §3.3 row 10.
 */
export function shorten(
  caseClock: CaseClock,
  change: Doing & { to: Instant },
  law: ClockLaw,
): Result<CaseClock> {
  const { to, ...doing } = change
  const refused = refuse('case.notLonger', { dueAt: to, atMost: caseClock.dueAt })
  if (to <= doing.now || to > caseClock.dueAt) return refused
  const addsMs = -spentMs({ from: to, to: caseClock.dueAt }, caseClock.rule.unit, law.duty)
  const shorter = addsMs === 0 ? caseClock : noted(caseClock, { kind: 'shorten', addsMs, doing }, law)
  return shorter.dueAt > doing.now ? grant(shorter) : refused
}

/** The last moment that one more extension of the clock may reach. */
export function extendableTo(caseClock: CaseClock, law: ClockLaw): Instant {
  const { rule, startedAt } = caseClock
  const { unit } = rule
  const whole = spentMs({ from: startedAt, to: dueAt(startedAt, rule, law.duty) }, unit, law.duty)
  const once = addedTo(caseClock.dueAt, (whole * law.settings.extensionPercent) / 100, {
    unit,
    duty: law.duty,
  })
  const bound = lastDueAt(startedAt, rule, law.duty)
  if (bound === undefined) return once
  const boundMs = spentMs({ from: startedAt, to: bound }, unit, law.duty)
  const last = reachedAt(ledgerOf(caseClock), boundMs, law.duty) ?? bound
  return last < once ? last : once
}

/**
 * A running clock ended later, by leave of whoever may give it.
 * Refuses: `clock.notRunning`, `clock.ranOut`, `clock.extendedTooOften`, `clock.notLater`, `clock.tooFar`.
 * Source: domain §3.3 row 18.
 */
export function extend(
  caseClock: CaseClock,
  change: Doing & { to: Instant },
  law: ClockLaw,
): Result<CaseClock> {
  const { to, ...doing } = change
  if (!isRunning(caseClock) || isPaused(caseClock))
    return refuse('clock.notRunning', { stage: caseClock.stage })
  if (hasRunOut(caseClock, doing.now)) return refuse('clock.ranOut', { dueAt: caseClock.dueAt })
  const times = caseClock.entries.filter(({ kind }) => kind === 'extend').length
  if (times >= law.settings.maxExtensions) return refuse('clock.extendedTooOften', { times })
  const addsMs =
    to <= caseClock.dueAt ? 0 : spentMs({ from: caseClock.dueAt, to }, caseClock.rule.unit, law.duty)
  if (addsMs === 0) return refuse('clock.notLater', { dueAt: to, after: caseClock.dueAt })
  const atMost = extendableTo(caseClock, law)
  if (to > atMost) return refuse('clock.tooFar', { dueAt: to, atMost })
  return grant(noted(caseClock, { kind: 'extend', addsMs, doing }, law))
}

/**
 * A ticking clock ended later, at a moment that another clock was given; one that has run out, and one that ends later
 * already, stay as they are.
 */
export function prolong(caseClock: CaseClock, change: Doing & { to: Instant }, law: ClockLaw): CaseClock {
  const { to, ...doing } = change
  if (
    !isRunning(caseClock) ||
    isPaused(caseClock) ||
    hasRunOut(caseClock, doing.now) ||
    to <= caseClock.dueAt
  )
    return caseClock
  const addsMs = spentMs({ from: caseClock.dueAt, to }, caseClock.rule.unit, law.duty)
  return addsMs === 0 ? caseClock : noted(caseClock, { kind: 'extend', addsMs, doing }, law)
}

/** What a changed rule leaves of a limit: counted from the start when that leaves time, else from now. */
function remeasuredMs(
  caseClock: CaseClock,
  next: CaseClock,
  { now, law }: { now: Instant; law: ClockLaw },
): number {
  const { rule, startedAt, percent } = next
  const { duty } = law
  const given = (from: Instant) =>
    spentMs({ from, to: dueAt(from, scaled(rule, percent), duty) }, rule.unit, duty)
  const used = usedMs(ledgerOf(next), now, duty)
  const fresh = given(startedAt) > used ? given(startedAt) : used + given(now)
  const old = limitMs(caseClock.entries)
  const left =
    caseClock.pausedAt === null
      ? spentMs({ from: now, to: caseClock.dueAt }, rule.unit, duty)
      : old - usedMs(ledgerOf(caseClock), now, duty)
  const kinds = caseClock.entries.map(({ kind }) => kind)
  if (kinds.includes('shorten')) return Math.min(fresh, used + left)
  const isLonger = dueAt(startedAt, rule, duty) > dueAt(startedAt, caseClock.rule, duty)
  return kinds.includes('extend') && isLonger ? Math.max(fresh, used + left) : fresh
}

/**
 * A running clock measured anew under another rule, forward only. One that has run out stays as it is, a shortened one is
 * not made longer, an extended one not shorter by a longer rule. Source: domain §3.3 row 31.
 */
export function remeasure(caseClock: CaseClock, to: Doing & { rule: ClockRule }, law: ClockLaw): CaseClock {
  const { rule, ...doing } = to
  if (!isRunning(caseClock) || hasRunOut(caseClock, doing.now)) return caseClock
  const now = notBefore(caseClock.entries, doing.now)
  const next = { ...caseClock, rule }
  const addsMs = remeasuredMs(caseClock, next, { now, law }) - limitMs(caseClock.entries)
  return noted(next, { kind: 'recompute', addsMs, doing }, law)
}
