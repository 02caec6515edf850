import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'
import type { CoUnit } from './attributes.ts'
import { coStateTexts, incidentReportKinds } from './catalogue/index.ts'
import type { CaseEntry } from './model.ts'

const Text = Type.String()
const said = { at: InstantText, by: Text, text: Text }
const answered = { at: InstantText, by: Text, text: Text }

/** What was asked and what came of it, paired out of a case's timeline. Source: domain.md §3.3 rows 18, 26, 30, 32. */
export const CaseExchanges = closed({
  extensions: Type.Array(
    closed({
      ...said,
      dueAt: InstantText,
      decision: nullable(closed({ ...answered, isGranted: Type.Boolean(), dueAt: nullable(InstantText) })),
    }),
  ),
  supervisionNotices: Type.Array(
    closed({
      ...said,
      number: Text,
      card: Text,
      /** The helping unit that the notice is for; null where it is for the owner. */
      unitId: nullable(Id),
      answer: nullable(closed(answered)),
    }),
  ),
  instructions: Type.Array(closed({ ...said, receipt: nullable(closed(answered)) })),
  /** 电话初报, and to whom. */
  incidentCall: nullable(closed({ ...said, sentTo: Text })),
  /** 专报: each draft with what became of it; null while it waits, and where another took its place. */
  incidentReports: Type.Array(
    closed({
      ...said,
      version: Type.Integer(),
      reportKind: oneOf(incidentReportKinds.map(row => row.code)),
      sentTo: Text,
      decision: nullable(
        closed({
          ...answered,
          isSigned: Type.Boolean(),
          /** The version whose entry signed it: the document is named by it. */
          version: Type.Integer(),
          number: Text,
        }),
      ),
    }),
  ),
  callBack: nullable(closed({ ...said, satisfaction: Text, performance: nullable(Text) })),
  /** 首问人: whom the acceptance names, else who took the report for somebody else, else who accepted it. */
  firstContact: nullable(Text),
  /** What the reporter was asked last. */
  askedInfo: nullable(Text),
  /** 稳控责任人: as the move that put the case on account last named them. */
  steward: nullable(Text),
})
export type CaseExchanges = Static<typeof CaseExchanges>

type ExchangeEntry = Pick<CaseEntry, 'at' | 'move' | 'actorName' | 'filled' | 'version'>

const filledText = ({ filled }: ExchangeEntry, name: string): string | null => {
  const value = filled[name]
  return typeof value === 'string' ? value : null
}
const saidIn = (entry: ExchangeEntry, name = 'text') => ({
  at: entry.at,
  by: entry.actorName,
  text: filledText(entry, name) ?? '',
})

/** The first entry of the moves named that comes after this one and before the same is asked again. */
function answerTo(
  timeline: readonly ExchangeEntry[],
  asked: ExchangeEntry,
  moves: readonly string[],
): ExchangeEntry | undefined {
  const later = timeline.slice(timeline.indexOf(asked) + 1)
  const again = later.findIndex(entry => entry.move === asked.move)
  return later.slice(0, again < 0 ? undefined : again).find(entry => moves.includes(entry.move))
}

function extensionOf(
  timeline: readonly ExchangeEntry[],
  asked: ExchangeEntry,
): CaseExchanges['extensions'][number] {
  const decided = answerTo(timeline, asked, ['grantExtension', 'denyExtension'])
  const dueAt = filledText(asked, 'dueAt') ?? asked.at
  const isGranted = decided?.move === 'grantExtension'
  const granted = decided && isGranted ? (filledText(decided, 'dueAt') ?? dueAt) : null
  return {
    ...saidIn(asked, 'reason'),
    dueAt,
    decision: decided ? { ...saidIn(decided), isGranted, dueAt: granted } : null,
  }
}

const answerIn = (timeline: readonly ExchangeEntry[], asked: ExchangeEntry, move: string) => {
  const found = answerTo(timeline, asked, [move])
  return found ? saidIn(found) : null
}

/**
 * What a helping unit owes after its notice is its arrival, where it was whistled for, else its part; whoever has done that,
 * refused or been let off has answered.
 */
function unitsAnswer(asked: ExchangeEntry, unitId: string, coUnits: readonly CoUnit[]): NoticeAnswer {
  const unit = coUnits.find(one => one.unitId === unitId)
  if (!unit) return { at: asked.at, by: '', text: '不再协办' }
  const { state, since } = unit
  const hasCome =
    filledText(asked, 'stage') === 'reportingIn' && (state === 'working' || state === 'answered')
  const isOwed = !hasCome && (state === 'called' || state === 'waiting' || state === 'working')
  return isOwed ? null : { at: since, by: '', text: hasCome ? '已报到' : coStateTexts[state] }
}

