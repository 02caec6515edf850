import type { Stage } from '../../clocks/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import type { Incident } from '../attributes.ts'
import { isOpen, type CaseStatus } from '../lifecycle/status.ts'
import type { CaseFact } from '../model.ts'
import type { AnyCommand, CommandOf } from '../moves/commands.ts'
import type { CaseMove } from '../moves/index.ts'

/** The clocks of 初报: by telephone, and in writing. */
export const incidentStages: readonly Stage[] = ['incidentCall', 'incidentWriting']

type Reported = Pick<CaseFact, 'incident' | 'level' | 'status'>

/** Whether a case of the level is reported to those above at all. Source: domain.md §3.4. */
export const isReportable = ({ level }: Pick<CaseFact, 'level'>): boolean =>
  level === 'red' || level === 'orange'

const fresh = (since: string): Incident => ({
  since,
  calledAt: null,
  firstAt: null,
  finalAt: null,
  pending: null,
  lastNumber: null,
  count: 0,
})

/** What is owed from the moment that a case is accepted as grave, or becomes so after its acceptance. */
export const owedFrom = (
  current: Pick<CaseFact, 'incident'>,
  next: Pick<CaseFact, 'level'>,
  since: string,
): Pick<CaseFact, 'incident'> => (isReportable(next) && !current.incident ? { incident: fresh(since) } : {})

/** The clocks of 初报 that are not to run: what is not grave any more owes none. */
export const droppedStages = (next: Pick<CaseFact, 'level'>): readonly Stage[] =>
  isReportable(next) ? [] : incidentStages

/** Which of them a move starts: those whose report has not been made. */
export function startedStages({ incident, level }: Pick<CaseFact, 'incident' | 'level'>): readonly Stage[] {
  if (!incident || !isReportable({ level }) || incident.firstAt !== null) return []
  return incident.calledAt === null ? incidentStages : ['incidentWriting']
}

const overAt: readonly CaseStatus[] = ['done', 'verified']

/** Whether a report of this kind of step is owed now: what puts a case into 我的待办. */
export function owesIncident({ incident, level, status }: Reported, move: CaseMove): boolean {
  if (!incident || !isOpen(status)) return false
  if (move === 'signIncident') return incident.pending !== null
  if (!isReportable({ level })) return false
  if (move === 'callIncident') return incident.calledAt === null && incident.firstAt === null
  const isFinalOwed = incident.finalAt === null && overAt.includes(status)
  return incident.pending === null && (incident.firstAt === null || isFinalOwed)
}

/** What keeps a step of a report closed. Refuses: `incident.notGrave`, `incident.calledAlready`, `incident.noDraft`. */
export function incidentGuard(
  { incident, level }: Reported,
  move: 'callIncident' | 'draftIncident' | 'signIncident' | 'returnIncident',
): Refused | undefined {
  if (move === 'signIncident' || move === 'returnIncident')
    return incident?.pending ? undefined : refuse('incident.noDraft')
  if (!isReportable({ level })) return refuse('incident.notGrave', { level })
  const isCalled = move === 'callIncident' && (incident?.calledAt ?? incident?.firstAt ?? null) !== null
  return isCalled ? refuse('incident.calledAlready') : undefined
}

/** 初报 comes first and once; what follows it follows it. Refuses: `incident.wrongKind`. */
export function wrongDraft(
  { incident }: Pick<CaseFact, 'incident'>,
  { reportKind }: CommandOf<'draftIncident'>,
): Refused | undefined {
  const isFirst = reportKind === 'first'
  const hasFirst = (incident?.firstAt ?? null) !== null
  if (isFirst === hasFirst) return refuse('incident.wrongKind', { reportKind })
  const isOver = (incident?.finalAt ?? null) !== null
  return isOver ? refuse('incident.wrongKind', { reportKind }) : undefined
}

/** Only what was read is signed or returned. Refuses: `incident.otherDraft`. */
export const wrongDecision = (
  { incident }: Pick<CaseFact, 'incident'>,
  { draft }: { readonly draft: number },
): Refused | undefined =>
  incident?.pending?.version === draft ? undefined : refuse('incident.otherDraft', { draft })

/** How far the reports of a case have come after a step; undefined for other moves. */
export function incidentAfter(
  current: Pick<CaseFact, 'incident' | 'version'>,
  command: AnyCommand,
  { now, number }: { readonly now: string; readonly number: string },
): Pick<CaseFact, 'incident'> | undefined {
  const incident = current.incident ?? fresh(now)
  switch (command.move) {
    case 'callIncident':
      return { incident: { ...incident, calledAt: now } }
    case 'draftIncident': {
      const { reportKind } = command
      return { incident: { ...incident, pending: { reportKind, version: current.version + 1, at: now } } }
    }
    case 'returnIncident':
      return { incident: { ...incident, pending: null } }
    case 'signIncident': {
      const kind = incident.pending?.reportKind
      return {
        incident: {
          ...incident,
          pending: null,
          firstAt: incident.firstAt ?? now,
          finalAt: kind === 'final' ? now : incident.finalAt,
          lastNumber: number,
          count: incident.count + 1,
        },
      }
    }
    default:
      return undefined
  }
}

/** What is noted with a signed report besides its words: its kind and the number it was given. */
export function incidentNoted(before: CaseFact, after: CaseFact): Record<string, unknown> {
  const number = after.incident?.lastNumber ?? null
  const pending = before.incident?.pending
  if (!pending || number === null || number === before.incident?.lastNumber) return {}
  return { reportKind: pending.reportKind, incidentNumber: number }
}
