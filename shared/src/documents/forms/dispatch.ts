import { refuseReasons } from '../../cases/index.ts'
import { attachments, form, pair, paragraphs, seal, signers, wide } from '../blocks.ts'
import type { Draw } from '../drawing.ts'
import {
  answerTo,
  codeIn,
  dueAtVersion,
  idsIn,
  issuerOf,
  mediaWords,
  placeWords,
  recordOf,
  saidIn,
  unitIn,
  type CaseFile,
} from '../file.ts'
import {
  blankDate,
  dateWords,
  kindWords,
  levelWords,
  orBlank,
  documentText,
  sealedFoot,
  signedFoot,
  sourceWords,
  timeWords,
} from '../printable.ts'

/** The rows that say which case it is: number, level, kind, source, times, place. */
export const aboutRows = (file: CaseFile) => {
  const { case: current, occurredAt, receivedAt } = file.detail
  return [
    pair(['事件编号', current.number], ['事件等级', levelWords(current.level)]),
    pair(['事件类别', kindWords(current)], ['来源渠道', sourceWords(current.sourceCode)]),
    pair(['发生时间', timeWords(occurredAt)], ['接报时间', timeWords(receivedAt)]),
    wide('事发地点', placeWords(file)),
  ]
}

/** Who told of it, as far as the reader may know. */
export const reporterRow = ({ detail }: CaseFile, as: string) =>
  pair([as, detail.reporter.name ?? ''], ['联系电话', detail.reporter.phone ?? ''])

/** 事件交办单(派遣单): to whom it was given, what is asked and until when. */
export const dispatchOrder: Draw = (file, entry) => {
  const unit = unitIn(file, entry, 'ownerUnitId')
  const due = timeWords(dueAtVersion(file, 'handling', entry?.version ?? 0))
  const asked = saidIn(entry, 'requirement') || saidIn(entry, 'text') || saidIn(entry, 'reason')
  const helping = idsIn(entry, 'coUnitIds').map(file.names.unitOf).join('、')
  return {
    head: { issuer: issuerOf(file, entry), number: '交办〔　　　〕　　号' },
    blocks: [
      ...paragraphs('addressee', `${orBlank(unit, '　　　　　　')}：`),
      ...paragraphs('body', '现将下列事件交由你单位办理，请按时限办结并反馈办理结果。'),
      form(
        ...aboutRows(file),
        reporterRow(file, '反映人'),
        wide('基本情况', documentText(file.detail.text ?? ''), { lines: 5 }),
        wide('办理要求', asked, { lines: 3 }),
        pair(['主办单位', unit], ['协办单位', helping]),
        wide('办理时限', orBlank(due, blankDate)),
      ),
      ...attachments(mediaWords(file)),
      seal(issuerOf(file, entry), entry ? dateWords(entry.at) : blankDate),
      signers(entry?.actorName ?? ''),
    ],
  }
}

/** 退单(改派)申请表: why a unit sends it back, and what the centre made of it. */
export const refusalForm: Draw = (file, entry) => {
  const given = file.detail.timeline.findLast(
    ({ move, version }) =>
      ['assign', 'designate', 'reassign'].includes(move) && version < (entry?.version ?? 0),
  )
  const next = entry && answerTo(file, entry, ['assign', 'designate', 'reassign'])
  const to = next && `交由${unitIn(file, next, 'ownerUnitId')}主办。`
  const { case: current } = file.detail
  return {
    blocks: [
      form(
        pair(['事件编号', current.number], ['事件类别', kindWords(current)]),
        wide('事发地点', placeWords(file)),
        pair(['申请单位', entry?.actorUnit ?? ''], ['承办人', documentText(entry?.actorName ?? '')]),
        pair(['交办时间', timeWords(given?.at ?? null)], ['退单时间', timeWords(entry?.at ?? null)]),
        pair(
          ['退单理由', codeIn(entry, 'reasonCode', refuseReasons)],
          ['建议承办', unitIn(file, entry, 'suggestedUnitId')],
        ),
        wide('理由说明', saidIn(entry, 'text'), { lines: 7, foot: sealedFoot }),
        wide('审核意见', '', { lines: 4, foot: signedFoot }),
        wide('处理结果', to ?? '', { lines: 4, foot: recordOf(next) ?? signedFoot }),
      ),
    ],
  }
}
