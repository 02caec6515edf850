import type { CaseMove } from '@shuniu/shared/cases'

interface MoveRow {
  /** The key that opens the move; a move without one is given by mouse or palette. */
  readonly key?: string
  /** `next`: the case goes on · `back`: it is turned down or sent back · `aside`: it stays where it is. */
  readonly tone: 'next' | 'back' | 'aside'
}

/**
 * The keys of the moves. F2 and F3 press the loop on, F9 sends back; keys may be shared by moves that are never open
 * to one person at once. A new move needs a row only when it is to have a key.
 */
const rows: Readonly<Partial<Record<CaseMove, MoveRow>>> = {
  accept: { key: 'F2', tone: 'next' },
  assign: { key: 'F3', tone: 'next' },
  sign: { key: 'F2', tone: 'next' },
  start: { key: 'F3', tone: 'next' },
  finish: { key: 'F6', tone: 'next' },
  pass: { key: 'F2', tone: 'next' },
  close: { key: 'F3', tone: 'next' },
  giveInfo: { key: 'F2', tone: 'next' },
  progress: { key: 'F7', tone: 'aside' },
  askInfo: { key: 'F8', tone: 'back' },
  reject: { key: 'F9', tone: 'back' },
  refuse: { key: 'F9', tone: 'back' },
  rework: { key: 'F9', tone: 'back' },
  recall: { key: 'U', tone: 'back' },
  changeLevel: { key: 'L', tone: 'aside' },
}

const plain: MoveRow = { tone: 'aside' }

export const moveRowOf = (move: CaseMove): MoveRow => rows[move] ?? plain

const order = ['next', 'aside', 'back'] as const

/** The open moves as the panel shows them: what presses the loop on first, always in the same order. */
export const inPanelOrder = (moves: readonly CaseMove[]): CaseMove[] =>
  order.flatMap(tone => moves.filter(move => moveRowOf(move).tone === tone))
