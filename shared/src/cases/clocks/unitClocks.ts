import {
  begin,
  hasRunOut,
  isPaused,
  isRunning,
  pause,
  prolong,
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
import type { CoUnit } from '../attributes.ts'
import type { CoState } from '../catalogue/index.ts'
import { isOwn, type ClockTurn } from './turnClocks.ts'
import type { CaseFact } from '../model.ts'

/**
 * The clocks of helping units, beside those of the case. [D], where domain.md §3.4 is silent:
 *
 * - T9 runs from the whistle that calls a unit to its arrival; T4 while it owes its part: from the assignment or its
 *   arrival to its feedback. Either ends with the unit's refusal or waiver, and with the case's own T4.
 * - T4 has the limit of the case's level and category, and ends no later than the case's own while that has time left; T9
 *   has its own.
 * - Both stand still while the case's own T4 does: nobody can come or go on then. T4 is given the new deadline when the
 *   case is given an extension, unless it has run out: what is late is answered for. A changed level measures both anew.
 * - A T9 that ran for a whole case before units had theirs times those it called, until the last of them has come.
 */
export interface UnitTurn extends ClockTurn {
  readonly coUnits: readonly CoUnit[]
  /** The units that a T9 of the case's own waited for before the turn. */
  readonly awaited: readonly string[]
}

/** What a unit is timed for in each state; one that fed back, refuses or was waived for nothing. */
const stageByState = {
  called: 'reportingIn',
  waiting: 'handling',
  working: 'handling',
  answered: undefined,
  refused: undefined,
  waived: undefined,
} as const satisfies Readonly<Record<CoState, Stage | undefined>>

interface OwedUnit {
  readonly unitId: string
  readonly stage: Stage
}

/** What each helping unit is timed for; those that the case's own T9 still waits for are left to it. */
function owedBy({ coUnits, awaited }: UnitTurn, caseClocks: readonly CaseClock[]): OwedUnit[] {
  const isCases = caseClocks.some(one => one.stage === 'reportingIn' && isOwn(one) && isRunning(one))
  return coUnits.flatMap(({ unitId, state }) => {
    const stage = stageByState[state]
    const isLeft = isCases && stage === 'reportingIn' && awaited.includes(unitId)
    return stage === undefined || isLeft ? [] : [{ unitId, stage }]
  })
}

const doingOf = ({ move, ordinal, now }: ClockTurn): Doing => ({ move, version: ordinal, now })

const ownHandling = (caseClocks: readonly CaseClock[]): CaseClock | undefined =>
  caseClocks.find(caseClock => caseClock.stage === 'handling' && isOwn(caseClock) && isRunning(caseClock))

/** T4 no later than the case's own, while that has time left. */
function bounded(
  caseClock: CaseClock,
  own: CaseClock,
  { doing, law }: { doing: Doing; law: ClockLaw },
): CaseClock {
  const isFree = isPaused(own) || hasRunOut(own, doing.now) || hasRunOut(caseClock, doing.now)
  if (isFree || caseClock.stage !== own.stage || isPaused(caseClock) || caseClock.dueAt <= own.dueAt)
    return caseClock
  const shorter = shorten(caseClock, { ...doing, to: own.dueAt }, law)
  return shorter.ok ? shorter.value : caseClock
}

/** What the turn does to a running clock of a unit that still owes what it is timed for. */
function followed(
  caseClock: CaseClock,
  own: CaseClock,
  { turn, law }: { turn: UnitTurn; law: ClockLaw },
): CaseClock {
  const doing = doingOf(turn)
  const isExtended = turn.extends?.includes(caseClock.stage) && turn.extendTo !== undefined
  const longer =
    isExtended && turn.extendTo ? prolong(caseClock, { ...doing, to: turn.extendTo }, law) : caseClock
  const at = { ...turn.timed, stage: caseClock.stage, at: caseClock.startedAt }
  const rule = turn.isRelevelled ? ruleFor(at, law.rules) : undefined
  const measured = rule ? remeasure(longer, { ...doing, rule }, law) : longer
  const standing = isPaused(own) ? pause(measured, doing, law) : resume(measured, doing, law)
  return bounded(standing, own, { doing, law })
}

function begunFor(
  { unitId, stage }: OwedUnit,
  own: CaseClock,
  { turn, law }: { turn: UnitTurn; law: ClockLaw },
): CaseClock[] {
  const doing = doingOf(turn)
  const rule = ruleFor({ ...turn.timed, stage, at: turn.now }, law.rules)
  if (!rule) return []
  return [bounded(begin({ stage, unitId, rule, percent: 100 }, doing, law), own, { doing, law })]
}

/** All clocks of a case after a move, those of helping units turned by how the case's own stand after it. */
export function turnUnitClocks(
  caseClocks: readonly CaseClock[],
  turn: UnitTurn,
  law: ClockLaw,
): readonly CaseClock[] {
  const own = ownHandling(caseClocks)
  const owed = own ? owedBy(turn, caseClocks) : []
  const isOf = (caseClock: CaseClock, one: OwedUnit) =>
    caseClock.unitId === one.unitId && caseClock.stage === one.stage
  const turned = caseClocks.map(caseClock => {
    if (isOwn(caseClock) || !isRunning(caseClock)) return caseClock
    return own && owed.some(one => isOf(caseClock, one))
      ? followed(caseClock, own, { turn, law })
      : stop(caseClock, doingOf(turn), law)
  })
  if (!own || isPaused(own)) return turned
  const running = turned.filter(isRunning)
  const untimed = owed.filter(one => !running.some(caseClock => isOf(caseClock, one)))
  return [...turned, ...untimed.flatMap(one => begunFor(one, own, { turn, law }))]
}

/** The units with their own clocks as these show. */
export const clockedUnits = (coUnits: readonly CoUnit[], caseClocks: readonly CaseClock[]): CoUnit[] =>
  coUnits.map(({ clock: _, ...unit }) => {
    const running = caseClocks.find(caseClock => caseClock.unitId === unit.unitId && isRunning(caseClock))
    if (!running) return unit
    const { dueAt, yellowAt, orangeAt, overdueAt } = running
    const moments = isPaused(running)
      ? { dueAt: null, yellowAt: null, orangeAt: null }
      : { dueAt, yellowAt, orangeAt }
    return { ...unit, clock: { ...moments, overdue: overdueAt !== null && !isPaused(running) } }
  })

/** Whether a running clock of the case has run out, its own or that of a helping unit: nothing late is unseen. */
export const isLate = ({ overdue, coUnits }: Pick<CaseFact, 'overdue' | 'coUnits'>): boolean =>
  overdue || coUnits.some(({ clock }) => clock?.overdue === true)

/**
 * Whose clock it is that has run out, to a reader whose unit is on time: the owner's, where the reader helps and is shown a
 * clock of its own, or a helping unit's; undefined where the clock that is shown is late itself, and where none is.
 */
export function lateHelper(
  current: Pick<CaseFact, 'overdue' | 'coUnits'>,
  unitId: string | undefined,
): 'owner' | 'helper' | undefined {
  const shown = current.coUnits.find(one => one.unitId === unitId)?.clock ?? current
  if (shown.overdue || !isLate(current)) return undefined
  return current.overdue ? 'owner' : 'helper'
}

type UnitShown = Pick<CaseFact, 'stage' | 'dueAt' | 'yellowAt' | 'orangeAt' | 'overdue' | 'card'>

/** The case as its clocks concern a unit: whoever helps is shown its own while that runs, everybody else the case's. */
export function shownTo<C extends UnitShown & Pick<CaseFact, 'coUnits'>>(
  seen: C,
  unitId: string | undefined,
): C {
  const own = seen.coUnits.find(one => one.unitId === unitId)
  return own?.clock
    ? { ...seen, stage: stageByState[own.state] ?? null, ...own.clock, card: own.card ?? null }
    : seen
}
