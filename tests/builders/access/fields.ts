import {
  AlarmView,
  CaseDetail,
  CallerCase,
  caseFacts,
  listCases,
  listEntries,
  listFiles,
  listMerged,
} from '@shuniu/shared/cases'
import { listNotifications, notificationFacts } from '@shuniu/shared/notifications'
import { foreseeToday, RulePreview } from '@shuniu/shared/forecast'
import { listDocuments, seeDocument } from '@shuniu/shared/documents'
import { MemberFix } from '@shuniu/shared/patrol'
import { seeReach } from '@shuniu/shared/reach'
import { Overview } from '@shuniu/shared/statistics'
import type { Secret } from './law.ts'

/**
 * `told` says nothing of one case that whoever is told of it may not know · `counted` is a number of cases, held to its list
 * by the tests of statistics · `ids` names what the asker themselves named or is shown elsewhere.
 */
type Class = Secret | 'counted' | 'envelope'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Every field that tells of cases, by its name, and which secret it is. */
const table: Readonly<Record<Class, readonly string[]>> = {
  standing:
    words(`id number status level areaCode tier ownerUnitId coUnitIds version openedAt dueAt yellowAt orangeAt stage
    overdue card sensitive reworkCount refuseCount askCount lastMove updatedAt closedAt lateStages steps acceptedAt
    assignedAt startedAt doneAt verifiedAt coUnits unitId state since clock extension extensionCount nth askedAt
    escalatedFrom supervision answeredAt at urgeCount instructed reopenCount sampled title occurredAt receivedAt
    clocks ordinal pausedAt stoppedAt overdueAt light cut why openMoves move caseId caseNumber percent reader
    reason leftMs usualMs seenAt from to alarm place task startsAt endedAt end endMove spentAt nextAt rank toldAt
    deliveries channel sentAt attempts fault`),
  kind: words(`categoryCode kindNames shortName sourceCode gridCode reportedIn position placeDoubt clockDoubt selfFound masterId mergedCount suspension
    reasonCode until finding satisfaction master merged mergedNext ledger kind unit addsMs usedMs playbook edition ticked effectiveFrom content kinds levels
    withinMin calls dial say distances what metres firstReport source ticks result incident calledAt firstAt finalAt pending
    lastNumber count reportKind`),
  words:
    words(`text placeText requirement media url pendingMedia filesNext refusal exchanges extensions decision isGranted supervisionNotices
    answer instructions receipt callBack performance firstContact askedInfo steward filled actorRole
    incidentCall incidentReports sentTo isSigned form name by of awaited look span lines foot shares hasHead rows names date people label blocks head issuer note`),
  people: words(
    'handlerIds handledBy persons endedByName accountId askedById answeredById answeredByName actorId actorName actorUnit readerId',
  ),
  reporter: words('reporterId reporterUrgedOn reporterName phone'),
  counted:
    words(`total totalIsFloor unseen unsearched considered late wasLate isWhole areaName asOf today yesterday
    periodFrom openedToday openedYesterday openedYesterdayByNow closedToday closedOnTimeToday closedYesterday
    closedYesterdayByNow closed30 closedOnTime30 opened30 selfFound30 countable30 openByLevel overdueByLevel openByStatus
    n funnel step medianS sources classes code trend day opened closed divisions open graveOverdue red orange yellow blue`),
  envelope: words(
    'items next earlier reporter case timeline isMasked isPhoneLost examples memberId lon lat accuracyM',
  ),
}
const classOf = new Map(
  Object.entries(table).flatMap(([of, names]) => names.map(name => [name, of] as const)),
)

const told: Readonly<Record<string, unknown>> = {
  listCases: listCases.shape.reply,
  seeCase: CaseDetail,
  listEntries: listEntries.shape.reply,
  listFiles: listFiles.shape.reply,
  listMerged: listMerged.shape.reply,
  listDocuments: listDocuments.shape.reply,
  seeDocument: seeDocument.shape.reply,
  listNotifications: listNotifications.shape.reply,
  listAlarms: AlarmView,
  seeReach: seeReach.shape.reply,
  listCallerCases: CallerCase,
  foreseeToday: foreseeToday.shape.reply,
  previewClockRule: RulePreview,
  seeOverview: Overview,
  'member.positions': MemberFix,
  ...Object.fromEntries(
    Object.entries({ ...caseFacts, ...notificationFacts }).map(([name, { body }]) => [name, body]),
  ),
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of a schema at any depth, as paths. */
function pathsOf(schema: unknown, at: string): string[] {
  if (!isObject(schema)) return []
  if (Array.isArray(schema['anyOf'])) return schema['anyOf'].flatMap(one => pathsOf(one, at))
  const { properties, items } = schema
  if (isObject(items)) return pathsOf(items, at)
  if (!isObject(properties)) return []
  return Object.entries(properties).flatMap(([name, field]) => [
    `${at}.${name}`,
    ...pathsOf(field, `${at}.${name}`),
  ])
}

/** Every field of every view, fact, list and aggregate that tells of cases. */
export const everyField: readonly string[] = [
  ...new Set(Object.entries(told).flatMap(([name, schema]) => pathsOf(schema, name))),
]

const lastOf = (path: string): string => path.split('.').at(-1) ?? ''

export const unclassified = (): string[] => everyField.filter(path => !classOf.has(lastOf(path)))

const standIns: readonly unknown[] = [null, '', false, 0, 'E99', '99']
const isEmpty = (value: unknown): boolean =>
  standIns.includes(value) ||
  (typeof value === 'string' && value.includes('*')) ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.values(value).every(isEmpty))

const secrets: readonly string[] = ['kind', 'words', 'people', 'reporter']

/** What a clock tells of its own turns is how it stands. */
const ofClock = ['text', 'actorName']

/** The parts of what was told of one case that hold something of a secret which its hearer may not be told. */
export function leaksIn(
  value: unknown,
  by: { readonly may: ReadonlySet<Secret>; readonly self: string },
  at = '',
): string[] {
  if (Array.isArray(value)) return value.flatMap(one => leaksIn(one, by, at))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, part]) => {
    const of = at.endsWith('.ledger') && ofClock.includes(name) ? 'kind' : (classOf.get(name) ?? 'unknown')
    const isHidden = secrets.includes(of) && ![...by.may].some(one => one === of)
    if (!isHidden) return leaksIn(part, by, `${at}.${name}`)
    return isEmpty(part) || part === by.self ? [] : [`${at}.${name}`]
  })
}
