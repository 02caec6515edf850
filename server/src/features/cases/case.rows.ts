import {
  caseLevels,
  isOpen,
  kindNamesOf,
  maskCase,
  type untouched,
  type CaseEntry,
  type CaseFact,
  type CaseSight,
  type CaseView,
  type ClocksShown,
} from '@shuniu/shared/cases'
import { instant, type Instant } from '@shuniu/shared/kernel'
import { type caseEntries, type cases } from './cases.tables.ts'

export type CaseRow = typeof cases.$inferSelect
export type EntryRow = typeof caseEntries.$inferSelect

/** The row as facts carry it. */
export function toFact(row: CaseRow): CaseFact {
  const { id, number, status, level, categoryCode, sourceCode, areaCode, gridCode, tier } = row
  const { ownerUnitId, coUnitIds, reporterId, handlerIds, handledBy, version, openedAt } = row
  const { placeDoubt, clockDoubt, sensitive, selfFound, reworkCount, refuseCount, askCount } = row
  const { lastMove, updatedAt, closedAt, card } = row
  const { acceptedAt, assignedAt, startedAt, doneAt, verifiedAt } = row
  return {
    id,
    number,
    status,
    level,
    categoryCode,
    ...(row.kindNames && { kindNames: row.kindNames }),
    sourceCode,
    areaCode,
    gridCode,
    ...(row.reportedIn !== null && { reportedIn: row.reportedIn }),
    ...(row.alarm !== null && { alarm: row.alarm }),
    ...(row.playbook !== null && { playbook: row.playbook }),
    ...(row.incident !== null && { incident: row.incident }),
    tier,
    position: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
    ownerUnitId,
    coUnitIds,
    reporterId,
    handlerIds,
    handledBy,
    version,
    openedAt,
    placeDoubt,
    clockDoubt,
    sensitive,
    selfFound,
    reworkCount,
    refuseCount,
    askCount,
    lastMove,
    updatedAt,
    closedAt,
    card,
    steps: { acceptedAt, assignedAt, startedAt, doneAt, verifiedAt },
    // What is spread comes last: so large an object is made many times as fast so.
    ...attributesOf(row),
    ...clocksOf(row),
  }
}

/** What it shows of its clocks. */
const clocksOf = ({ dueAt, stage, overdue, yellowAt, orangeAt, lateStages }: CaseRow): ClocksShown => ({
  dueAt,
  stage,
  overdue,
  yellowAt,
  orangeAt,
  lateStages,
})

/** What stands beside the status. */
function attributesOf(row: CaseRow): Pick<CaseFact, keyof typeof untouched> {
  const { masterId, mergedCount, coUnits, extension, extensionCount, suspension, escalatedFrom } = row
  const { supervision, finding, urgeCount, reporterUrgedOn, instructed } = row
  const { reopenCount, sampled, satisfaction } = row
  return {
    masterId,
    mergedCount,
    coUnits,
    extension,
    extensionCount,
    suspension,
    escalatedFrom,
    supervision,
    finding,
    urgeCount,
    reporterUrgedOn,
    instructed,
    reopenCount,
    sampled,
    satisfaction,
  }
}

const momentOf = (at: string | null): Instant | null => (at === null ? null : instant(at))

/** The columns that follow from a fact. */
export function toColumns(fact: CaseFact) {
  const { position, steps, openedAt, updatedAt, dueAt, yellowAt, orangeAt, closedAt, ...others } = fact
  const { handledBy, reportedIn, alarm, playbook, incident, kindNames, ...columns } = others
  return {
    handledBy: handledBy ?? [],
    reportedIn: reportedIn ?? null,
    alarm: alarm ?? null,
    playbook: playbook ?? null,
    incident: incident ?? null,
    kindNames: kindNames ?? null,
    openedAt: instant(openedAt),
    updatedAt: instant(updatedAt),
    dueAt: momentOf(dueAt),
    yellowAt: momentOf(yellowAt),
    orangeAt: momentOf(orangeAt),
    closedAt: momentOf(closedAt),
    acceptedAt: momentOf(steps.acceptedAt),
    assignedAt: momentOf(steps.assignedAt),
    startedAt: momentOf(steps.startedAt),
    doneAt: momentOf(steps.doneAt),
    verifiedAt: momentOf(steps.verifiedAt),
    lon: position?.[0] ?? null,
    lat: position?.[1] ?? null,
    isOpen: isOpen(fact.status),
    levelRank: caseLevels.indexOf(fact.level),
    ...columns,
  }
}

const sensitiveTitle = '敏感事件'

const titleOf = (fact: CaseFact, placeName: string): string =>
  `${placeName} ${kindNamesOf(fact)?.name ?? fact.categoryCode}`

/** The case as an actor of that sight may see it. */
export function toView(fact: CaseFact, placeName: string, sight: CaseSight): CaseView {
  if (sight === 'full') return { ...fact, title: titleOf(fact, placeName) }
  return { ...maskCase(fact), title: sensitiveTitle }
}

export function toEntry({ caseId: _, fromStatus, toStatus, ...entry }: EntryRow): CaseEntry {
  return { ...entry, from: fromStatus, to: toStatus }
}
