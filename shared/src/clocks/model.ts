import type { DutyTime } from '../calendar/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { ClockEntry } from './ledger.ts'
import type { ClockRule } from './rule.ts'
import type { ClockSettings, ThresholdRule } from './settings.ts'
import type { Stage } from './stages.ts'

/** One clock of a case, running, standing still or stopped. `ordinal` is the version of the case that started it. */
export interface CaseClock {
  readonly stage: Stage
  /** The helping unit that it times; null for the case's own. */
  readonly unitId: string | null
  readonly ordinal: number
  /** The limit it was started under; later changes of the rules do not touch it. */
  readonly rule: ClockRule
  /** How much of that limit is given: 100, or less for rework. */
  readonly percent: number
  readonly startedAt: Instant
  /** While it stands still: when it would have run out. */
  readonly dueAt: Instant
  /** When so much of the limit is used that the light turns yellow, and orange. */
  readonly yellowAt: Instant
  readonly orangeAt: Instant
  /** Since when it stands still; null while it runs and when it has stopped. */
  readonly pausedAt: Instant | null
  readonly stoppedAt: Instant | null
  /** When it was noticed that the clock ran out; told once. */
  readonly overdueAt: Instant | null
  /** Everything that ever happened to it, oldest first; the deadline is their sum. */
  readonly entries: readonly ClockEntry[]
}

/** What times a county's cases: limits, settings, notices and duty hours. */
export interface ClockLaw {
  readonly rules: readonly ClockRule[]
  readonly settings: ClockSettings
  readonly steps: readonly ThresholdRule[]
  readonly duty: DutyTime
}
