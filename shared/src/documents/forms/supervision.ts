import { cards, cardTexts, caseStatusRows, type CaseEntry } from '../../cases/index.ts'
import { form, paragraphs, seal, signers, wide } from '../blocks.ts'
import type { Draw } from '../drawing.ts'
import {
  answerTo,
  dueAtVersion,
  issuerOf,
  ownerAt,
  placeWords,
  recordOf,
  saidIn,
  type CaseFile,
} from '../file.ts'
import { blankDate, dateWords, kindWords, momentWords, orBlank, sealedFoot } from '../printable.ts'

const blankUnit = '　　　　　　'

/** 某事件(编号……): how a notice speaks of the case. */
const caseWords = (file: CaseFile): string => {
  const { case: current } = file.detail
  return `${placeWords(file)}“${kindWords(current)}”事件（编号${current.number}，${dateWords(current.openedAt)}登记）`
}

const statusWords = (entry: CaseEntry | undefined): string =>
  entry === undefined || entry.to === null ? '' : `通知时该事件${caseStatusRows[entry.to].name}。`

/** The helping unit that a notice is for; empty where it is for the owner. */
const helperIn = (entry: CaseEntry | undefined): string => saidIn(entry, 'unitId')

function addressee(file: CaseFile, entry: CaseEntry | undefined) {
  const helper = helperIn(entry)
  const unit = helper === '' ? ownerAt(file, entry?.version ?? 0) : file.names.unitOf(helper)
  return paragraphs('addressee', `${orBlank(unit, blankUnit)}：`)
}

/** Whether the unit was whistled for, and the notice is for its not coming. */
const isOfArrival = (entry: CaseEntry | undefined): boolean =>
  helperIn(entry) !== '' && saidIn(entry, 'stage') === 'reportingIn'

/** How it stood, and until when it was to be handled, or the unit to have come, on that day. */
const standingWords = (file: CaseFile, entry: CaseEntry | undefined): string => {
  const unitId = helperIn(entry)
  const stage = isOfArrival(entry) ? 'reportingIn' : 'handling'
  const due = momentWords(dueAtVersion(file, unitId === '' ? stage : { stage, unitId }, entry?.version ?? 0))
  const what = isOfArrival(entry) ? '你单位报到' : unitId === '' ? '办理' : '你单位协办办理'
  return `${statusWords(entry)}${what}时限为${orBlank(due, blankDate)}。`
}

/** What the notice asks for in answer. */
function askedIn(file: CaseFile, entry: CaseEntry | undefined): string {
  if (isOfArrival(entry)) return '请立即报到，并抓紧办理。'
  if (helperIn(entry) !== '') return '请立即反馈协办情况，并抓紧办理。'
  const due = momentWords(dueAtVersion(file, 'supervisionReply', entry?.version ?? 0))
  return `请于${orBlank(due, blankDate)}前书面答复办理情况，并继续抓紧办理。`
}

const closing = (file: CaseFile, entry: CaseEntry | undefined) => [
  seal(issuerOf(file, entry), entry ? dateWords(entry.at) : blankDate),
  signers(entry?.actorName ?? ''),
]

/** 督办通知书: card, number as stored, what is asked, until when an answer is owed, and the answer given. */
export const superviseNotice: Draw = (file, entry) => {
  const card = cards.find(one => one === saidIn(entry, 'card'))
  const answer = entry && answerTo(file, entry, ['answerSupervision'])
  return {
    head: { issuer: issuerOf(file, entry), number: saidIn(entry, 'noticeNumber') },
    blocks: [
      ...addressee(file, entry),
      ...paragraphs(
        'body',
        `现对${caseWords(file)}予以${card ? cardTexts[card] : ''}督办，有关要求通知如下。`,
      ),
      ...paragraphs('heading', '一、督办事项'),
      ...paragraphs('body', saidIn(entry, 'text')),
      ...paragraphs('heading', '二、办理情况'),
      ...paragraphs('body', standingWords(file, entry)),
      ...paragraphs('heading', '三、答复要求'),
      ...paragraphs('body', askedIn(file, entry)),
      ...closing(file, entry),
      form(wide('督办答复', saidIn(answer, 'text'), { lines: 6, foot: recordOf(answer) ?? sealedFoot })),
    ],
  }
}

/** 催办通知书: what was urged, when, and until when the case is to be handled. */
export const urgeNotice: Draw = (file, entry) => ({
  head: { issuer: issuerOf(file, entry), number: '催办〔　　　〕　　号' },
  blocks: [
    ...addressee(file, entry),
    ...paragraphs('body', `${caseWords(file)}由你单位办理。${standingWords(file, entry)}现予以催办：`),
    ...paragraphs('body', saidIn(entry, 'text')),
    ...paragraphs('body', '请抓紧办理，并及时反馈办理结果。'),
    ...closing(file, entry),
  ],
})
