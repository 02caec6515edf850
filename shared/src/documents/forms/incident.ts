import { caseMoveNames, caseMoves, outcomes, type CaseEntry, type CaseMove } from '../../cases/index.ts'
import { isOneOf } from '../../kernel/index.ts'
import { attachments, blankLines, paragraphs, saidOrLines, seal, signedBy, signers } from '../blocks.ts'
import type { Draw, DrawnForm } from '../drawing.ts'
import { codeIn, issuerOf, lastOf, mediaWords, placeWords, saidIn, unitIn, type CaseFile } from '../file.ts'
import {
  blankDate,
  dateWords,
  kindWords,
  levelWords,
  documentText,
  momentWords,
  orBlank,
  sourceWords,
} from '../printable.ts'

/** What a report to those above tells of the way of a case. */
export const toldMoves = [
  'accept',
  'assign',
  'designate',
  'reassign',
  'sign',
  'whistle',
  'arrive',
  'start',
  'changeLevel',
  'escalate',
  'instruct',
  'finish',
] satisfies readonly CaseMove[]

/** One step as a sentence: when, who, what, and for an assignment to whom. */
export function stepWords(file: CaseFile, entry: CaseEntry): string {
  const unit = unitIn(file, entry, 'ownerUnitId')
  const by = entry.actorUnit ?? documentText(entry.actorName)
  const move = isOneOf(caseMoveNames, entry.move) ? caseMoves[entry.move].text : ''
  return `${momentWords(entry.at)}，${by}${move}${unit === '' ? '' : `至${unit}`}。`
}

const stepsUntil = (file: CaseFile, version: number) =>
  file.detail.timeline
    .filter(entry => isOneOf(toldMoves, entry.move) && entry.version <= version)
    .flatMap(entry => paragraphs('body', stepWords(file, entry)))

/** What happened where and when, in two sentences. */
export function basicWords(file: CaseFile): string {
  const { case: current, occurredAt } = file.detail
  const where = `${momentWords(occurredAt)}，${placeWords(file)}发生${kindWords(current)}事件`
  const rest = `事件编号${current.number}，等级${levelWords(current.level)}，来源${sourceWords(current.sourceCode)}`
  return `${where}。${rest}。`
}
const basics = (file: CaseFile) => paragraphs('body', basicWords(file))

/** Nobody is counted by the system: to be filled in by hand. */
const casualties = () => paragraphs('body', '死亡　　　人，受伤　　　人，失联　　　人。')

const heading = /^[一二三四五六七八九十]{1,3}、/

/** A signed report, word for word, under its number: to whom its draft was addressed, and who drafted and signed it. */
function signed(file: CaseFile, entry: CaseEntry): DrawnForm {
  const drafted = file.detail.timeline.find(({ version }) => version === entry.filled['draft'])
  const issuer = issuerOf(file, entry)
  return {
    head: { issuer, number: saidIn(entry, 'incidentNumber') },
    blocks: [
      ...paragraphs('addressee', `${orBlank(saidIn(drafted, 'sentTo'), '　　　　　　　　')}：`),
      ...saidIn(entry, 'text')
        .split('\n')
        .flatMap(line => paragraphs(heading.test(line.trim()) ? 'heading' : 'body', line)),
      ...attachments(mediaWords(file)),
      seal(issuer, dateWords(entry.at)),
      signedBy(entry.actorName, drafted?.actorName ?? ''),
    ],
  }
}

/** The entry that signed a report; undefined where none was, and a blank form is drawn from the record. */
const signing = (entry: CaseEntry | undefined): CaseEntry | undefined =>
  entry?.move === 'signIncident' ? entry : undefined

const report = (file: CaseFile, entry: CaseEntry | undefined, blocks: DrawnForm['blocks']): DrawnForm => ({
  head: { issuer: file.names.centre, number: '第　　　期' },
  blocks: [
    ...paragraphs('addressee', '　　　　　　　　：'),
    ...blocks,
    ...attachments(mediaWords(file)),
    seal(file.names.centre, entry ? dateWords(entry.at) : blankDate),
    signers(entry && issuerOf(file, entry) === file.names.centre ? entry.actorName : ''),
  ],
})

/** 初报: time, place, what is known, what was done at once. */
export const incidentFirst: Draw = (file, entry) => {
  const signature = signing(entry)
  if (signature) return signed(file, signature)
  const opened = lastOf(file, 'report')
  const first = lastOf(file, 'start') ?? lastOf(file, 'assign') ?? opened
  return report(file, undefined, [
    ...paragraphs('heading', '一、基本情况'),
    ...basics(file),
    ...saidOrLines(documentText(file.detail.text ?? ''), 3),
    ...paragraphs('heading', '二、人员伤亡情况'),
    ...casualties(),
    ...paragraphs('heading', '三、先期处置情况'),
    ...stepsUntil(file, first?.version ?? 0),
    ...paragraphs('heading', '四、下一步措施'),
    ...blankLines(3),
  ])
}

/** 续报: what has been learnt since. */
export const incidentFollowing: Draw = (file, entry) => {
  const signature = signing(entry)
  if (signature) return signed(file, signature)
  return report(file, entry, [
    ...paragraphs('heading', '一、基本情况'),
    ...basics(file),
    ...paragraphs('heading', '二、最新进展'),
    ...saidOrLines(saidIn(entry, 'text'), 3),
    ...paragraphs('heading', '三、人员伤亡情况'),
    ...casualties(),
    ...paragraphs('heading', '四、处置经过'),
    ...stepsUntil(file, entry?.version ?? 0),
    ...paragraphs('heading', '五、下一步措施'),
    ...blankLines(3),
  ])
}

/** 终报: how it came out. */
export const incidentFinal: Draw = (file, entry) => {
  const signature = signing(entry)
  if (signature) return signed(file, signature)
  const result = codeIn(entry, 'resultCode', outcomes)
  return report(file, entry, [
    ...paragraphs('heading', '一、基本情况'),
    ...basics(file),
    ...paragraphs('heading', '二、处置经过'),
    ...stepsUntil(file, entry?.version ?? 0),
    ...paragraphs('heading', '三、处置结果'),
    ...(result === '' ? [] : paragraphs('body', `处置结果：${result}。`)),
    ...saidOrLines(saidIn(entry, 'text'), 3),
    ...paragraphs('heading', '四、人员伤亡情况'),
    ...casualties(),
    ...paragraphs('heading', '五、原因分析和善后措施'),
    ...blankLines(4),
  ])
}
