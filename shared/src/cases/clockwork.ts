import {
  dueAfterPause,
  dueAt,
  ruleFor,
  scaled,
  type CaseTimer,
  type ClockLaw,
  type Stage,
} from '../clocks/index.ts'
import { grant, refuse, type Instant, type Result } from '../kernel/index.ts'
import type { CaseMove } from './inputs.ts'
import type { CaseFact } from './model.ts'
import { caseStatusRows } from './status.ts'

/** A decided move as the clocks see it. `shortenTo` is the deadline an assignment asks for. */
export interface ClockTurn {
  readonly move: CaseMove | 'report'
  readonly stops: readonly Stage[]
  readonly starts: readonly Stage[]
  readonly isRelevelled: boolean
  readonly timed: Pick<CaseFact, 'level' | 'categoryCode' | 'tier'>
  readonly ordinal: number
  readonly now: Instant
  readonly shortenTo?: Instant
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
  if (turn.move !== 'giveInfo' || stage !== 'acceptance') return undefined
  return timers.filter(timer => timer.stage === stage).sort((a, b) => b.ordinal - a.ordinal)[0]
}

function shortened(timer: CaseTimer, turn: ClockTurn): Result<CaseTimer> {
  const wished = turn.shortenTo
  if (timer.stage !== 'handling' || wished === undefined) return grant(timer)
  if (wished <= turn.now || wished > timer.dueAt) {
    return refuse('case.notLonger', { dueAt: wished, atMost: timer.dueAt })
  }
  return grant({ ...timer, dueAt: wished })
}

function started(turn: ClockTurn, timers: readonly CaseTimer[], law: ClockLaw): Result<CaseTimer[]> {
  const fresh: CaseTimer[] = []
  for (const stage of turn.starts) {
    const paused = lastPaused(stage, turn, timers)
    const timer = paused ? resumed(paused, turn, law) : begun(stage, turn, law)
    if (!timer) continue
    const fitted = shortened(timer, turn)
    if (!fitted.ok) return fitted
    fresh.push(fitted.value)
  }
  return grant(fresh)
}

/**
 * All clocks of a case after a move: stopped, started and measured anew. `timers` are all it ever had.
 * Refuses: `case.notLonger`, when an assignment asks for more than the rule gives, or for the past.
 */
export function turnClocks(
  timers: readonly CaseTimer[],
  turn: ClockTurn,
  law: ClockLaw,
): Result<readonly CaseTimer[]> {
  const kept = timers.map(timer => {
    if (!isRunning(timer)) return timer
    if (turn.stops.includes(timer.stage)) return stopped(timer, turn.now)
    return turn.isRelevelled ? remeasured(timer, turn, law) : timer
  })
  const fresh = started(turn, kept, law)
  return fresh.ok ? grant([...kept, ...fresh.value]) : fresh
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
