import { may, type Actor } from '../identity/index.ts'
import { grant, instant, isMoment, isOneOf, refuse } from '../kernel/index.ts'
import type { Instant, Refused, Result } from '../kernel/index.ts'
import { stages, type Stage } from '../clocks/index.ts'
import type { ClocksShown, ClocksTouched } from './clockwork.ts'
import { awaitedByCase } from './coUnits.ts'
import type { Deciding } from './deciding.ts'
import { filledBy } from './effects.ts'
import { stepsAfter } from './funnel.ts'
import { guard } from './guards.ts'
import { handledAfter } from './handlers.ts'
import type { AnyCommand, CaseMove, SystemMove } from './inputs/index.ts'
import type { CaseFact } from './model.ts'
import { caseMoveNames, caseMoves, type CaseMoveRule } from './moves/index.ts'
import { caseSight } from './policy.ts'
import { isOpen, type CaseStatus } from './status.ts'
import { isTied } from './ties.ts'
import { wrongInput } from './wrongs.ts'

/** A decided move: the case as it will stand, and the clocks it touches. */
export interface DecidedMove {
  readonly next: Omit<CaseFact, keyof ClocksShown | 'version'>
  readonly clocks: ClocksTouched
  /** The level changed: running clocks are measured anew. */
  readonly isRelevelled: boolean
}

function notFrom(seen: CaseFact, move: CaseMove): Refused | undefined {
  const isFrom = isOneOf<CaseStatus>(caseMoves[move].from, seen.status)
  return isFrom ? undefined : refuse('case.illegalMove', { move, status: seen.status })
}

/**
 * Why this actor may not make this move now; undefined when it is open. The order of the answers is fixed:
 * sight, right, status, tie, guards, so that nobody learns of a case from the kind of refusal.
 */
export function closedTo(
  seen: CaseFact,
  move: CaseMove,
  asking: Pick<Deciding, 'actor' | 'now'>,
): Refused | undefined {
  const { actor } = asking
  const rule: CaseMoveRule = caseMoves[move]
  if (caseSight(actor, seen) !== 'full') return refuse('case.unknown', { id: seen.id })
  if (!may(actor, rule.by)) return refuse('permission.missing', { needs: rule.by })
  const wrong = notFrom(seen, move)
  if (wrong) return wrong
  if (!isTied(rule.whose, seen, actor)) return refuse('case.notYours', { move })
  return guard(seen, move, asking)
}

/** Moves open to this actor now; the server decides by it, the client shows buttons by it. */
export const openMoves = (seen: CaseFact, actor: Actor, now: Instant): CaseMove[] =>
  caseMoveNames.filter(move => closedTo(seen, move, { actor, now }) === undefined)

/** Whoever makes one of these has worked on the solution. */
const working: readonly CaseMove[] = ['sign', 'start', 'progress', 'finish', 'arrive', 'coSign', 'coFeedBack']

/** Extensions live while the case is being handled, an account while it is suspended. */
const tidied = (next: CaseFact): CaseFact => ({
  ...next,
  extension: next.status === 'handling' || next.status === 'rework' ? next.extension : null,
  suspension: next.status === 'suspended' ? next.suspension : null,
})

function nextOf(seen: CaseFact, command: AnyCommand, by: Deciding): CaseFact {
  const { to } = caseMoves[command.move]
  const status: CaseStatus = to === 'same' ? seen.status : to
  const after = { ...seen, ...filledBy(seen, command, by) }
  return tidied({
    ...after,
    ...handledAfter(after, working.includes(command.move) ? by.actor : undefined),
    status,
    closedAt: isOpen(status) ? null : (seen.closedAt ?? by.now),
    updatedAt: by.now,
    lastMove: command.move,
    steps: stepsAfter(seen.steps, command.move, by.now),
  })
}

