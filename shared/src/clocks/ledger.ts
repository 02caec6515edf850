import * as Type from 'typebox'
import type { Static } from 'typebox'
import type { DutyTime } from '../calendar/index.ts'
import { closed, instant, InstantText, nullable, oneOf, toMs, type Instant } from '../kernel/index.ts'
import { addedTo, spentMs } from './due.ts'
import { clockUnits, type ClockUnit } from './rule.ts'

export const clockEntryKinds = ['start', 'shorten', 'pause', 'resume', 'extend', 'recompute', 'stop'] as const
export type ClockEntryKind = (typeof clockEntryKinds)[number]

const SpanMs = Type.Integer()

/**
 * One thing that happened to a clock. Spans count as the unit does: the wall clock, or duty time alone. The limit is the
 * sum of `addsMs`; the version of the case says who did it.
 */
export const ClockEntry = closed({
  kind: oneOf(clockEntryKinds),
  at: InstantText,
  /** The version of the case that the move made. */
  version: Type.Integer({ minimum: 1 }),
  move: Type.String(),
  /** What the clock counts in from here on. */
  unit: oneOf(clockUnits),
  /** What is added to the limit, in milliseconds; below zero where it is shortened. */
  addsMs: SpanMs,
  /** How much of the limit was used by then, in milliseconds. */
  usedMs: SpanMs,
  /** The deadline from here on; null while the clock stands still and when it has stopped. */
  dueAt: nullable(InstantText),
})
type WireEntry = Static<typeof ClockEntry>
export type ClockEntry = Readonly<Omit<WireEntry, 'at' | 'dueAt'>> & {
  readonly at: Instant
  readonly dueAt: Instant | null
}

/** A time during which the clock ran; the last may be running still. */
interface RunningStretch {
  readonly from: Instant
  readonly to: Instant | undefined
}

function stretchesOf(entries: readonly ClockEntry[]): RunningStretch[] {
  const stretches: RunningStretch[] = []
  for (const { kind, at } of entries) {
    const last = stretches.at(-1)
    if (kind === 'start' || kind === 'resume') stretches.push({ from: at, to: undefined })
    const ends = kind === 'pause' || kind === 'stop'
    if (ends && last && last.to === undefined) stretches[stretches.length - 1] = { from: last.from, to: at }
  }
  return stretches
}

/** A clock as its ledger knows it; `unit` is what it counts in now. */
export interface Ledger {
  readonly entries: readonly ClockEntry[]
  readonly unit: ClockUnit
}

/** The limit of a clock: everything its ledger added and took away, in milliseconds. */
export const limitMs = (entries: readonly Pick<ClockEntry, 'addsMs'>[]): number =>
  entries.reduce((sum, { addsMs }) => sum + addsMs, 0)

/** How much a clock has used of its limit by a moment, pauses left out, in milliseconds. */
export const usedMs = ({ entries, unit }: Ledger, now: Instant, duty: DutyTime): number =>
  stretchesOf(entries)
    .filter(({ from }) => from < now)
    .reduce((sum, { from, to }) => {
      const until = to === undefined || to > now ? now : to
      return sum + spentMs({ from, to: until }, unit, duty)
    }, 0)

/**
 * When a clock has used so much, pauses left out; undefined when it stood still or stopped before. With the whole limit
 * this is the deadline: `reachedAt(ledger, limitMs(entries), duty)`.
 */
export function reachedAt({ entries, unit }: Ledger, shareMs: number, duty: DutyTime): Instant | undefined {
  let leftMs = Math.max(0, shareMs)
  for (const { from, to } of stretchesOf(entries)) {
    if (to === undefined) return addedTo(from, leftMs, { unit, duty })
    const stretchMs = spentMs({ from, to }, unit, duty)
    if (leftMs <= stretchMs) return addedTo(from, leftMs, { unit, duty })
    leftMs -= stretchMs
  }
  return undefined
}

/** When so many percent of the limit are used; above 100 the clock is overdue. Undefined like `reachedAt`. */
export const percentAt = (ledger: Ledger, percent: number, duty: DutyTime): Instant | undefined =>
  reachedAt(ledger, Math.ceil((limitMs(ledger.entries) * percent) / 100), duty)

/** The moment itself, or that of the last entry where a computer's clock has gone back meanwhile. */
export function notBefore(entries: readonly ClockEntry[], now: Instant): Instant {
  const last = entries.at(-1)
  return last !== undefined && last.at > now ? instant(toMs(last.at)) : now
}
