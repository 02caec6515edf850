import { typedKeys, type MoveRule } from '../../kernel/index.ts'
import type { Stage } from '../../clocks/index.ts'
import type { Permission } from '../../identity/index.ts'
import type { CaseMove } from '../inputs/index.ts'
import type { CaseStatus } from '../status.ts'
import { closingMoves, supervisionMoves } from './closing.ts'
import { dispatchMoves, jointMoves } from './dispatch.ts'
import { handlingMoves } from './handling.ts'
import { intakeMoves } from './intake.ts'

export { caseMoveTexts } from './texts.ts'

/**
 * `area`: the case lies in the actor's division · `owner`: the actor's unit owns it · `co`: the actor's unit helps ·
 * `party`: owns or helps · `reporter`: the actor reported it · `ownerOrDesk`: the owner, or whoever dispatches in the
 * case's division · `watcher`: the reporter, or whoever dispatches, supervises or leads there · `system`: nobody.
 */
export type Tie = 'area' | 'owner' | 'co' | 'party' | 'reporter' | 'ownerOrDesk' | 'watcher' | 'system'

export type CaseMoveRule = MoveRule<CaseStatus, Permission, Tie, Stage>

/**
 * The legal moves of a case, and nothing else: what is not in this table is refused. A move to `same` keeps the status.
 * A final status stops every clock but the one the move starts. Source: domain.md §3.3.
 */
export const caseMoves = {
  ...intakeMoves,
  ...dispatchMoves,
  ...jointMoves,
  ...handlingMoves,
  ...closingMoves,
  ...supervisionMoves,
} as const satisfies Readonly<Record<CaseMove, CaseMoveRule>>

export const caseMoveNames = typedKeys(caseMoves)
