import {
  begin,
  extend,
  isPaused,
  isRunning,
  pause,
  remeasure,
  resume,
  ruleFor,
  shorten,
  stop,
  type CaseClock,
  type ClockLaw,
  type Doing,
  type Stage,
} from '../../clocks/index.ts'
import { grant, type Instant, type Result } from '../../kernel/index.ts'
import type { CaseMove } from '../moves/index.ts'
import type { CaseFact } from '../model.ts'
import { caseStatusRows } from '../lifecycle/status.ts'

export { isRunning } from '../../clocks/index.ts'

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

/** Whether it is the case's own clock, not that of a helping unit. */
export const isOwn = ({ unitId }: Pick<CaseClock, 'unitId'>): boolean => unitId === null

const doingOf = ({ move, ordinal, now }: ClockTurn): Doing => ({ move, version: ordinal, now })

/**
 * What the turn does to a clock that the case has already. A clock that stopped is never touched again; those of helping
 * units follow by `turnUnitClocks`.
 */
function turned(caseClock: CaseClock, turn: ClockTurn, law: ClockLaw): Result<CaseClock> {
  const { stage } = caseClock
  const doing = doingOf(turn)
  if (!isRunning(caseClock) || !isOwn(caseClock)) return grant(caseClock)
  if (turn.stops.includes(stage)) return grant(stop(caseClock, doing, law))
  if (turn.extends?.includes(stage) && turn.extendTo !== undefined) {
    return extend(caseClock, { ...doing, to: turn.extendTo }, law)
  }
  const measured = turn.isRelevelled ? relevelled(caseClock, turn, law) : caseClock
  if (turn.pauses?.includes(stage)) return grant(pause(measured, doing, law))
  return grant(turn.resumes?.includes(stage) ? resume(measured, doing, law) : measured)
}

function relevelled(caseClock: CaseClock, turn: ClockTurn, law: ClockLaw): CaseClock {
  const rule = ruleFor({ ...turn.timed, stage: caseClock.stage, at: caseClock.startedAt }, law.rules)
  return rule ? remeasure(caseClock, { ...doingOf(turn), rule }, law) : caseClock
}

/** A stage of the case begins: its limit by the rules in force, undefined when the stage has none at that level. */
function begun(stage: Stage, turn: ClockTurn, law: ClockLaw): Result<CaseClock | undefined> {
  const rule = ruleFor({ ...turn.timed, stage, at: turn.now }, law.rules)
  if (!rule) return grant(undefined)
  const percent = turn.move === 'rework' && stage === 'handling' ? law.settings.reworkPercent : 100
  const caseClock = begin({ stage, rule, percent }, doingOf(turn), law)
  const to = stage === 'handling' || stage === 'supervisionReply' ? turn.shortenTo : undefined
  return to === undefined ? grant(caseClock) : shorten(caseClock, { ...doingOf(turn), to }, law)
}

/**
 * All clocks of a case after a move, the case's own turned: stopped, paused, resumed, extended, measured anew and started. `caseClocks` are all it
 * ever had. A clock that runs is never started a second time: at most one runs for each stage.
 * Refuses: `case.notLonger`, when an assignment asks for more than the rule gives, or for the past; what `extend` refuses.
 */
export function turnClocks(
  caseClocks: readonly CaseClock[],
  turn: ClockTurn,
  law: ClockLaw,
): Result<readonly CaseClock[]> {
  const all: CaseClock[] = []
  for (const caseClock of caseClocks) {
    const next = turned(caseClock, turn, law)
    if (!next.ok) return next
    all.push(next.value)
  }
  const busy = new Set(
    all
      .filter(isOwn)
      .filter(isRunning)
      .map(({ stage }) => stage),
  )
  for (const stage of turn.starts.filter(one => !busy.has(one))) {
    const fresh = begun(stage, turn, law)
    if (!fresh.ok) return fresh
    if (fresh.value) all.push(fresh.value)
  }
  return grant(all)
}

/** The part of a case that follows from its clocks. */
export type ClocksShown = Pick<
  CaseFact,
  'stage' | 'dueAt' | 'yellowAt' | 'orangeAt' | 'overdue' | 'lateStages'
>

/** Running before standing still, then by deadline. */
const firstDue = (a: CaseClock, b: CaseClock): number =>
  Number(isPaused(a)) - Number(isPaused(b)) || Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt)

/**
 * What a case shows of its own clocks: its status's own stage when that runs, else the clock that runs out first. A clock
 * that stands still has no deadline. Those of helping units make neither the case nor its owner late.
 */
export function shownBy(all: readonly CaseClock[], status: CaseFact['status']): ClocksShown {
  const caseClocks = all.filter(isOwn)
  const running = caseClocks.filter(isRunning).sort(firstDue)
  const own = caseStatusRows[status].stage
  const shown = running.find(caseClock => caseClock.stage === own) ?? running[0]
  const late = caseClocks.filter(caseClock => caseClock.overdueAt !== null).map(caseClock => caseClock.stage)
  const ticking = shown && !isPaused(shown) ? shown : undefined
  return {
    stage: shown?.stage ?? null,
    dueAt: ticking?.dueAt ?? null,
    yellowAt: ticking?.yellowAt ?? null,
    orangeAt: ticking?.orangeAt ?? null,
    overdue: running.some(caseClock => caseClock.overdueAt !== null && !isPaused(caseClock)),
    lateStages: [...new Set(late)],
  }
}
