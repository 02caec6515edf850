import type { Actor } from '../identity/index.ts'
import { openMoves } from './decide.ts'
import type { CaseMove } from './inputs.ts'
import type { CaseFact } from './model.ts'
import { caseMoves } from './moves.ts'

/** Moves that nobody owes: they may be made, the case does not wait for them. */
export const unowedMoves: readonly CaseMove[] = [
  'changeLevel',
  'recall',
  'refuse',
  'progress',
  'reject',
  'askInfo',
  'rework',
]

/** The county's desk owes what is the county's, a township's what is not; villages and grids all of their own. */
function isOfOwnTier({ scope }: Actor, { tier }: CaseFact): boolean {
  if (scope.length <= 6) return tier === 'county'
  return scope.length !== 9 || tier !== 'county'
}

/** The moves the case waits for from this actor: what the list 我的待办 (`todo`) is made of. */
export const owedMoves = (seen: CaseFact, actor: Actor): CaseMove[] =>
  openMoves(seen, actor).filter(
    move => !unowedMoves.includes(move) && (caseMoves[move].whose !== 'area' || isOfOwnTier(actor, seen)),
  )