const notices = (seen: CaseFact, next: CaseFact): readonly Stage[] =>
  next.supervision !== null && next.supervision.number !== seen.supervision?.number
    ? ['supervisionReply']
    : []

/** T9 is each called unit's own; one that runs for the case, from before units had theirs, ends with the last it called. */
function arrived(seen: CaseFact, next: CaseFact): readonly Stage[] {
  const were = awaitedByCase(seen.coUnits)
  const are = isOpen(next.status) ? awaitedByCase(next.coUnits).filter(id => were.includes(id)) : []
  return were.length > 0 && are.length === 0 ? ['reportingIn'] : []
}

/**
 * The clocks of a move: its row's, but that a notice the system issues starts its clock too, a call-back is due only
 * where it was drawn, and a final status ends whatever still runs.
 */
function touched(seen: CaseFact, command: AnyCommand, next: CaseFact): ClocksTouched {
  const rule: CaseMoveRule = caseMoves[command.move]
  const { pauses = [], resumes = [] } = rule
  const isEnding = !isOpen(next.status) && next.status !== seen.status
  const ends = isEnding ? stages.filter(stage => !pauses.includes(stage)) : rule.stops
  const isOwn = (stage: Stage) => stage !== 'reportingIn' && (stage !== 'callBack' || next.sampled)
  const also = notices(seen, next)
  return {
    stops: [...new Set([...ends.filter(stage => stage !== 'reportingIn'), ...arrived(seen, next), ...also])],
    starts: [...new Set([...rule.starts.filter(isOwn), ...also])],
    ...{ pauses, resumes, extends: rule.extends ?? [], ...deadlinesNamed(seen, command) },
  }
}

/** The deadlines that a move names. What is asked for only is no deadline yet. */
function deadlinesNamed(seen: CaseFact, command: AnyCommand): Pick<ClocksTouched, 'shortenTo' | 'extendTo'> {
  if (command.move === 'grantExtension') {
    const to = command.dueAt ?? seen.extension?.dueAt
    return to === undefined ? {} : { extendTo: instant(to) }
  }
  const isNamed = command.move === 'assign' || command.move === 'supervise'
  return isNamed && command.dueAt !== undefined ? { shortenTo: instant(command.dueAt) } : {}
}

const notAMoment = (command: AnyCommand): Refused | undefined =>
  'dueAt' in command && !isMoment(command.dueAt)
    ? refuse('case.notLonger', { dueAt: command.dueAt })
    : undefined

function decided(seen: CaseFact, command: AnyCommand, by: Deciding): DecidedMove {
  const next = nextOf(seen, command, by)
  return { next, clocks: touched(seen, command, next), isRelevelled: next.level !== seen.level }
}

/**
 * Decides a person's move: refused, or the case as it will stand and the clocks it touches. Pure; the caller has the
 * case locked. Refuses: whatever `closedTo` and `wrongInput` refuse, `case.notLonger`. Source: domain.md §3.3.
 */
export function decideMove(seen: CaseFact, command: AnyCommand, by: Deciding): Result<DecidedMove> {
  const refused = closedTo(seen, command.move, by) ?? notAMoment(command) ?? wrongInput(seen, command, by)
  return refused ?? grant(decided(seen, command, by))
}

/**
 * Decides what the system does by itself: a report not drawn for review is settled, a case not drawn for call-back
 * is filed away. Refuses: `case.illegalMove`. Source: domain.md §3.3 rows 35, 41.
 */
export function decideSystemMove(
  seen: CaseFact,
  move: SystemMove,
  by: Omit<Deciding, 'actor'>,
): Result<DecidedMove> {
  const refused = seen.sampled ? refuse('case.illegalMove', { move }) : notFrom(seen, move)
  return refused ?? grant(decided(seen, { move }, { ...by, actor: nobody }))
}

/** Who acts when nobody does: of no division, with no unit. */
const nobody: Actor = { accountId: '', name: '', role: 'wall', scope: '-', unitId: undefined }
