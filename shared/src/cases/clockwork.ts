import {
  dueAfterPause,
  dueAt,
  lastDueAt,
  ruleFor,
  scaled,
  type CaseTimer,
  type ClockLaw,
  type Stage,
} from '../clocks/index.ts'
import { grant, refuse, type Instant, type Result } from '../kernel/index.ts'
import type { CaseMove } from './inputs/index.ts'
import type { CaseFact } from './model.ts'
import { caseStatusRows } from './status.ts'

/** The clocks that a move touches, by stage. `extends`: ended later, at the moment that the move is given. */
export interface ClocksTouched {
  readonly stops: readonly Stage[]
  readonly starts: readonly Stage[]
  /** Clocks that stand still from now on, until a move that `resumes` them. */
  readonly pauses?: readonly Stage[] | undefined
  readonly resumes?: readonly Stage[] | undefined
  readonly extends?: readonly Stage[] | undefined
  /** The earlier deadline that an assignment or a notice asks for. */
  readonly shortenTo?: Instant | undefined
  /** The later deadline that an extension grants. */
  readonly extendTo?: Instant | undefined
}

/** A decided move as the clocks see it. */
export interface ClockTurn extends ClocksTouched {
  readonly move: CaseMove | 'report'
  readonly isRelevelled: boolean
  readonly timed: Pick<CaseFact, 'level' | 'categoryCode' | 'tier'>
  readonly ordinal: number
  readonly now: Instant
}

export const isRunning = (timer: CaseTimer): boolean => timer.stoppedAt === null

/** A stage of the case begins: its limit by the rules in force, undefined when the stage has none at that level. */
function begun(stage: Stage, turn: ClockTurn, law: ClockLaw): CaseTimer | undefined {
  const rule = ruleFor({ ...turn.timed, stage, at: turn.now }, law.rules)
  if (!rule) return undefined
  const percent = turn.move === 'rework' && stage === 'handling' ? law.settings.reworkPercent : 100
  const due = dueAt(turn.now, scaled(rule, percent), law.duty)
  const fresh = { stage, rule, percent, startedAt: turn.now, stoppedAt: null, overdueAt: null }
  return { ...fresh, ordinal: turn.ordinal, dueAt: due }
}

/** T1 stands still while the reporter is asked; what was left of it is left when the answer comes. Source: domain.md §3.2. */
function resumed(paused: CaseTimer, turn: ClockTurn, law: ClockLaw): CaseTimer {
  const pause = { dueAt: paused.dueAt, pausedAt: paused.stoppedAt ?? turn.now, resumedAt: turn.now }
  const due = dueAfterPause(pause, paused.rule.unit, law.duty)
  return { ...paused, ordinal: turn.ordinal, startedAt: turn.now, dueAt: due, stoppedAt: null }
}

/**
 * A changed level measures a running clock anew, forward only: by its start when that leaves time, else from now.
 * A clock that has run out stays run out, and a shortened one is not made longer. Source: domain.md §3.3 row 31.
 */
function remeasured(timer: CaseTimer, turn: ClockTurn, law: ClockLaw): CaseTimer {
  const { stage, startedAt, percent } = timer
  if (timer.overdueAt !== null || timer.dueAt <= turn.now) return timer
  const rule = ruleFor({ ...turn.timed, stage, at: startedAt }, law.rules)
  if (!rule) return timer
  const fromStart = dueAt(startedAt, scaled(rule, percent), law.duty)
  const due = fromStart > turn.now ? fromStart : dueAt(turn.now, scaled(rule, percent), law.duty)
  const isShortened = timer.dueAt < dueAt(startedAt, scaled(timer.rule, percent), law.duty)
  return { ...timer, rule, dueAt: isShortened && timer.dueAt < due ? timer.dueAt : due }
}

const stopped = (timer: CaseTimer, now: Instant): CaseTimer => ({
  ...timer,
  stoppedAt: now,
  overdueAt: timer.overdueAt ?? (timer.dueAt <= now ? now : null),
})

