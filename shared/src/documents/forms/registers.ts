import { caseStatusRows, outcomes, rejectReasons, resolutionMethods } from '../../cases/index.ts'
import { form, pair, wide } from '../blocks.ts'
import type { Draw } from '../drawing.ts'
import { codeIn, lastOf, numberIn, placeWords, recordOf, saidIn, unitIn, type CaseFile } from '../file.ts'
import { kindWords, levelWords, documentText, signedFoot, sourceWords, timeWords } from '../printable.ts'
import { reporterRow } from './dispatch.ts'

const textOf = ({ detail }: CaseFile): string => documentText(detail.text ?? '')

/** 矛盾纠纷受理登记表: parties and dispute, who accepted it, who settles it and how it came out. */
export const disputeRegister: Draw = file => {
  const { case: current, exchanges, occurredAt } = file.detail
  const accepted = lastOf(file, 'accept')
  const assigned = lastOf(file, 'assign', 'designate', 'reassign')
  const finished = lastOf(file, 'finish', 'giveTransferResult')
  return {
    blocks: [
      form(
        pair(['登记时间', timeWords(current.openedAt)], ['来源渠道', sourceWords(current.sourceCode)]),
        pair(['纠纷类别', kindWords(current)], ['风险等级', levelWords(current.level)]),
        pair(['发生时间', timeWords(occurredAt)], ['受理时间', timeWords(current.steps.acceptedAt)]),
        wide('纠纷地点', placeWords(file)),
        reporterRow(file, '申请人'),
        pair(['住址', ''], ['身份证号', '']),
        pair(['被申请人', ''], ['联系电话', '']),
        pair(['住址', ''], ['身份证号', '']),
        wide('纠纷情况', textOf(file), { lines: 6 }),
        pair(
          ['首问人', documentText(exchanges.firstContact ?? '')],
          ['受理人', documentText(accepted?.actorName ?? '')],
        ),
        pair(
          ['承办单位', unitIn(file, assigned, 'ownerUnitId')],
          ['化解方式', codeIn(finished, 'methodCode', resolutionMethods)],
        ),
        pair(
          ['涉及人数', numberIn(finished, 'participants')],
          ['涉案金额（元）', numberIn(finished, 'amountYuan')],
        ),
        pair(
          ['办理结果', codeIn(finished, 'resultCode', outcomes)],
          ['办结时间', timeWords(finished?.at ?? null)],
        ),
        wide('化解情况', saidIn(finished, 'text'), { lines: 4, foot: recordOf(finished) ?? signedFoot }),
      ),
    ],
  }
}

/** 来访登记表: who came, what they said, and what was done with it at the window. */
export const visitRegister: Draw = file => {
  const { case: current } = file.detail
  const taken = lastOf(file, 'report')
  const judged = lastOf(file, 'accept', 'reject')
  const assigned = lastOf(file, 'assign', 'designate', 'reassign')
  const verdict =
    judged?.move === 'reject' ? `不予受理：${codeIn(judged, 'reasonCode', rejectReasons)}` : '受理'
  return {
    blocks: [
      form(
        pair(
          ['来访时间', timeWords(file.detail.receivedAt)],
          ['接待人', documentText(taken?.actorName ?? '')],
        ),
        reporterRow(file, '来访人'),
        pair(['来访人数', ''], ['身份证号', '']),
        wide('住址', ''),
        pair(['事项类别', kindWords(current)], ['接待窗口', '']),
        wide('事发地点', placeWords(file)),
        wide('反映事项', textOf(file), { lines: 9, foot: '来访人签名：　　　　　　　　' }),
        wide('接待意见', judged ? [verdict, saidIn(judged, 'text')].filter(Boolean).join('\n') : '', {
          lines: 4,
          foot: recordOf(judged) ?? signedFoot,
        }),
        pair(
          ['交办单位', unitIn(file, assigned, 'ownerUnitId')],
          ['办理状态', caseStatusRows[current.status].name],
        ),
        wide('答复情况', saidIn(lastOf(file, 'finish', 'giveTransferResult'), 'text'), { lines: 4 }),
      ),
    ],
  }
}
