import * as Type from 'typebox'
import { closed, oneOf, PersonText } from '../../kernel/index.ts'
import { incidentReportKinds } from '../catalogue/index.ts'
import type { CaseStatus } from '../lifecycle/status.ts'
import { codesOf, opinion } from './fields.ts'
import type { MoveTable } from './rule.ts'

/** From its acceptance on; the last report may follow the close. */
const underWay: readonly CaseStatus[] = [
  'accepted',
  'assigned',
  'signed',
  'handling',
  'suspended',
  'escalated',
  'transferred',
  'done',
  'rework',
  'verified',
  'closed',
]

const sentTo = PersonText(100)
/** The version of the case that the draft made: what is signed or returned is what was read. */
const draft = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

/**
 * 突发事件信息专报: 初报 by telephone within 20 minutes and in writing within 40 of the acceptance of a red or orange case, 续报
 * as news comes, 终报 at the end; each signed before it goes. Source: domain.md §2.5, §3.4, §4.6.
 */
export const incidentMoves = {
  callIncident: {
    text: '电话初报',
    help: '红、橙级事件受理后 20 分钟内，用电话或语音报告党委政府值班室，记下报给谁。',
    group: 'record',
    from: underWay,
    to: 'same',
    by: 'case.reportIncident',
    whose: 'area',
    stops: ['incidentCall'],
    starts: [],
    awaited: 'beside',
    isBeside: true,
    asks: closed({ sentTo, text: Type.Optional(opinion) }),
  },
  draftIncident: {
    text: '拟写专报',
    help: '拟写初报、续报或终报并送签；受理后 40 分钟内要报出书面初报。',
    group: 'record',
    from: underWay,
    to: 'same',
    by: 'case.reportIncident',
    whose: 'area',
    stops: [],
    starts: [],
    awaited: 'beside',
    isBeside: true,
    asks: closed({ reportKind: oneOf(codesOf(incidentReportKinds)), sentTo, text: PersonText(4_000) }),
  },
  signIncident: {
    text: '签发专报',
    help: '核对、修改后签发，编号报出；书面初报的时限停止。',
    group: 'work',
    from: underWay,
    to: 'same',
    by: 'case.signIncident',
    whose: 'area',
    stops: ['incidentCall', 'incidentWriting'],
    starts: [],
    awaited: 'beside',
    isBeside: true,
    asks: closed({ draft, text: PersonText(4_000) }),
  },
  returnIncident: {
    text: '退回专报',
    help: '写明要改什么，退回拟稿人重拟；时限照走。',
    group: 'work',
    isBack: true,
    from: underWay,
    to: 'same',
    by: 'case.signIncident',
    whose: 'area',
    stops: [],
    starts: [],
    isBeside: true,
    asks: closed({ draft, text: opinion }),
  },
} as const satisfies MoveTable
