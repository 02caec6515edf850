import type { CaseMove } from '@shuniu/shared/cases'
import { typedKeys } from '@shuniu/shared/kernel'

/**
 * `next`: the case goes on · `work`: help, time, account, other hands, or back · `press`: it is watched and hurried ·
 * `rare`: seldom, and kept out of the way of a tired hand.
 */
export const moveGroups = ['next', 'work', 'press', 'rare'] as const
export type MoveGroup = (typeof moveGroups)[number]

interface MoveRow {
  readonly group: MoveGroup
  /** The key that opens the move; a move without one is given by mouse or palette. */
  readonly key?: string
}

/**
 * Where each move stands in the panel, in the order shown, and its key. F2 and F3 press the loop on, F9 sends back;
 * keys may be shared by moves that are never open to one person at once. What cannot be undone has none.
 */
const rows: Readonly<Record<CaseMove, MoveRow>> = {
  accept: { group: 'next', key: 'F2' },
  giveInfo: { group: 'next', key: 'F2' },
  giveFinding: { group: 'next', key: 'F2' },
  passReview: { group: 'next', key: 'F2' },
  assign: { group: 'next', key: 'F3' },
  arrive: { group: 'next', key: 'F2' },
  coSign: { group: 'next', key: 'F2' },
  coFeedBack: { group: 'next', key: 'F6' },
  grantExtension: { group: 'next', key: 'F2' },
  sign: { group: 'next', key: 'F2' },
  start: { group: 'next', key: 'F3' },
  finish: { group: 'next', key: 'F6' },
  pass: { group: 'next', key: 'F2' },
  close: { group: 'next', key: 'F3' },
  giveTransferResult: { group: 'next', key: 'F2' },
  resume: { group: 'next', key: 'F2' },
  archive: { group: 'next', key: 'F2' },
  progress: { group: 'work', key: 'F7' },
  whistle: { group: 'work', key: 'W' },
  askExtension: { group: 'work', key: 'Y' },
  suspend: { group: 'work', key: 'H' },
  recheck: { group: 'work', key: 'F7' },
  escalate: { group: 'work', key: 'S' },
  transfer: { group: 'work', key: 'T' },
  merge: { group: 'work', key: 'M' },
  askVerification: { group: 'work', key: 'V' },
  reassign: { group: 'work', key: 'P' },
  designate: { group: 'work', key: 'F3' },
  waive: { group: 'work', key: 'X' },
  askInfo: { group: 'work', key: 'F8' },
  reject: { group: 'work', key: 'F9' },
  refuse: { group: 'work', key: 'F9' },
  rework: { group: 'work', key: 'F9' },
  failReview: { group: 'work', key: 'F9' },
  coRefuse: { group: 'work', key: 'F9' },
  denyExtension: { group: 'work', key: 'F9' },
  sendBack: { group: 'work', key: 'F9' },
  takeBack: { group: 'work', key: 'F9' },
  answerSupervision: { group: 'press', key: 'D' },
  acknowledge: { group: 'press', key: 'O' },
  urge: { group: 'press', key: 'F4' },
  supervise: { group: 'press', key: 'B' },
  instruct: { group: 'press', key: 'I' },
  changeLevel: { group: 'press', key: 'L' },
  recall: { group: 'rare', key: 'U' },
  withdraw: { group: 'rare', key: 'Z' },
  unmerge: { group: 'rare', key: 'M' },
  reopen: { group: 'rare', key: 'R' },
  void: { group: 'rare' },
  settle: { group: 'rare' },
  fileAway: { group: 'rare' },
}

/** Every key that opens a move, with the moves it opens. */
export const moveKeys = (): ReadonlyMap<string, readonly CaseMove[]> => {
  const movesByKey = new Map<string, CaseMove[]>()
  for (const move of typedKeys(rows)) {
    const { key } = rows[move]
    if (key !== undefined) movesByKey.set(key, [...(movesByKey.get(key) ?? []), move])
  }
  return movesByKey
}

export const moveRowOf = (move: CaseMove): MoveRow => rows[move]

const places = Object.keys(rows)

/** The open moves by the group they stand in, always in the same order. */
export function inGroups(moves: readonly CaseMove[]): Readonly<Record<MoveGroup, readonly CaseMove[]>> {
  const ordered = [...moves].sort((a, b) => places.indexOf(a) - places.indexOf(b))
  const of = (group: MoveGroup) => ordered.filter(move => rows[move].group === group)
  return { next: of('next'), work: of('work'), press: of('press'), rare: of('rare') }
}
