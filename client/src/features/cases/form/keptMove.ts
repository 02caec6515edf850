import { caseMoveNames, moveInputs, type CaseMove, type MoveCommand } from '@shuniu/shared/cases'
import { isOneOf } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import type { Filled } from '../wish.ts'

/** A move that was sent and never answered: sent again under the same id it is the same command. */
export interface PendingMove {
  readonly commandId: string
  readonly seenVersion: number
  readonly wish: MoveCommand
}

/** What is kept of a move's form. */
export interface KeptMove {
  readonly filled: Filled
  /** How many photos were chosen; they themselves stay in memory alone. */
  readonly photos: number
  readonly pending?: PendingMove
}

const Shape = Type.Object({
  filled: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])),
  photos: Type.Integer({ minimum: 0 }),
  pending: Type.Optional(
    Type.Object({
      commandId: Type.String(),
      seenVersion: Type.Integer(),
      wish: Type.Object({ move: Type.String() }),
    }),
  ),
})

const isWish = (wish: { readonly move: string }): boolean => {
  const { move, ...input } = wish
  return isOneOf(caseMoveNames, move) && Check(moveInputs[move], input)
}

/** Whether kept words are a move's form as this page knows it. */
export const isKeptMove = (words: unknown): words is KeptMove =>
  Check(Shape, words) && (words.pending === undefined || isWish(words.pending.wish))

/** The names under which the moves of a case are kept begin so. */
export const keptOfCase = (caseId: string): string => `case.${caseId}.`

export const keptName = (caseId: string, move: CaseMove): string => `${keptOfCase(caseId)}${move}`

/** The move that a kept form is of. */
export function keptMoveIn(name: string): CaseMove | undefined {
  const move = name.split('.').at(-1) ?? ''
  return isOneOf(caseMoveNames, move) ? move : undefined
}
