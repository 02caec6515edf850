import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, CommandId, VersionSeen } from '../../kernel/index.ts'
import { caseMoveNames, caseMoves, type CaseMove } from './index.ts'

export type MoveInput<M extends CaseMove> = Static<(typeof caseMoves)[M]['asks']>

/** A command to make one of the moves named, with exactly what it asks for. */
export type CommandOf<M extends CaseMove> = { [K in M]: { readonly move: K } & MoveInput<K> }[M]

/** What the system does to a case by itself; nobody can post it. */
export type SystemMove = {
  [M in CaseMove]: (typeof caseMoves)[M]['whose'] extends 'system' ? M : never
}[CaseMove]
const isSystems = (move: CaseMove): move is SystemMove => caseMoves[move].whose === 'system'
export const systemMoves: readonly SystemMove[] = caseMoveNames.filter(isSystems)

/** A move that a person makes. */
type PersonMove = Exclude<CaseMove, SystemMove>

/** A person's command to move a case: one of the moves with exactly what it asks for. */
export type MoveCommand = CommandOf<PersonMove>

/** Any command, the system's among them. */
export type AnyCommand = CommandOf<CaseMove>

const envelope = { id: CommandId, seenVersion: VersionSeen(1) }

/** The body of `POST /api/cases/:id/moves`: every move that a person may make, with the version of the case seen. */
export type PostedMove = { readonly id: string; readonly seenVersion: number } & MoveCommand
export const PostedMove = Type.Unsafe<PostedMove>(
  Type.Union(
    caseMoveNames
      .filter(move => !isSystems(move))
      .map(move => closed({ ...envelope, move: Type.Literal(move), ...caseMoves[move].asks.properties })),
  ),
)
