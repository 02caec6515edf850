import { may, type Actor } from '../../identity/index.ts'
import { grant, instant, isMoment, isOneOf, refuse } from '../../kernel/index.ts'
import type { Instant, Refused, Result } from '../../kernel/index.ts'
import { stages, type CaseClock, type Stage } from '../../clocks/index.ts'
import {
  isOwn,
  isRunning,
  shownBy,
  turnClocks,
  type ClocksShown,
  type ClocksTouched,
  type ClockTurn,
} from '../clocks/turnClocks.ts'
import { alarmAfter } from '../alarms/alarm.ts'
import type { DecisionContext, TimedCase } from './context.ts'
import { awaitedByCase } from './coUnits.ts'
import { filledBy } from './effects.ts'
import { stepsAfter } from './funnel.ts'
import { guard } from './guards.ts'
import { handledAfter } from './handlers.ts'
import type { AnyCommand, SystemMove } from '../moves/commands.ts'
import type { CaseFact } from '../model.ts'
import { caseMoveNames, caseMoves, moveRule, type CaseMove } from '../moves/index.ts'
import { caseSight } from '../access/caseSight.ts'
import { isOpen, type CaseStatus } from './status.ts'
import { isTied } from './ties.ts'
import { clockedUnits, turnUnitClocks } from '../clocks/unitClocks.ts'
import { droppedStages, startedStages } from '../incidents/incident.ts'
import { validateInput } from './validate.ts'

/** What a move makes of a case, but for its clocks: how it will stand, and which of them it touches. */
interface MoveOutcome {
  readonly next: Omit<CaseFact, keyof ClocksShown | 'version'>
  readonly clocks: ClocksTouched
  /** The level changed: running clocks are measured anew. */
  readonly isRelevelled: boolean
}

function notFrom(current: CaseFact, move: CaseMove): Refused | undefined {
  const isFrom = isOneOf<CaseStatus>(caseMoves[move].from, current.status)
  return isFrom ? undefined : refuse('case.illegalMove', { move, status: current.status })
}

/**
 * Why this actor may not make this move now; undefined when it is open. The order of the answers is fixed:
 * sight, right, status, tie, guards, so that nobody learns of a case from the kind of refusal.
 */
export function closedTo(
  current: CaseFact,
  move: CaseMove,
  asking: Pick<DecisionContext, 'actor' | 'now'>,
): Refused | undefined {
  const { actor } = asking
  const rule = moveRule(move)
  if (caseSight(actor, current) !== 'full') return refuse('case.unknown', { id: current.id })
  if (!may(actor, rule.by)) return refuse('permission.missing', { needs: rule.by })
  const wrong = notFrom(current, move)
  if (wrong) return wrong
  if (!isTied(rule.whose, current, actor)) return refuse('case.notYours', { move })
  return guard(current, move, asking)
}

/** Moves open to this actor now; the server decides by it, the client shows buttons by it. */
export const openMoves = (current: CaseFact, actor: Actor, now: Instant): CaseMove[] =>
  caseMoveNames.filter(move => closedTo(current, move, { actor, now }) === undefined)

/** Extensions live while the case is being handled, an account while it is suspended. */
const tidied = (next: CaseFact): CaseFact => ({
  ...next,
  extension: next.status === 'handling' || next.status === 'rework' ? next.extension : null,
  suspension: next.status === 'suspended' ? next.suspension : null,
})

function nextOf(current: CaseFact, command: AnyCommand, by: DecisionContext): CaseFact {
  const { to } = caseMoves[command.move]
  const status: CaseStatus = to === 'same' ? current.status : to
  const after = { ...current, ...filledBy(current, command, by) }
  return tidied({
    ...after,
    ...handledAfter(after, moveRule(command.move).isWork ? by.actor : undefined),
    status,
    closedAt: isOpen(status) ? null : (current.closedAt ?? by.now),
    updatedAt: by.now,
    lastMove: command.move,
    steps: stepsAfter(current.steps, command.move, by.now),
  })
}

const notices = (current: CaseFact, next: CaseFact): readonly Stage[] =>
  next.supervision !== null && next.supervision.number !== current.supervision?.number
    ? ['supervisionReply']
    : []

/** T9 is each called unit's own; one that runs for the case, from before units had theirs, ends with the last it called. */
function arrived(current: CaseFact, next: CaseFact): readonly Stage[] {
  const were = awaitedByCase(current.coUnits)
  const are = isOpen(next.status) ? awaitedByCase(next.coUnits).filter(id => were.includes(id)) : []
  return were.length > 0 && are.length === 0 ? ['reportingIn'] : []
}

/**
 * The clocks of a move: its row's, but that a notice the system issues starts its clock too, a call-back is due only
 * where it was drawn, a first report of what is grave is owed from its acceptance, and a final status ends whatever still
 * runs.
 */
