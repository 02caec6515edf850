import type { Actor } from '../../identity/index.ts'
import { instant, type Refused } from '../../kernel/index.ts'
import { closedTo } from './decideMove.ts'
import { owesIncident } from '../incidents/incident.ts'
import type { CaseFact } from '../model.ts'
import { caseMoveNames, moveRule, type CaseMove } from '../moves/index.ts'

/** Moves that a status waits for, whoever else may do what meanwhile. */
export const awaitedMoves: readonly CaseMove[] = caseMoveNames.filter(
  move => moveRule(move).awaited === 'status',
)

/** Moves owed for what stands beside the status: a part in a joint case, a decision, an answer, a review. */
const besides = caseMoveNames.filter(move => moveRule(move).awaited === 'beside')

/** The county's desk owes what is the county's, a township's what is not; villages and grids all of their own. */
export function isOfOwnTier({ scope }: Pick<Actor, 'scope'>, { tier }: Pick<CaseFact, 'tier'>): boolean {
  if (scope.length <= 6) return tier === 'county'
  return scope.length !== 9 || tier !== 'county'
}

const isOfIncident = (move: CaseMove): boolean =>
  move === 'callIncident' || move === 'draftIncident' || move === 'signIncident'

/**
 * A desk may answer for the owner of a case, but it is the owner who owes the answer; a report that was not drawn for
 * review is settled by the system.
 */
function isOwedBy(actor: Actor, current: CaseFact, move: CaseMove): boolean {
  const { whose } = moveRule(move)
  if (move === 'passReview' && !current.sampled) return false
  if (isOfIncident(move) && !owesIncident(current, move)) return false
  if (whose === 'ownerOrDesk') return actor.unitId === current.ownerUnitId
  return whose !== 'area' || isOfOwnTier(actor, current)
}

/** The owner of a joint case owes its end also while it may not be told yet: pressing those who help is the owner's. */
const isOwedAllTheSame = ({ refusal }: Refused): boolean => refusal.code === 'case.coUnitsOpen'

/**
 * The moves the case waits for from this actor: what the list 我的待办 (`todo`) is made of. None of them looks at the
 * hour, so that the moment of the case itself is as good as any.
 */
export function owedMoves(current: CaseFact, actor: Actor): CaseMove[] {
  const asking = { actor, now: instant(current.updatedAt) }
  return [...awaitedMoves, ...besides].filter(move => {
    if (!isOwedBy(actor, current, move)) return false
    const closed = closedTo(current, move, asking)
    return closed === undefined || isOwedAllTheSame(closed)
  })
}

/** Whether the case is closed and waits for its call-back: the server's list `callBack`. */
export const awaitsCall = ({ status, sampled }: Pick<CaseFact, 'status' | 'sampled'>): boolean =>
  status === 'closed' && sampled
