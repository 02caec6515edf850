import { outcomes, resolutionMethods, verifyMethods } from '../../cases/index.ts'
import { attachments, form, pair, signers, wide } from '../blocks.ts'
import type { Draw } from '../drawing.ts'
import {
  codeIn,
  mediaWords,
  numberIn,
  ownerAt,
  placeWords,
  recordOf,
  saidIn,
  type CaseFile,
} from '../file.ts'
import { kindWords, documentText, sealedFoot, signedFoot, timeWords } from '../printable.ts'
import { aboutRows } from './dispatch.ts'

const helpersOf = ({ detail, names }: CaseFile): string =>
  detail.case.coUnits.map(({ unitId }) => names.unitOf(unitId)).join('、')

/** 办结(处置反馈)单: what was done about it, with which result. */
export const resultForm: Draw = (file, entry) => ({
  blocks: [
    form(
      ...aboutRows(file),
      pair(['主办单位', entry?.actorUnit ?? ''], ['协办单位', helpersOf(file)]),
      pair(['承办人', documentText(entry?.actorName ?? '')], ['办结时间', timeWords(entry?.at ?? null)]),
      pair(
        ['处置结果', codeIn(entry, 'resultCode', outcomes)],
        ['化解方式', codeIn(entry, 'methodCode', resolutionMethods)],
      ),
      pair(['涉及人数', numberIn(entry, 'participants')], ['涉及金额（元）', numberIn(entry, 'amountYuan')]),
      wide('处置情况', saidIn(entry, 'text'), { lines: 8 }),
      wide('单位意见', '', { lines: 4, foot: sealedFoot }),
      wide('中心意见', '', { lines: 4, foot: sealedFoot }),
    ),
    ...attachments(mediaWords(file)),
    signers(entry?.actorName ?? ''),
  ],
})

/** 核查单: what was found by whoever looked at it afterwards; empty to be taken along while it waits for the look. */
export const checkForm: Draw = (file, entry) => {
  const version = entry?.version ?? file.detail.case.version
  const done = file.detail.timeline.findLast(one => one.move === 'finish' && one.version <= version)
  const verdict = entry && (entry.move === 'pass' ? '核查通过' : '退回返工')
  const { case: current } = file.detail
  return {
    blocks: [
      form(
        pair(['事件编号', current.number], ['事件类别', kindWords(current)]),
        wide('事发地点', placeWords(file)),
        pair(
          ['承办单位', done?.actorUnit ?? ownerAt(file, version)],
          ['办结时间', timeWords(done?.at ?? null)],
        ),
        wide('处置情况', saidIn(done, 'text'), { lines: 6 }),
        pair(
          ['核查方式', codeIn(entry, 'method', verifyMethods)],
          ['核查时间', timeWords(entry?.at ?? null)],
        ),
        pair(['核查结论', verdict ?? ''], ['核查人', documentText(entry?.actorName ?? '')]),
        wide('核查情况', saidIn(entry, 'text'), { lines: 8, foot: recordOf(entry) ?? signedFoot }),
        wide('群众意见', '', { lines: 4, foot: signedFoot }),
      ),
    ],
  }
}
