import type { Static } from 'typebox'
import { intakeInputs } from './intake.ts'
import { dispatchInputs, handlingInputs, jointInputs } from './solving.ts'
import { closingInputs, supervisionInputs } from './supervising.ts'

/** What each move asks its actor for, beyond the case, the id and the version seen. Source: design.md §2.1. */
export const moveInputs = {
  ...intakeInputs,
  ...dispatchInputs,
  ...jointInputs,
  ...handlingInputs,
  ...closingInputs,
  ...supervisionInputs,
} as const

export type CaseMove = keyof typeof moveInputs
export type MoveInput<M extends CaseMove> = Static<(typeof moveInputs)[M]>

/** A command to make one of the moves named, with exactly what it asks for. */
export type CommandOf<M extends CaseMove> = { [K in M]: { readonly move: K } & MoveInput<K> }[M]

/** What the system does to a case by itself; nobody can post it. */
export const systemMoves = ['settle', 'fileAway'] as const satisfies readonly CaseMove[]
export type SystemMove = (typeof systemMoves)[number]

/** A person's command to move a case: one of the moves with exactly what it asks for. */
export type MoveCommand = CommandOf<Exclude<CaseMove, SystemMove>>

/** Any command, the system's among them. */
export type AnyCommand = CommandOf<CaseMove>
