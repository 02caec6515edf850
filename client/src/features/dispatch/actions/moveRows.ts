import type { CaseMove } from '@shuniu/shared/cases'

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
 * keys may be shared by moves that are never open to one person at once.
 */
const rows: Readonly<Record<CaseMove, MoveRow>> = {
  accept: { group: 'next', key: 'F2' },
  giveInfo: { group: 'next', key: 'F2' },
  giveFinding: { group: 'next' },
  passReview: { group: 'next' },
  assign: { group: 'next', key: 'F3' },
  arrive: { group: 'next' },
  coSign: { group: 'next' },
  coFeedBack: { group: 'next' },
  grantExtension: { group: 'next' },
  sign: { group: 'next', key: 'F2' },
  start: { group: 'next', key: 'F3' },
  finish: { group: 'next', key: 'F6' },
  pass: { group: 'next', key: 'F2' },
  close: { group: 'next', key: 'F3' },
  giveTransferResult: { group: 'next' },
  resume: { group: 'next' },
  archive: { group: 'next' },
  progress: { group: 'work', key: 'F7' },
  whistle: { group: 'work' },
  askExtension: { group: 'work' },
  suspend: { group: 'work' },
  recheck: { group: 'work' },
  escalate: { group: 'work' },
  transfer: { group: 'work' },
  merge: { group: 'work' },
  askVerification: { group: 'work' },
  reassign: { group: 'work' },
  designate: { group: 'work' },
  waive: { group: 'work' },
  askInfo: { group: 'work', key: 'F8' },
  reject: { group: 'work', key: 'F9' },
  refuse: { group: 'work', key: 'F9' },
  rework: { group: 'work', key: 'F9' },
  failReview: { group: 'work' },
  coRefuse: { group: 'work' },
  denyExtension: { group: 'work' },
  sendBack: { group: 'work' },
  takeBack: { group: 'work' },
  answerSupervision: { group: 'press' },
  acknowledge: { group: 'press' },
  urge: { group: 'press' },
  supervise: { group: 'press' },
  instruct: { group: 'press' },
  changeLevel: { group: 'press', key: 'L' },
  recall: { group: 'rare', key: 'U' },
  withdraw: { group: 'rare' },
  unmerge: { group: 'rare' },
  reopen: { group: 'rare' },
  void: { group: 'rare' },
  settle: { group: 'rare' },
  fileAway: { group: 'rare' },
}

export const moveRowOf = (move: CaseMove): MoveRow => rows[move]

const places = Object.keys(rows)

/** The open moves by the group they stand in, always in the same order. */
export function inGroups(moves: readonly CaseMove[]): Readonly<Record<MoveGroup, readonly CaseMove[]>> {
  const ordered = [...moves].sort((a, b) => places.indexOf(a) - places.indexOf(b))
  const of = (group: MoveGroup) => ordered.filter(move => rows[move].group === group)
  return { next: of('next'), work: of('work'), press: of('press'), rare: of('rare') }
}