function lastPaused(stage: Stage, turn: ClockTurn, timers: readonly CaseTimer[]): CaseTimer | undefined {
  if (turn.resumes?.includes(stage) !== true) return undefined
  return timers.filter(timer => timer.stage === stage).sort((a, b) => b.ordinal - a.ordinal)[0]
}

/** One extension adds its share of the limit at most, and never goes past the last moment of the rule. Row 18. */
function extended(timer: CaseTimer, to: Instant, { settings, duty }: ClockLaw): Result<CaseTimer> {
  const share = dueAt(timer.dueAt, scaled(timer.rule, settings.extensionPercent), duty)
  const last = lastDueAt(timer.startedAt, timer.rule, duty) ?? share
  const atMost = share < last ? share : last
  if (to <= timer.dueAt) return refuse('case.notLater', { dueAt: to, present: timer.dueAt })
  return to > atMost ? refuse('case.extensionTooLong', { dueAt: to, atMost }) : grant({ ...timer, dueAt: to })
}

function shortened(timer: CaseTimer, turn: ClockTurn): Result<CaseTimer> {
  const wished = turn.shortenTo
  const isNamed = timer.stage === 'handling' || timer.stage === 'supervisionReply'
  if (!isNamed || wished === undefined) return grant(timer)
  if (wished <= turn.now || wished > timer.dueAt) {
    return refuse('case.notLonger', { dueAt: wished, atMost: timer.dueAt })
  }
  return grant({ ...timer, dueAt: wished })
}

function started(turn: ClockTurn, timers: readonly CaseTimer[], law: ClockLaw): Result<CaseTimer[]> {
  const fresh: CaseTimer[] = []
  for (const stage of [...turn.starts, ...(turn.resumes ?? [])]) {
    const paused = lastPaused(stage, turn, timers)
    const isResumed = turn.resumes?.includes(stage) === true
    const timer = paused ? resumed(paused, turn, law) : isResumed ? undefined : begun(stage, turn, law)
    if (!timer) continue
    const fitted = shortened(timer, turn)
    if (!fitted.ok) return fitted
    fresh.push(fitted.value)
  }
  return grant(fresh)
}

/**
 * All clocks of a case after a move: stopped, started and measured anew. `timers` are all it ever had.
 * Refuses: `case.notLonger`, when an assignment asks for more than the rule gives, or for the past; `case.notLater` and
 * `case.extensionTooLong`, when an extension gives nothing or too much.
 */
export function turnClocks(
  timers: readonly CaseTimer[],
  turn: ClockTurn,
  law: ClockLaw,
): Result<readonly CaseTimer[]> {
  const kept: CaseTimer[] = []
  for (const timer of timers) {
    const next = turned(timer, turn, law)
    if (!next.ok) return next
    kept.push(next.value)
  }
  const fresh = started(turn, kept, law)
  return fresh.ok ? grant([...kept, ...fresh.value]) : fresh
}

function turned(timer: CaseTimer, turn: ClockTurn, law: ClockLaw): Result<CaseTimer> {
  if (!isRunning(timer)) return grant(timer)
  const isStopped = turn.stops.includes(timer.stage) || turn.pauses?.includes(timer.stage) === true
  if (isStopped) return grant(stopped(timer, turn.now))
  const to = turn.extends?.includes(timer.stage) === true ? turn.extendTo : undefined
  if (to !== undefined) return extended(timer, to, law)
  return grant(turn.isRelevelled ? remeasured(timer, turn, law) : timer)
}

type Shown = Pick<CaseFact, 'stage' | 'dueAt' | 'overdue' | 'lateStages'>

/** What a case shows of its clocks: its status's own stage when that runs, else the clock that runs out first. */
export function shownBy(timers: readonly CaseTimer[], status: CaseFact['status']): Shown {
  const running = timers
    .filter(isRunning)
    .sort((a, b) => Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt))
  const own = caseStatusRows[status].stage
  const shown = running.find(timer => timer.stage === own) ?? running[0]
  const late = timers.filter(timer => timer.overdueAt !== null).map(timer => timer.stage)
  return {
    stage: shown?.stage ?? null,
    dueAt: shown?.dueAt ?? null,
    overdue: running.some(timer => timer.overdueAt !== null),
    lateStages: [...new Set(late)],
  }
}