type NoticeAnswer = CaseExchanges['supervisionNotices'][number]['answer']

/** An answer is to the notice to the owner that was issued last before it. */
function ownersAnswer(
  timeline: readonly ExchangeEntry[],
  asked: ExchangeEntry,
  issued: readonly ExchangeEntry[],
) {
  const next = issued[issued.indexOf(asked) + 1]
  const until = next === undefined ? timeline.length : timeline.indexOf(next)
  const found = timeline
    .slice(timeline.indexOf(asked) + 1, until)
    .find(({ move }) => move === 'answerSupervision')
  return found ? saidIn(found) : null
}

function callBackOf(timeline: readonly ExchangeEntry[]): CaseExchanges['callBack'] {
  const heard = timeline.findLast(entry => entry.move === 'archive')
  if (!heard || timeline.slice(timeline.indexOf(heard)).some(entry => entry.move === 'reopen')) return null
  return {
    ...saidIn(heard),
    satisfaction: filledText(heard, 'satisfaction') ?? '',
    performance: filledText(heard, 'performance'),
  }
}

function supervisionNoticesOf(
  timeline: readonly ExchangeEntry[],
  coUnits: readonly CoUnit[],
): CaseExchanges['supervisionNotices'] {
  const issued = timeline.filter(entry => filledText(entry, 'noticeNumber') !== null)
  const toOwner = issued.filter(entry => filledText(entry, 'unitId') === null)
  return issued.map(asked => {
    const unitId = filledText(asked, 'unitId')
    return {
      ...saidIn(asked),
      number: filledText(asked, 'noticeNumber') ?? '',
      card: filledText(asked, 'card') ?? 'yellow',
      unitId,
      answer: unitId === null ? ownersAnswer(timeline, asked, toOwner) : unitsAnswer(asked, unitId, coUnits),
    }
  })
}

/** A draft, and the signature or return that names it. */
function incidentReportOf(
  timeline: readonly ExchangeEntry[],
  drafted: ExchangeEntry,
): CaseExchanges['incidentReports'][number] {
  const { version } = drafted
  const decided = timeline.find(
    ({ move, filled }) =>
      (move === 'signIncident' || move === 'returnIncident') && filled['draft'] === version,
  )
  const kind = incidentReportKinds.find(({ code }) => code === filledText(drafted, 'reportKind'))
  return {
    ...saidIn(drafted),
    version,
    reportKind: kind?.code ?? 'following',
    sentTo: filledText(drafted, 'sentTo') ?? '',
    decision: decided
      ? {
          ...saidIn(decided),
          isSigned: decided.move === 'signIncident',
          version: decided.version,
          number: filledText(decided, 'incidentNumber') ?? '',
        }
      : null,
  }
}

function incidentCallOf(timeline: readonly ExchangeEntry[]): CaseExchanges['incidentCall'] {
  const called = timeline.findLast(({ move }) => move === 'callIncident')
  return called ? { ...saidIn(called), sentTo: filledText(called, 'sentTo') ?? '' } : null
}

/** Whom an acceptance names, the last that does; else who took the report for somebody else; else who accepted it first. */
function firstContactIn(timeline: readonly ExchangeEntry[]): string | null {
  const named = (move: string) =>
    timeline.findLast(entry => entry.move === move && filledText(entry, 'firstContact') !== null)
  const entry = named('accept') ?? named('report')
  if (entry) return filledText(entry, 'firstContact')
  return timeline.find(({ move }) => move === 'accept')?.actorName ?? null
}

/** The exchanges of a timeline, oldest first; `coUnits` as they stand. */
export function exchangesOf(timeline: readonly ExchangeEntry[], coUnits: readonly CoUnit[]): CaseExchanges {
  const of = (move: string) => timeline.filter(entry => entry.move === move)
  const last = (move: string, name: string) => {
    const entry = timeline.findLast(one => one.move === move)
    return entry ? filledText(entry, name) : null
  }
  return {
    extensions: of('askExtension').map(asked => extensionOf(timeline, asked)),
    supervisionNotices: supervisionNoticesOf(timeline, coUnits),
    instructions: of('instruct').map(asked => ({
      ...saidIn(asked),
      receipt: answerIn(timeline, asked, 'acknowledge'),
    })),
    incidentCall: incidentCallOf(timeline),
    incidentReports: of('draftIncident').map(drafted => incidentReportOf(timeline, drafted)),
    callBack: callBackOf(timeline),
    firstContact: firstContactIn(timeline),
    askedInfo: last('askInfo', 'text'),
    steward: last('suspend', 'steward'),
  }
}
