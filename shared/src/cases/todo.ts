import type { Actor } from '../identity/index.ts'
import type { Instant } from '../kernel/index.ts'
import { openMoves } from './decide.ts'
import type { CaseMove } from './inputs/index.ts'
import type { CaseFact } from './model.ts'
import { caseMoves } from './moves/index.ts'

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

const isOwed = (move: CaseMove): boolean => awaitedMoves.includes(move) || besides.includes(move)

/** The moves the case waits for from this actor: what the list 我的待办 (`todo`) is made of. */
export const owedMoves = (seen: CaseFact, actor: Actor, now: Instant): CaseMove[] =>
  openMoves(seen, actor, now).filter(
    move => isOwed(move) && (caseMoves[move].whose !== 'area' || isOfOwnTier(actor, seen)),
  )
