import { caseMoveNames, caseMoves, type CaseMove, type MoveCommand } from '@shuniu/shared/cases'
import { isOneOf } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import type { FilledFields } from '../command.ts'

/** A move that was sent and never answered: sent again under the same id it is the same command. */
export interface PendingMove {
  readonly commandId: string
  readonly seenVersion: number
  readonly command: MoveCommand
}

/** What is kept of a move's form. */
export interface KeptMove {
  readonly filled: FilledFields
  /** How many photos were chosen; they themselves stay in memory alone. */
  readonly photos: number
  readonly pending?: PendingMove
}

/** Said so rather than by `Type.Record`, with which every page would load all that reckons with types. */
const Filled = Type.Unsafe<FilledFields>({
  type: 'object',
  additionalProperties: Type.Union([Type.String(), Type.Array(Type.String())]),
})

const Shape = Type.Object({
  filled: Filled,
  photos: Type.Integer({ minimum: 0 }),
  pending: Type.Optional(
    Type.Object({
      commandId: Type.String(),
      seenVersion: Type.Integer(),
      command: Type.Object({ move: Type.String() }),
    }),
  ),
})

const isCommand = (command: { readonly move: string }): boolean => {
  const { move, ...input } = command
  return isOneOf(caseMoveNames, move) && Check(caseMoves[move].asks, input)
}

const isKeptMove = (words: unknown): words is KeptMove =>
  Check(Shape, words) && (words.pending === undefined || isCommand(words.pending.command))

const Former = Type.Object({ pending: Type.Object({ wish: Type.Unknown() }) })

/** Pages of a former version kept the command under another name. */
function present(words: unknown): unknown {
  if (!Check(Former, words)) return words
  const { wish, ...pending } = words.pending
  return { ...words, pending: { ...pending, command: wish } }
}

/** Kept words as the move's form that this page knows; undefined when they are none. */
export function keptFormIn(words: unknown): KeptMove | undefined {
  const kept = present(words)
  return isKeptMove(kept) ? kept : undefined
}

/** The names under which the moves of a case are kept begin so. */
export const keptOfCase = (caseId: string): string => `case.${caseId}.`

export const keptName = (caseId: string, move: CaseMove): string => `${keptOfCase(caseId)}${move}`

/** The move that a kept form is of. */
export function keptMoveIn(name: string): CaseMove | undefined {
  const move = name.split('.').at(-1) ?? ''
  return isOneOf(caseMoveNames, move) ? move : undefined
}
