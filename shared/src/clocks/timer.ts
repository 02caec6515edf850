import type { DutyTime } from '../calendar/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { ClockRule } from './rule.ts'
import type { ClockSettings } from './settings.ts'
import type { Stage } from './stages.ts'

/** One clock of a case, running or stopped. `ordinal` is the version of the case that started it. */
export interface CaseTimer {
  readonly stage: Stage
  readonly ordinal: number
  /** The limit it was started under; later changes of the rules do not touch it. */
  readonly rule: ClockRule
  /** How much of that limit is given: 100, or less for rework. */
  readonly percent: number
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly stoppedAt: Instant | null
  /** When it was noticed that the clock ran out; told once. */
  readonly overdueAt: Instant | null
}

/** What times a county's cases: limits, settings and duty hours. */
export interface ClockLaw {
  readonly rules: readonly ClockRule[]
  readonly settings: ClockSettings
  readonly duty: DutyTime
}
