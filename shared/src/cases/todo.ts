import type { Actor } from '../identity/index.ts'
import { instant } from '../kernel/index.ts'
import { closedTo } from './decideMove.ts'
import type { CaseMove } from './inputs/index.ts'
import type { CaseFact } from './model.ts'
import { caseMoves, type Tie } from './moves/index.ts'

/** Moves that a status waits for, whoever else may do what meanwhile. */
export const awaitedMoves: readonly CaseMove[] = [
  ...(['accept', 'giveInfo', 'giveFinding', 'assign', 'sign', 'start', 'finish'] as const),
  ...(['giveTransferResult', 'pass', 'close'] as const),
]

/** Moves owed for what stands beside the status: a part in a joint case, a decision, an answer, a review. */
const besides: readonly CaseMove[] = [
  ...(['arrive', 'coSign', 'coFeedBack', 'grantExtension', 'passReview'] as const),
  ...(['answerSupervision', 'acknowledge'] as const),
]

/** The county's desk owes what is the county's, a township's what is not; villages and grids all of their own. */
function isOfOwnTier({ scope }: Actor, { tier }: CaseFact): boolean {
  if (scope.length <= 6) return tier === 'county'
  return scope.length !== 9 || tier !== 'county'
}

/**
 * A desk may answer for the owner of a case, but it is the owner who owes the answer; a report that was not drawn for
 * review is settled by the system.
 */
function isOwedBy(actor: Actor, seen: CaseFact, move: CaseMove): boolean {
  const { whose }: { readonly whose: Tie } = caseMoves[move]
  if (move === 'passReview' && !seen.sampled) return false
  if (whose === 'ownerOrDesk') return actor.unitId === seen.ownerUnitId
  return whose !== 'area' || isOfOwnTier(actor, seen)
}

/**
 * The moves the case waits for from this actor: what the list 我的待办 (`todo`) is made of. None of them looks at the
 * hour, so that the moment of the case itself is as good as any.
 */
export function owedMoves(seen: CaseFact, actor: Actor): CaseMove[] {
  const asking = { actor, now: instant(seen.updatedAt) }
  return [...awaitedMoves, ...besides].filter(
    move => isOwedBy(actor, seen, move) && closedTo(seen, move, asking) === undefined,
  )
}

/** Whether the case is closed and waits for its call-back: the server's list `callBack`. */
export const awaitsCall = ({ status, sampled }: Pick<CaseFact, 'status' | 'sampled'>): boolean =>
  status === 'closed' && sampled