function touched(current: CaseFact, command: AnyCommand, next: CaseFact): ClocksTouched {
  const rule = moveRule(command.move)
  const { pauses = [], resumes = [] } = rule
  const isEnding = !isOpen(next.status) && next.status !== current.status
  const ends = isEnding ? stages.filter(stage => !pauses.includes(stage)) : rule.stops
  const isOwn = (stage: Stage) => stage !== 'reportingIn' && (stage !== 'callBack' || next.sampled)
  const owed = command.move === 'accept' || command.move === 'changeLevel' ? startedStages(next) : []
  const also = notices(current, next)
  return {
    stops: [
      ...new Set([
        ...ends.filter(stage => stage !== 'reportingIn'),
        ...arrived(current, next),
        ...droppedStages(next),
        ...also,
      ]),
    ],
    starts: [...new Set([...rule.starts.filter(isOwn), ...owed, ...also])],
    pauses,
    resumes,
    extends: rule.extends ?? [],
    ...deadlinesNamed(current, command),
  }
}

/** The deadlines that a move names. What is asked for only is no deadline yet. */
function deadlinesNamed(
  current: CaseFact,
  command: AnyCommand,
): Pick<ClocksTouched, 'shortenTo' | 'extendTo'> {
  if (command.move === 'grantExtension') {
    const to = command.dueAt ?? current.extension?.dueAt
    return to === undefined ? {} : { extendTo: instant(to) }
  }
  const isNamed = command.move === 'assign' || command.move === 'supervise'
  return isNamed && command.dueAt !== undefined ? { shortenTo: instant(command.dueAt) } : {}
}

const notAMoment = (command: AnyCommand): Refused | undefined =>
  'dueAt' in command && !isMoment(command.dueAt)
    ? refuse('case.notLonger', { dueAt: command.dueAt })
    : undefined

function outcomeOf(current: CaseFact, command: AnyCommand, by: DecisionContext): MoveOutcome {
  const next = nextOf(current, command, by)
  return { next, clocks: touched(current, command, next), isRelevelled: next.level !== current.level }
}

/** An extension is measured when it is asked for, though it takes effect only when it is granted. */
const trialOf = (command: AnyCommand, turn: ClockTurn): ClockTurn | undefined =>
  command.move === 'askExtension' && isMoment(command.dueAt)
    ? { ...turn, extends: ['handling'], extendTo: instant(command.dueAt) }
    : undefined

/**
 * What was asked for as the clock would run out by it: a clock that counts duty time ends at no moment off duty, and who asks,
 * who grants and the clock must name one date. Source: domain.md §3.3 row 18.
 */
function askedOnClock({ extension }: Pick<CaseFact, 'extension'>, tried: readonly CaseClock[] | undefined) {
  const reached = tried?.find(one => one.stage === 'handling' && isOwn(one) && isRunning(one))?.dueAt
  return extension && reached ? { ...extension, dueAt: reached } : extension
}

/** Turns the clocks, the case's own first and those of helping units by them, and numbers the version that is made. */
function turned(
  { fact, caseClocks }: TimedCase,
  command: AnyCommand,
  by: DecisionContext,
): Result<TimedCase> {
  const { next, clocks, isRelevelled } = outcomeOf(fact, command, by)
  const ordinal = fact.version + 1
  const turn: ClockTurn = { move: command.move, ...clocks, isRelevelled, timed: next, ordinal, now: by.now }
  const trial = trialOf(command, turn)
  const tried = trial ? turnClocks(caseClocks, trial, by.law) : undefined
  if (tried && !tried.ok) return tried
  const own = turnClocks(caseClocks, turn, by.law)
  if (!own.ok) return own
  const units = { coUnits: next.coUnits, awaited: awaitedByCase(fact.coUnits) }
  const all = turnUnitClocks(own.value, { ...turn, ...units }, by.law)
  const coUnits = clockedUnits(next.coUnits, all)
  const { alarm: _, ...silent } = next
  const alarm = alarmAfter(fact, next, by.now)
  return grant({
    fact: {
      ...silent,
      ...shownBy(all, next.status),
      coUnits,
      extension: askedOnClock(next, tried?.value),
      version: ordinal,
      ...(alarm && { alarm }),
    },
    caseClocks: all,
  })
}

/**
 * Decides a person's move: refused, or the case and its clocks as they will stand. Pure; what it is given holds while it
 * decides. Refuses: whatever `closedTo`, `validateInput` and `turnClocks` refuse, `case.notLonger`. Source: domain.md §3.3.
 */
export function decideMove(current: TimedCase, command: AnyCommand, by: DecisionContext): Result<TimedCase> {
  const { fact } = current
  const refused = closedTo(fact, command.move, by) ?? notAMoment(command) ?? validateInput(fact, command, by)
  return refused ?? turned(current, command, by)
}

/**
 * Decides what the system does by itself: a report not drawn for review is settled, a case not drawn for call-back
 * is filed away. Refuses: `case.illegalMove`. Source: domain.md §3.3 rows 35, 41.
 */
export function decideSystemMove(
  current: TimedCase,
  move: SystemMove,
  by: Omit<DecisionContext, 'actor'>,
): Result<TimedCase> {
  const refused = current.fact.sampled ? refuse('case.illegalMove', { move }) : notFrom(current.fact, move)
  return refused ?? turned(current, { move }, { ...by, actor: nobody })
}

/** Who acts when nobody does: of no division, with no unit. */
const nobody: Actor = { accountId: '', name: '', role: 'wall', scope: '-', unitId: undefined }
