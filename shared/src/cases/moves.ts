import { typedKeys, type MoveRule } from '../kernel/index.ts'
import type { Stage } from '../clocks/index.ts'
import type { Permission } from '../identity/index.ts'
import type { CaseMove } from './inputs.ts'
import { openStatuses, type CaseStatus } from './status.ts'

/**
 * `area`: the case lies in the actor's division · `owner`: the actor's unit owns it · `party`: owns it or is asked to
 * help · `reporter`: the actor reported it.
 */
export type Tie = 'area' | 'owner' | 'party' | 'reporter'

/**
 * The legal moves of a case, and nothing else: what is not in this table is refused.
 * `progress` and `changeLevel` keep the status. Source: domain.md §3.3, rows in the comments.
 */
export const caseMoves = {
  /* 9 */ accept: {
    from: ['reported'],
    to: 'accepted',
    by: 'case.accept',
    whose: 'area',
    stops: ['acceptance'],
    starts: ['assignment'],
  },
  /* 7 */ reject: {
    from: ['reported'],
    to: 'rejected',
    by: 'case.reject',
    whose: 'area',
    stops: ['acceptance'],
    starts: [],
  },
  /* 5 */ askInfo: {
    from: ['reported'],
    to: 'needInfo',
    by: 'case.askInfo',
    whose: 'area',
    stops: ['acceptance'],
    starts: ['supplement'],
  },
  /* 5 */ giveInfo: {
    from: ['needInfo'],
    to: 'reported',
    by: 'case.giveInfo',
    whose: 'reporter',
    stops: ['supplement'],
    starts: ['acceptance'],
  },
  /* 10 */ assign: {
    from: ['accepted'],
    to: 'assigned',
    by: 'case.assign',
    whose: 'area',
    stops: ['assignment'],
    starts: ['signing', 'arrival', 'handling'],
  },
  /* 39 */ recall: {
    from: ['assigned'],
    to: 'accepted',
    by: 'case.assign',
    whose: 'area',
    stops: ['signing', 'arrival', 'handling'],
    starts: ['assignment'],
  },
  /* 12 */ sign: {
    from: ['assigned'],
    to: 'signed',
    by: 'case.handle',
    whose: 'owner',
    stops: ['signing'],
    starts: [],
  },
  /* 13 */ refuse: {
    from: ['assigned'],
    to: 'accepted',
    by: 'case.handle',
    whose: 'owner',
    stops: ['signing', 'arrival', 'handling'],
    starts: ['assignment'],
  },
  /* 14, 33 */ start: {
    from: ['signed', 'rework'],
    to: 'handling',
    by: 'case.handle',
    whose: 'owner',
    stops: ['arrival'],
    starts: [],
  },
  /* 15 */ progress: {
    from: ['handling'],
    to: 'same',
    by: 'case.handle',
    whose: 'party',
    stops: [],
    starts: [],
  },
  /* 22, 33 */ finish: {
    from: ['handling', 'rework'],
    to: 'done',
    by: 'case.handle',
    whose: 'owner',
    stops: ['arrival', 'handling'],
    starts: ['verification'],
  },
  /* 23 */ pass: {
    from: ['done'],
    to: 'verified',
    by: 'case.verify',
    whose: 'area',
    stops: ['verification'],
    starts: ['closing'],
  },
  /* 24 */ rework: {
    from: ['done'],
    to: 'rework',
    by: 'case.verify',
    whose: 'area',
    stops: ['verification'],
    starts: ['handling'],
  },
  /* 25 */ close: {
    from: ['verified'],
    to: 'closed',
    by: 'case.close',
    whose: 'area',
    stops: ['closing'],
    starts: [],
  },
  /* 31 */ changeLevel: {
    from: openStatuses,
    to: 'same',
    by: 'case.changeLevel',
    whose: 'area',
    stops: [],
    starts: [],
  },
} as const satisfies Readonly<Record<CaseMove, MoveRule<CaseStatus, Permission, Tie, Stage>>>

export const caseMoveNames = typedKeys(caseMoves)

/** The words on the buttons. Source: domain.md §3.3, column "Action". */
export const caseMoveTexts: Readonly<Record<CaseMove, string>> = {
  accept: '受理',
  reject: '不予受理',
  askInfo: '退回补充',
  giveInfo: '补充',
  assign: '派遣',
  recall: '撤回派遣',
  sign: '签收',
  refuse: '退单',
  start: '开始处置',
  progress: '填报进展',
  finish: '处置反馈',
  pass: '核查通过',
  rework: '核查退回',
  close: '结案',
  changeLevel: '升降级',
}
