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
  type CaseTimer,
  type ClockLaw,
  type Doing,
} from '../clocks/index.ts'
import type { CoUnit } from './attributes.ts'
import { isOwn, type ClockTurn } from './clockwork.ts'
import type { CaseFact } from './model.ts'

/**
 * The clocks of helping units: T4 of each, beside that of the case. [D], where domain.md §3.4 is silent:
 *
 * - It runs while the unit owes its part and the case's own T4 runs: from the assignment, or from the unit's coming after
 *   a whistle, which T9 times until then. It ends with the unit's feedback, refusal or waiver, or with the case's T4.
 * - Its limit is T4 of the case's level and category, and ends no later than the case's own while that has time left.
 * - It stands still while the case's own does, and is given the new deadline when the case is given an extension, unless
 *   it has run out: what is late is answered for. A changed level measures it anew.
 */
export interface UnitTurn extends ClockTurn {
  readonly coUnits: readonly CoUnit[]
}

/** Whether the unit is at work: not only called for, and neither done, refusing nor waived. */
const isAtWork = ({ state }: CoUnit): boolean => state === 'waiting' || state === 'working'

const doingOf = ({ move, ordinal, now }: ClockTurn): Doing => ({ move, version: ordinal, now })

const ownHandling = (timers: readonly CaseTimer[]): CaseTimer | undefined =>
  timers.find(timer => timer.stage === 'handling' && isOwn(timer) && isRunning(timer))

/** No later than the case's own, while that has time left. */
function bounded(
  timer: CaseTimer,
  own: CaseTimer,
  { doing, law }: { doing: Doing; law: ClockLaw },
): CaseTimer {
  const isFree = isPaused(own) || hasRunOut(own, doing.now) || hasRunOut(timer, doing.now)
  if (isFree || isPaused(timer) || timer.dueAt <= own.dueAt) return timer
  const shorter = shorten(timer, { ...doing, to: own.dueAt }, law)
  return shorter.ok ? shorter.value : timer
}

/** What the turn does to a running clock of a unit that is still at work. */
function followed(
  timer: CaseTimer,
  own: CaseTimer,
  { turn, law }: { turn: UnitTurn; law: ClockLaw },
): CaseTimer {
  const doing = doingOf(turn)
  const isExtended = turn.extends?.includes('handling') && turn.extendTo !== undefined
  const longer = isExtended && turn.extendTo ? prolong(timer, { ...doing, to: turn.extendTo }, law) : timer
  const at = { ...turn.timed, stage: timer.stage, at: timer.startedAt }
  const rule = turn.isRelevelled ? ruleFor(at, law.rules) : undefined
  const measured = rule ? remeasure(longer, { ...doing, rule }, law) : longer
  const standing = isPaused(own) ? pause(measured, doing, law) : resume(measured, doing, law)
  return bounded(standing, own, { doing, law })
}

function begunFor(
  unitId: string,
  own: CaseTimer,
  { turn, law }: { turn: UnitTurn; law: ClockLaw },
): CaseTimer[] {
  const doing = doingOf(turn)
  const rule = ruleFor({ ...turn.timed, stage: 'handling', at: turn.now }, law.rules)
  if (!rule) return []
  return [bounded(begin({ stage: 'handling', unitId, rule, percent: 100 }, doing, law), own, { doing, law })]
}

/** All clocks of a case after a move, those of helping units turned by how the case's own stand after it. */
export function turnUnitClocks(
  timers: readonly CaseTimer[],
  turn: UnitTurn,
  law: ClockLaw,
): readonly CaseTimer[] {
  const own = ownHandling(timers)
  const atWork = new Set(own ? turn.coUnits.filter(isAtWork).map(({ unitId }) => unitId) : [])
  const turned = timers.map(timer => {
    if (timer.unitId === null || !isRunning(timer)) return timer
    return own && atWork.has(timer.unitId)
      ? followed(timer, own, { turn, law })
      : stop(timer, doingOf(turn), law)
  })
  if (!own || isPaused(own)) return turned
  const timed = new Set(turned.filter(isRunning).map(({ unitId }) => unitId))
  const untimed = [...atWork].filter(unitId => !timed.has(unitId))
  return [...turned, ...untimed.flatMap(unitId => begunFor(unitId, own, { turn, law }))]
}

/** The units with their own clocks as these show. */
export const clockedUnits = (coUnits: readonly CoUnit[], timers: readonly CaseTimer[]): CoUnit[] =>
  coUnits.map(({ clock: _, ...unit }) => {
    const running = timers.find(timer => timer.unitId === unit.unitId && isRunning(timer))
    if (!running) return unit
    const { dueAt, yellowAt, orangeAt, overdueAt } = running
    const moments = isPaused(running)
      ? { dueAt: null, yellowAt: null, orangeAt: null }
      : { dueAt, yellowAt, orangeAt }
    return { ...unit, clock: { ...moments, overdue: overdueAt !== null && !isPaused(running) } }
  })

type Shown = Pick<CaseFact, 'stage' | 'dueAt' | 'yellowAt' | 'orangeAt' | 'overdue' | 'card'>

/** The case as its clocks concern a unit: whoever helps is shown its own while that runs, everybody else the case's. */
export function shownTo<C extends Shown & Pick<CaseFact, 'coUnits'>>(seen: C, unitId: string | undefined): C {
  const own = seen.coUnits.find(one => one.unitId === unitId)
  return own?.clock ? { ...seen, stage: 'handling', ...own.clock, card: own.card ?? null } : seen
}
