import {
  cardTexts,
  coStateTexts,
  caseStatusRows,
  performances,
  satisfactions,
  suspendReasons,
  type CaseDetail,
} from '@shuniu/shared/cases'
import { typedKeys } from '@shuniu/shared/kernel'
import { say, type TextKey } from '../../../platform/i18n/index.ts'
import { timeText } from '../../../platform/time/index.ts'

export interface FollowLine {
  readonly key: string
  readonly head: string
  readonly text: string
  /** Somebody owes the next word. */
  readonly isOpen: boolean
}

export interface FollowSection {
  readonly name: keyof typeof sections
  readonly lines: readonly FollowLine[]
}

interface FollowReading {
  readonly unitOf: (id: string) => string
  readonly nowMs: number
}
type Section = (detail: CaseDetail, reading: FollowReading) => FollowLine[]
type GivenAnswer = { readonly by: string; readonly text: string } | null

const nameIn = (rows: readonly { readonly code: string; readonly name: string }[], code: string | null) =>
  rows.find(row => row.code === code)?.name ?? ''
const joined = (...parts: readonly string[]) => parts.filter(Boolean).join(' · ')
/** What was answered and by whom, apart from what was asked; a unit's part speaks for itself. */
const answerOf = (answer: GivenAnswer, word: 'answered' | 'receipted', owed: string): string => {
  if (!answer) return owed
  return answer.by === '' ? answer.text : say(`cases.follow.${word}`, { by: answer.by, text: answer.text })
}

/** Whether the unit was whistled for and has not come. */
const isCalled = ({ coUnits }: CaseDetail['case'], unitId: string): boolean =>
  coUnits.some(one => one.unitId === unitId && one.state === 'called')

const helpers: Section = ({ case: seen }, { unitOf, nowMs }) =>
  seen.coUnits.map(({ unitId, state, since, clock, card }) => {
    const dueAt = clock?.dueAt ?? undefined
    return {
      key: unitId,
      head: unitOf(unitId),
      text: joined(
        ...[coStateTexts[state], timeText(since, nowMs)],
        dueAt === undefined
          ? ''
          : say(state === 'called' ? 'cases.follow.comeBy' : 'cases.follow.helpBy', {
              time: timeText(dueAt, nowMs),
            }),
        clock?.overdue ? say('overdue') : '',
        card === undefined ? '' : cardTexts[card],
      ),
      isOpen: state !== 'answered' && state !== 'waived',
    }
  })

const extensions: Section = ({ exchanges }, { nowMs }) =>
  exchanges.extensions.map(({ at, by, text, dueAt, decision }) => {
    const decided = decision && {
      word: say(decision.isGranted ? 'cases.follow.granted' : 'cases.follow.denied', {
        time: timeText(decision.dueAt ?? dueAt, nowMs),
      }),
      by: decision.by,
    }
    return {
      key: at,
      head: say('cases.follow.asksUntil', { by, time: timeText(dueAt, nowMs) }),
      text: joined(text, decided?.word ?? say('cases.follow.undecided'), decided?.by ?? ''),
      isOpen: decision === null,
    }
  })

const stewardOf = ({ exchanges: { steward } }: CaseDetail): string =>
  steward === null ? '' : say('cases.follow.steward', { name: steward })

const suspension: Section = (detail, { nowMs }) => {
  const { suspension: known } = detail.case
  if (!known) return []
  const head = say('cases.follow.until', { time: timeText(known.until, nowMs) })
  const text = joined(nameIn(suspendReasons, known.reasonCode), stewardOf(detail))
  return [{ key: known.until, head, text, isOpen: true }]
}

const handedUp: Section = ({ case: seen }, { unitOf }) =>
  seen.escalatedFrom.map(({ tier, unitId }) => ({
    key: tier,
    head: unitOf(unitId),
    text: say(`cases.follow.tier.${tier}`),
    isOpen: false,
  }))

/** A notice that a graver one to the same unit followed is answered with that; only the last can be owed an answer. */
const supervisionNotices: Section = ({ exchanges, clocks, case: seen }, { unitOf, nowMs }) => {
  const clock = clocks.find(({ stage, stoppedAt }) => stage === 'supervisionReply' && stoppedAt === null)
  const owed = clock
    ? say('cases.follow.replyBy', { time: timeText(clock.dueAt, nowMs) })
    : say('cases.follow.unanswered')
  return exchanges.supervisionNotices.map(({ number, card, unitId, by, text, answer }, at, all) => {
    const next = all.slice(at + 1).find(one => one.unitId === unitId)
    const isOwners = unitId === null
    const last = isOwners
      ? owed
      : say(isCalled(seen, unitId) ? 'cases.follow.comeOwed' : 'cases.follow.helpOwed')
    const silent = next ? say('cases.follow.replaced', { number: next.number }) : last
    const named = Object.entries(cardTexts).find(([code]) => code === card)?.[1] ?? ''
    return {
      key: number,
      head: joined(named, number, isOwners ? '' : unitOf(unitId)),
      text: joined(by, text, answerOf(answer, 'answered', silent)),
      isOpen: answer === null && next === undefined && (!isOwners || clock !== undefined),
    }
  })
}

const instructions: Section = ({ exchanges }, { nowMs }) =>
  exchanges.instructions.map(({ at, by, text, receipt }) => ({
    key: at,
    head: joined(by, timeText(at, nowMs)),
    text: joined(text, answerOf(receipt, 'receipted', say('cases.follow.unreceipted'))),
    isOpen: receipt === null,
  }))

const callBack: Section = ({ exchanges, case: seen, clocks }, { nowMs }) => {
  const heard = exchanges.callBack
  if (heard) {
    const told = joined(nameIn(performances, heard.performance), heard.text, heard.by)
    return [{ key: heard.at, head: nameIn(satisfactions, heard.satisfaction), text: told, isOpen: false }]
  }
  const clock = clocks.find(({ stage, stoppedAt }) => stage === 'callBack' && stoppedAt === null)
  if (!clock || seen.status !== 'closed' || !seen.sampled) return []
  const head = say('cases.follow.toCall')
  return [{ key: 'due', head, text: timeText(clock.dueAt, nowMs), isOpen: true }]
}

const mention =
  (wordKey: TextKey): ((one: CaseDetail['merged'][number], nowMs: number) => FollowLine) =>
  ({ id, number, status, openedAt }, nowMs) => ({
    key: id,
    head: number,
    text: joined(say(wordKey), caseStatusRows[status].name, timeText(openedAt, nowMs)),
    isOpen: false,
  })

const merged: Section = ({ master, merged: others }, { nowMs }) => [
  ...(master ? [mention('cases.follow.master')(master, nowMs)] : []),
  ...others.map(one => mention('cases.follow.merged')(one, nowMs)),
]

const sections = {
  helpers,
  extensions,
  suspension,
  supervisionNotices,
  instructions,
  handedUp,
  merged,
  callBack,
} as const satisfies Readonly<Record<string, Section>>

/** What stands beside the loop of a case, each section only where there is something in it. */
export const followOf = (detail: CaseDetail, reading: FollowReading): FollowSection[] =>
  typedKeys(sections)
    .map(name => ({ name, lines: sections[name](detail, reading) }))
    .filter(section => section.lines.length > 0)
