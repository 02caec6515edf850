import { performances, satisfactions } from '../../cases/index.ts'
import {
  blankLines,
  centred,
  form,
  label,
  pair,
  paragraphs,
  saidOrLines,
  seal,
  value,
  wide,
} from '../blocks.ts'
import type { Draw } from '../drawing.ts'
import { codeIn, lastOf, numberIn, placeWords, recordOf, saidIn, type CaseFile } from '../file.ts'
import type { DocumentBlock } from '../model.ts'
import {
  blankDate,
  kindWords,
  momentWords,
  orBlank,
  documentText,
  signedFoot,
  timeWords,
} from '../printable.ts'
import { reporterRow } from './dispatch.ts'

/** Who disputes with whom: the case knows at most the one who told of it. */
const parties = ({ detail }: CaseFile): DocumentBlock => ({
  kind: 'table',
  shares: [16, 16, 10, 10, 20, 28],
  hasHead: true,
  rows: [
    ['当事人', '姓名', '性别', '年龄', '联系电话', '住址'].map(name => label(name)),
    [
      label('申请人'),
      centred(detail.reporter.name ?? ''),
      value(''),
      value(''),
      centred(detail.reporter.phone ?? ''),
      value(''),
    ],
    [label('被申请人'), ...Array.from({ length: 5 }, () => value(''))],
  ],
})

const signLines = (...names: readonly string[]) => names.flatMap(name => paragraphs('body', `${name}：`))

/** 人民调解协议书: filled in where an agreement in writing is on record, else to be written by hand. */
export const mediationAgreement: Draw = (file, entry) => {
  const amount = numberIn(entry, 'amountYuan')
  return {
    blocks: [
      parties(file),
      ...paragraphs('heading', '一、纠纷主要事实、争议事项'),
      ...saidOrLines(documentText(file.detail.text ?? ''), 4),
      ...paragraphs('heading', '二、经调解，自愿达成如下协议'),
      ...saidOrLines(saidIn(entry, 'text'), 6),
      ...paragraphs('heading', '三、履行方式、时限'),
      ...(amount === '' ? [] : paragraphs('body', `协议金额 ${amount} 元。`)),
      ...blankLines(2),
      ...paragraphs('body', '本协议一式　　份，当事人、人民调解委员会各持一份。'),
      ...signLines('当事人（签名、盖章或按指印）', '人民调解员（签名）', '记录人（签名）'),
      seal('　　　　　　人民调解委员会（盖章）', blankDate),
    ],
  }
}

/** 调解记录: what is on record of the way, and room for what was said. */
export const mediationRecord: Draw = file => {
  const steps = file.detail.timeline.filter(({ move }) => move === 'progress')
  return {
    blocks: [
      form(
        pair(['纠纷编号', file.detail.case.number], ['纠纷类别', kindWords(file.detail.case)]),
        wide('纠纷地点', placeWords(file)),
        pair(['调解时间', ''], ['调解地点', '']),
        pair(['调解员', ''], ['参加人', '']),
      ),
      parties(file),
      ...paragraphs('heading', '一、工作进展（系统记录）'),
      ...(steps.length === 0 ? blankLines(2) : []),
      ...steps.flatMap(one =>
        paragraphs('body', `${momentWords(one.at)}，${documentText(one.actorName)}：${saidIn(one, 'text')}`),
      ),
      ...paragraphs('heading', '二、调解记录'),
      ...blankLines(8),
      ...signLines('当事人（签名）', '调解员（签名）', '记录人（签名）'),
    ],
  }
}

/** 回访记录: what the call-back heard; empty to be taken along where it is still to come. */
export const returnVisit: Draw = (file, entry) => {
  const finished = lastOf(file, 'finish', 'giveTransferResult', 'report')
  const result = saidIn(finished, 'text')
  return {
    blocks: [
      form(
        pair(['事件编号', file.detail.case.number], ['事件类别', kindWords(file.detail.case)]),
        wide('事发地点', placeWords(file)),
        reporterRow(file, '回访对象'),
        wide('办结情况', result, { lines: 5 }),
        pair(
          ['回访时间', orBlank(timeWords(entry?.at ?? null), blankDate)],
          ['回访人', documentText(entry?.actorName ?? '')],
        ),
        pair(
          ['满意程度', codeIn(entry, 'satisfaction', satisfactions)],
          ['履行情况', codeIn(entry, 'performance', performances)],
        ),
        wide('回访情况', saidIn(entry, 'text'), { lines: 7, foot: recordOf(entry) ?? signedFoot }),
        wide('群众意见', '', { lines: 5, foot: '被回访人签名：　　　　　　　　' }),
      ),
    ],
  }
}
