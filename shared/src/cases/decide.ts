import { covers, directorRoles, may, type Actor, type Role } from '../identity/index.ts'
import { grant, isOneOf, refuse, type Instant, type Refused, type Result } from '../kernel/index.ts'
import type { Stage } from '../clocks/index.ts'
import { categoryOf } from './catalogue/index.ts'
import { stepsAfter } from './funnel.ts'
import type { CaseMove, MoveWish } from './inputs.ts'
import { caseLevels, type CaseFact, type CaseLevel } from './model.ts'
import { caseMoveNames, caseMoves, type Tie } from './moves.ts'
import { isOpen, type CaseStatus } from './status.ts'
import { caseSight } from './policy.ts'

/** A decided move: the case as it will stand, and the clocks to stop and start. */
export interface DecidedMove {
  readonly next: Omit<CaseFact, 'dueAt' | 'stage' | 'overdue' | 'lateStages' | 'version'>
  readonly stops: readonly Stage[]
  readonly starts: readonly Stage[]
  /** The level changed: running clocks are measured anew. */
  readonly isRelevelled: boolean
}

/** The levels each post may close. Source: domain.md §3.3 row 25. */
const closableBy: Readonly<Partial<Record<Role, readonly CaseLevel[]>>> = {
  townshipDuty: ['blue'],
  townshipDispatcher: ['blue'],
  townshipDirector: ['blue', 'yellow'],
  countyDuty: ['blue'],
  countyDispatcher: ['blue', 'yellow'],
  countyDirector: ['blue', 'yellow', 'orange', 'red'],
}

/** The levels a role may close; none for most. */
export const closableLevels = (role: Role): readonly CaseLevel[] => closableBy[role] ?? []

function isTied(tie: Tie, seen: CaseFact, actor: Actor): boolean {
  const isOwners = actor.unitId === seen.ownerUnitId
  switch (tie) {
    case 'owner':
      return isOwners
    case 'party':
      return isOwners || (actor.unitId !== undefined && seen.coUnitIds.includes(actor.unitId))
    case 'reporter':
      return actor.accountId === seen.reporterId
    case 'area':
      return covers(actor, seen.gridCode ?? seen.areaCode)
  }
}

function guard(seen: CaseFact, move: CaseMove, actor: Actor): Refused | undefined {
  const isGrave = seen.level === 'red' || seen.level === 'orange'
  if (move === 'reject' && isGrave && !directorRoles.includes(actor.role)) return refuse('case.notYourLevel')
  if (move === 'close' && !closableLevels(actor.role).includes(seen.level)) return refuse('case.notYourLevel')
  if (move === 'refuse' && seen.refuseCount > 0) return refuse('case.refusedBefore')
  if (move === 'askInfo' && seen.askCount >= 2) return refuse('case.askedTooOften')
  if (move === 'askInfo' && seen.reporterId === null)
    return refuse('case.illegalMove', { status: seen.status })
  const verifies = move === 'pass' || move === 'rework'
  return verifies && seen.handlerIds.includes(actor.accountId) ? refuse('case.handlerVerifies') : undefined
}

/**
 * Why this actor may not make this move now; undefined when it is open. The order of the answers is fixed:
 * sight, right, status, tie, guards, so that nobody learns of a case from the kind of refusal.
 */
export function closedTo(seen: CaseFact, move: CaseMove, actor: Actor): Refused | undefined {
  const rule = caseMoves[move]
  if (caseSight(actor, seen) !== 'full') return refuse('case.unknown', { id: seen.id })
  if (!may(actor, rule.by)) return refuse('permission.missing', { needs: rule.by })
  if (!isOneOf<CaseStatus>(rule.from, seen.status))
    return refuse('case.illegalMove', { move, status: seen.status })
  if (!isTied(rule.whose, seen, actor)) return refuse('case.notYours', { move })
  return guard(seen, move, actor)
}

