import {
  incidentReportKinds,
  type CaseDetail,
  type CaseFact,
  type IncidentReportKind,
} from '@shuniu/shared/cases'
import type { Stage } from '@shuniu/shared/clocks'
import { say } from '../../platform/i18n/index.ts'
import { durationText, timeText } from '../../platform/time/index.ts'

/** 初报 by telephone or in writing: made, late, or owed until when. */
export interface OwedLine {
  readonly name: 'call' | 'writing'
  readonly text: string
  readonly state: 'made' | 'late' | 'owed' | 'none'
}

function owedText({ clocks }: CaseDetail, stage: Stage, nowMs: number): Pick<OwedLine, 'text' | 'state'> {
  const clock = clocks.findLast(one => one.stage === stage && one.stoppedAt === null)
  if (!clock) return { text: say('incidents.none'), state: 'none' }
  const overMs = nowMs - Date.parse(clock.dueAt)
  if (overMs < 0)
    return { text: say('incidents.owed', { time: timeText(clock.dueAt, nowMs) }), state: 'owed' }
  return { text: say('incidents.lateOwed', { lasted: durationText(overMs) }), state: 'late' }
}

/** Whether what was made came after its time. */
const wasLate = ({ clocks }: CaseDetail, stage: Stage): boolean =>
  clocks.some(one => one.stage === stage && one.stoppedAt !== null && one.overdueAt !== null)

const madeText = (detail: CaseDetail, stage: Stage, text: string): Pick<OwedLine, 'text' | 'state'> =>
  wasLate(detail, stage)
    ? { text: `${text} · ${say('incidents.late')}`, state: 'late' }
    : { text, state: 'made' }

/** How the two first reports of a case stand. */
export function owedLines(detail: CaseDetail, nowMs: number): OwedLine[] {
  const { incidentCall, incidentReports } = detail.exchanges
  const first = incidentReports.find(
    ({ reportKind, decision }) => reportKind === 'first' && decision?.isSigned,
  )
  const signed =
    first?.decision &&
    say('incidents.signed', { time: timeText(first.decision.at, nowMs), number: first.decision.number })
  const called =
    incidentCall &&
    say('incidents.called', {
      by: incidentCall.by,
      time: timeText(incidentCall.at, nowMs),
      to: incidentCall.sentTo,
    })
  const call = called ?? signed
  return [
    {
      name: 'call',
      ...(call ? madeText(detail, 'incidentCall', call) : owedText(detail, 'incidentCall', nowMs)),
    },
    {
      name: 'writing',
      ...(signed ? madeText(detail, 'incidentWriting', signed) : owedText(detail, 'incidentWriting', nowMs)),
    },
  ]
}

export interface ReportLine {
  readonly key: number
  readonly kind: string
  readonly number: string
  readonly text: string
  readonly isWaiting: boolean
  /** The document it is printed as, by the entry that signed it. */
  readonly document: { readonly form: string; readonly of: number } | undefined
}

const forms = { first: 'incidentFirst', following: 'incidentFollowing', final: 'incidentFinal' } as const

type ToldReport = CaseDetail['exchanges']['incidentReports'][number]

function decisionText({ decision, version }: ToldReport, pending: number | undefined, nowMs: number): string {
  if (!decision) return say(version === pending ? 'incidents.waiting' : 'incidents.replaced')
  const { by, at, text } = decision
  const words = { by, time: timeText(at, nowMs), text }
  return say(decision.isSigned ? 'incidents.signedBy' : 'incidents.returnedBy', words)
}

/** Every report of the case, the latest first. */
export const reportLines = ({ exchanges, case: seen }: CaseDetail, nowMs: number): ReportLine[] =>
  exchanges.incidentReports
    .map((report): ReportLine => {
      const { version, reportKind, by, at, decision } = report
      const pending = seen.incident?.pending?.version
      return {
        key: version,
        kind: incidentReportKinds.find(({ code }) => code === reportKind)?.name ?? '',
        number: decision?.number ?? '',
        text: [
          say('incidents.drafted', { by, time: timeText(at, nowMs) }),
          decisionText(report, pending, nowMs),
        ].join(' · '),
        isWaiting: decision === null && version === pending,
        document: decision?.isSigned ? { form: forms[reportKind], of: decision.version } : undefined,
      }
    })
    .reverse()

const over: readonly CaseFact['status'][] = ['done', 'verified', 'closed']

/** What is to be drafted next: 初报 until one is signed, 终报 once the work is done. */
export function nextKind({ incident, status }: Pick<CaseFact, 'incident' | 'status'>): IncidentReportKind {
  if ((incident?.firstAt ?? null) === null) return 'first'
  return over.includes(status) ? 'final' : 'following'
}
