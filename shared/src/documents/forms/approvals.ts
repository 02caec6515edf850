import { suspendReasons } from '../../cases/index.ts'
import { form, pair, wide } from '../blocks.ts'
import type { Draw } from '../drawing.ts'
import {
  answerTo,
  codeIn,
  dueAtVersion,
  idsIn,
  ownerAt,
  placeWords,
  recordOf,
  saidIn,
  type CaseFile,
} from '../file.ts'
import { kindWords, levelWords, documentText, sealedFoot, signedFoot, timeWords } from '../printable.ts'

const headRows = (file: CaseFile) => {
  const { case: current } = file.detail
  return [
    pair(['事件编号', current.number], ['事件等级', levelWords(current.level)]),
    wide('事件类别', kindWords(current)),
    wide('事发地点', placeWords(file)),
  ]
}

/** 延期申请审批表: who asks, until when, why, and what was decided. */
export const extensionForm: Draw = (file, entry) => {
  const version = entry?.version ?? 0
  const nth = file.detail.timeline.filter(one => one.move === 'askExtension' && one.version <= version).length
  const decided = entry && answerTo(file, entry, ['grantExtension', 'denyExtension'])
  const until = timeWords(saidIn(entry, 'dueAt') || null)
  const given = timeWords(saidIn(decided, 'dueAt') || null) || until
  const verdict = decided && (decided.move === 'grantExtension' ? `同意延期至 ${given}。` : '不同意延期。')
  const files = idsIn(entry, 'media').length
  return {
    blocks: [
      form(
        ...headRows(file),
        pair(['申请单位', entry?.actorUnit ?? ''], ['申请人', documentText(entry?.actorName ?? '')]),
        pair(['申请时间', timeWords(entry?.at ?? null)], ['申请次数', `第 ${nth} 次`]),
        pair(['原定时限', timeWords(dueAtVersion(file, 'handling', version))], ['申请延至', until]),
        wide('申请理由', saidIn(entry, 'reason'), { lines: 6, foot: sealedFoot }),
        wide('佐证材料', files === 0 ? '' : `附件 ${files} 件`),
        wide('审核意见', '', { lines: 4, foot: signedFoot }),
        wide('审批意见', [verdict, saidIn(decided, 'text')].filter(Boolean).join('\n'), {
          lines: 4,
          foot: recordOf(decided) ?? signedFoot,
        }),
      ),
    ],
  }
}

/** 挂账审批表: why, until when it is planned, who keeps watch meanwhile; its re-checks and its end. */
export const suspensionForm: Draw = (file, entry) => {
  const version = entry?.version ?? 0
  const ended = entry && answerTo(file, entry, ['resume'])
  const rechecks = file.detail.timeline.filter(
    one => one.move === 'recheck' && one.version > version && one.version < (ended?.version ?? Infinity),
  )
  const checked = rechecks.map(
    one => `${timeWords(one.at)} ${documentText(one.actorName)}：${saidIn(one, 'text')}`,
  )
  return {
    blocks: [
      form(
        ...headRows(file),
        pair(['主办单位', ownerAt(file, version)], ['稳控责任人', saidIn(entry, 'steward')]),
        pair(
          ['挂账原因', codeIn(entry, 'reasonCode', suspendReasons)],
          ['计划销账', timeWords(saidIn(entry, 'until') || null)],
        ),
        wide('情况说明', saidIn(entry, 'text'), { lines: 6 }),
        wide('主办意见', '', { lines: 3, foot: sealedFoot }),
        wide('审批意见', entry ? '已批准挂账。' : '', { lines: 3, foot: recordOf(entry) ?? signedFoot }),
        wide('复查记录', checked.join('\n'), { lines: 4 }),
        wide('销账情况', saidIn(ended, 'text'), { lines: 3, foot: recordOf(ended) ?? signedFoot }),
      ),
    ],
  }
}
