import { typedKeys } from '../../kernel/index.ts'
import { closingMoves } from './closing.ts'
import { delayMoves } from './delays.ts'
import { dispatchMoves } from './dispatch.ts'
import { handlingMoves } from './handling.ts'
import { incidentMoves } from './incident.ts'
import { intakeMoves } from './intake.ts'
import { jointMoves } from './joint.ts'
import { recordMoves } from './record.ts'
import type { CaseMoveRule, MoveGroup, MoveTable } from './rule.ts'
import { supervisionMoves } from './supervising.ts'

export type { CaseMoveRule, MoveGroup, Tie } from './rule.ts'

/**
 * The legal moves of a case, and nothing else: what is not in this table is refused. Pages show moves in its order.
 * Source: domain.md §3.3.
 */
export const caseMoves = {
  ...intakeMoves,
  ...handlingMoves,
  ...jointMoves,
  ...delayMoves,
  ...dispatchMoves,
  ...closingMoves,
  ...supervisionMoves,
  ...incidentMoves,
  ...recordMoves,
} as const satisfies MoveTable

export type CaseMove = keyof typeof caseMoves
export const caseMoveNames = typedKeys(caseMoves)

/** A row as every row is, where a reader asks for columns that most leave out. */
export const moveRule = (move: CaseMove): CaseMoveRule => caseMoves[move]

/** The open moves by the group they stand in: what leads on first, what sends back last, always in the same order. */
export function inGroups(moves: readonly CaseMove[]): Readonly<Record<MoveGroup, readonly CaseMove[]>> {
  const standing = caseMoveNames.filter(move => moves.includes(move))
  const ordered = [
    ...standing.filter(move => !moveRule(move).isBack),
    ...standing.filter(move => moveRule(move).isBack),
  ]
  const of = (group: MoveGroup) => ordered.filter(move => caseMoves[move].group === group)
  return {
    next: of('next'),
    work: of('work'),
    press: of('press'),
    record: of('record'),
    section: of('section'),
    rare: of('rare'),
  }
}

/** Every key of the desk that opens a move, with the moves it opens. */
export function moveKeys(): ReadonlyMap<string, readonly CaseMove[]> {
  const movesByKey = new Map<string, CaseMove[]>()
  for (const move of caseMoveNames) {
    const { key } = moveRule(move)
    if (key !== undefined) movesByKey.set(key, [...(movesByKey.get(key) ?? []), move])
  }
  return movesByKey
}
