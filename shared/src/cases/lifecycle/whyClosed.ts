import type { Actor } from '../../identity/index.ts'
import type { Instant, Refusal } from '../../kernel/index.ts'
import { closedTo } from './decideMove.ts'
import type { CaseFact } from '../model.ts'
import { caseMoveNames, type CaseMove } from '../moves/index.ts'

/** A move that the right, the status and the tie would give this person, and the one thing that keeps it closed. */
export interface ClosedMove {
  readonly move: CaseMove
  readonly refusal: Refusal
}

/** Refusals that tell of something to be waited for, done first or left to somebody else; the rest are mere order. */
const telling: readonly string[] = [
  'clock.ranOut',
  'case.noMoreExtensions',
  'case.extensionPending',
  'case.ownExtension',
  'case.coUnitsOpen',
  'case.handlerVerifies',
  'case.refusedBefore',
  'case.refusedLate',
  'case.askedTooOften',
  'case.urgedToday',
  'case.hasMerged',
  'case.tooLate',
]

/** The moves that this person would look for in vain, each with why it is not there. */
export const whyClosed = (current: CaseFact, actor: Actor, now: Instant): ClosedMove[] =>
  caseMoveNames.flatMap(move => {
    const closed = closedTo(current, move, { actor, now })
    return closed && telling.includes(closed.refusal.code) ? [{ move, refusal: closed.refusal }] : []
  })
