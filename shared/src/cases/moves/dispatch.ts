import * as Type from 'typebox'
import { closed, Id, InstantText, oneOf, PersonText } from '../../kernel/index.ts'
import { overrideReasons, refuseReasons } from '../catalogue/index.ts'
import { codesOf, opinion, unitIds } from './fields.ts'
import type { MoveTable } from './rule.ts'

const lead = {
  ownerUnitId: Id,
  coUnitIds: Type.Optional(unitIds),
}

/** Who is to solve it. Source: domain.md §3.3, rows in the comments. */
export const dispatchMoves = {
  /* 10, 11 */ assign: {
    text: '派遣',
    help: '指定一个主办单位，可加协办；签收和处置时限起算。',
    group: 'next',
    key: 'F3',
    from: ['accepted'],
    to: 'assigned',
    by: 'case.assign',
    whose: 'area',
    stops: ['assignment'],
    starts: ['signing', 'arrival', 'handling'],
    awaited: 'status',
    asks: closed({
      ownerUnitId: lead.ownerUnitId,
      /** Who stood first among the units proposed; absent where none was, or nobody said. */
      proposedUnitId: Type.Optional(Id),
      /** Why another was sent. */
      overrideCode: Type.Optional(oneOf(codesOf(overrideReasons))),
      overrideText: Type.Optional(PersonText(60)),
      coUnitIds: lead.coUnitIds,
      requirement: Type.Optional(opinion),
      /** May only shorten the handling clock's own deadline. */
      dueAt: Type.Optional(InstantText),
    }),
  },
  /* 39 */ recall: {
    text: '撤回派遣',
    help: '签收前撤回派遣，重新选择主办。',
    group: 'rare',
    key: 'U',
    from: ['assigned'],
    to: 'accepted',
    by: 'case.assign',
    whose: 'area',
    stops: ['signing', 'arrival', 'handling', 'reportingIn'],
    starts: ['assignment'],
    cuts: true,
    asks: closed({ reason: opinion }),
  },
  /* 16, 40 */ reassign: {
    text: '改派',
    help: '换主办单位，处置时限继续走，不重新起算。',
    group: 'work',
    key: 'E',
    from: ['signed', 'handling', 'rework'],
    to: 'assigned',
    by: 'case.assign',
    whose: 'area',
    stops: ['arrival'],
    starts: ['signing', 'arrival'],
    cuts: true,
    asks: closed({ ...lead, reason: opinion }),
  },
  /* 13 */ designate: {
    text: '指定主办',
    help: '单位退单后由负责人指定主办，不能再退。',
    group: 'work',
    key: 'F3',
    from: ['assigned'],
    to: 'assigned',
    by: 'case.designate',
    whose: 'area',
    stops: ['signing', 'arrival'],
    starts: ['signing', 'arrival'],
    cuts: true,
    asks: closed({ ...lead, text: opinion }),
  },
  /* 12 */ sign: {
    text: '签收',
    help: '确认由本单位承办，签收时限停止。',
    group: 'next',
    key: 'F2',
    from: ['assigned'],
    to: 'signed',
    by: 'case.handle',
    whose: 'owner',
    stops: ['signing'],
    starts: [],
    awaited: 'status',
    isWork: true,
    asks: closed({}),
  },
  /* 13 */ refuse: {
    text: '退单',
    help: '不属本单位职责或辖区的退回调度，一件只能退一次。',
    group: 'work',
    key: 'F9',
    isBack: true,
    from: ['assigned'],
    to: 'accepted',
    by: 'case.handle',
    whose: 'owner',
    stops: ['signing', 'arrival', 'handling', 'reportingIn'],
    starts: ['assignment'],
    cuts: true,
    asks: closed({
      reasonCode: oneOf(codesOf(refuseReasons)),
      text: opinion,
      suggestedUnitId: Type.Optional(Id),
    }),
  },
} as const satisfies MoveTable
