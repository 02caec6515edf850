import * as Type from 'typebox'
import { closed, oneOf } from '../../kernel/index.ts'
import { callBackMethods, performances, satisfactions, verifyMethods } from '../catalogue/index.ts'
import { openStatuses, type CaseStatus } from '../lifecycle/status.ts'
import { codesOf, media, opinion } from './fields.ts'
import type { MoveTable } from './rule.ts'

/** What has been done cannot be unmade: a done case is closed, and opened anew where that was wrong. */
const after: readonly CaseStatus[] = ['selfDone', 'done', 'rework', 'verified']
const voidable = openStatuses.filter(status => !after.includes(status))

/** From the look at what was done to the archive. Source: domain.md §3.3, rows in the comments. */
export const closingMoves = {
  /* 23 */ pass: {
    text: '核查通过',
    help: '现场、电话或视频核查属实，转结案；处置人不能自核，电话核查先记通话。',
    group: 'next',
    key: 'F2',
    from: ['done'],
    to: 'verified',
    by: 'case.verify',
    whose: 'area',
    stops: ['verification'],
    starts: ['closing'],
    awaited: 'status',
    asks: closed({ method: oneOf(codesOf(verifyMethods)), text: Type.Optional(opinion), media }),
  },
  /* 24 */ rework: {
    text: '核查退回',
    help: '没有办到位的退回返工，时限减半；退回两次自动督办。',
    group: 'work',
    key: 'F9',
    isBack: true,
    from: ['done'],
    to: 'rework',
    by: 'case.verify',
    whose: 'area',
    stops: ['verification'],
    starts: ['handling'],
    asks: closed({ text: opinion, media }),
  },
  /* 25 */ close: {
    text: '结案',
    help: '核查通过后签结案意见，办理时长定格。',
    group: 'next',
    key: 'F3',
    from: ['verified'],
    to: 'closed',
    by: 'case.close',
    whose: 'area',
    stops: ['closing'],
    starts: ['callBack'],
    awaited: 'status',
    asks: closed({ opinion }),
  },
  /* 26 */ archive: {
    text: '回访归档',
    help: '回访当事人，登记满意度后归档；电话回访先记通话。',
    group: 'next',
    key: 'F2',
    from: ['closed'],
    to: 'archived',
    by: 'case.callBack',
    whose: 'area',
    stops: ['callBack'],
    starts: [],
    asks: closed({
      method: oneOf(codesOf(callBackMethods)),
      satisfaction: oneOf(codesOf(satisfactions)),
      performance: Type.Optional(oneOf(codesOf(performances))),
      text: Type.Optional(opinion),
    }),
  },
  /* 41 */ fileAway: {
    text: '自动归档',
    help: '未被抽中回访的由系统归档。',
    group: 'rare',
    from: ['closed'],
    to: 'archived',
    by: 'case.tend',
    whose: 'system',
    stops: [],
    starts: [],
    asks: closed({}),
  },
  /* 27 */ reopen: {
    text: '重新办理',
    help: '结案 90 天内反弹或不满意的重新办理，编号不变。',
    group: 'rare',
    key: 'R',
    from: ['closed', 'archived'],
    to: 'accepted',
    by: 'case.reopen',
    whose: 'area',
    stops: ['callBack'],
    starts: ['assignment'],
    asks: closed({ reason: opinion }),
  },
  /* 28 */ void: {
    text: '作废',
    help: '误报、测试等作废，不计入各项统计，审计可查。',
    group: 'rare',
    from: voidable,
    to: 'voided',
    by: 'case.void',
    whose: 'area',
    stops: [],
    starts: [],
    cuts: true,
    asks: closed({ reason: opinion }),
  },
} as const satisfies MoveTable