/** Moves open to this actor now; the server decides by it, the client shows buttons by it. */
export const openMoves = (seen: CaseFact, actor: Actor): CaseMove[] =>
  caseMoveNames.filter(move => closedTo(seen, move, actor) === undefined)

const working: readonly CaseMove[] = ['sign', 'start', 'progress', 'finish']

/** The fields a move changes by what was filled in. `ownerUnitId` of a case that goes back is the centre's. */
function filledBy(seen: CaseFact, wish: MoveWish, centreUnitId: string): Partial<CaseFact> {
  switch (wish.move) {
    case 'accept':
      return {
        categoryCode: wish.categoryCode,
        level: wish.level,
        sensitive: categoryOf(wish.categoryCode)?.sensitive === true,
      }
    case 'assign':
      return {
        ownerUnitId: wish.ownerUnitId,
        coUnitIds: (wish.coUnitIds ?? []).filter(id => id !== wish.ownerUnitId),
        handlerIds: [],
      }
    case 'recall':
      return { ownerUnitId: centreUnitId, coUnitIds: [], handlerIds: [] }
    case 'refuse':
      return { ownerUnitId: centreUnitId, coUnitIds: [], handlerIds: [], refuseCount: seen.refuseCount + 1 }
    case 'askInfo':
      return { askCount: seen.askCount + 1 }
    case 'rework':
      return { reworkCount: seen.reworkCount + 1 }
    case 'changeLevel':
      return { level: wish.level }
    case 'reject':
    case 'giveInfo':
    case 'sign':
    case 'start':
    case 'progress':
    case 'finish':
    case 'pass':
    case 'close':
      return {}
  }
}

/** Duty officers raise a level, directors lower it. Source: domain.md §3.3 row 31. */
function wrongLevel(seen: CaseFact, level: CaseLevel, actor: Actor): Refused | undefined {
  if (level === seen.level) return refuse('case.sameLevel', { level })
  const isLower = caseLevels.indexOf(level) > caseLevels.indexOf(seen.level)
  return isLower && !directorRoles.includes(actor.role) ? refuse('case.notYourLevel', { level }) : undefined
}

function wrongInput(seen: CaseFact, wish: MoveWish, actor: Actor): Refused | undefined {
  if (wish.move === 'accept' && !categoryOf(wish.categoryCode))
    return refuse('category.unknown', { code: wish.categoryCode })
  return wish.move === 'changeLevel' ? wrongLevel(seen, wish.level, actor) : undefined
}

/**
 * Decides a move: refused, or the case as it will stand and the clocks it touches. Pure; the caller has the case locked.
 * `centreUnitId` is the centre that answers for the case's tier, to which a recalled or refused case returns.
 * Refuses: whatever `closedTo` refuses, `category.unknown`, `case.sameLevel`, `case.notYourLevel`. Source: domain.md §3.3.
 */
export function decideMove(
  seen: CaseFact,
  wish: MoveWish,
  by: { readonly actor: Actor; readonly now: Instant; readonly centreUnitId: string },
): Result<DecidedMove> {
  const refused = closedTo(seen, wish.move, by.actor) ?? wrongInput(seen, wish, by.actor)
  if (refused) return refused
  const rule = caseMoves[wish.move]
  const status = rule.to === 'same' ? seen.status : rule.to
  const filled = filledBy(seen, wish, by.centreUnitId)
  const handlers = filled.handlerIds ?? seen.handlerIds
  const worked = working.includes(wish.move) && !handlers.includes(by.actor.accountId)
  return grant({
    next: {
      ...seen,
      ...filled,
      status,
      handlerIds: worked ? [...handlers, by.actor.accountId] : handlers,
      closedAt: isOpen(status) ? null : by.now,
      updatedAt: by.now,
      lastMove: wish.move,
      steps: stepsAfter(seen.steps, wish.move, by.now),
    },
    stops: rule.stops,
    starts: rule.starts,
    isRelevelled: (filled.level ?? seen.level) !== seen.level,
  })
}
