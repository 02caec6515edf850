import { addDays, shanghaiDayStart } from '@shuniu/shared/calendar'
import {
  awaitsCall,
  sideLists,
  isLate,
  owedMoves,
  standsIn,
  type CaseFilter,
  type CaseStatus,
  type CaseView,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { toMs, typedKeys } from '@shuniu/shared/kernel'

/** Where a case stands in the loop. */
export const loopTabIds = [
  'todo',
  'overdue',
  'all',
  'reported',
  'accepted',
  'assigned',
  'handling',
  'done',
  'verified',
  'waiting',
] as const

/** What stands beside the loop: documents that wait, help, pressure, and what follows the close. */
export const sideTabIds = [
  'extension',
  'helping',
  'suspended',
  'escalated',
  'supervised',
  'callBack',
] as const
export const queueTabIds = [...loopTabIds, ...sideTabIds] as const
export type QueueTabId = (typeof queueTabIds)[number]

/** The statuses a tab of the queue gathers. Together they are every open status, each once. */
export const statusesByTab = {
  reported: ['reported', 'escalated'],
  accepted: ['accepted'],
  assigned: ['assigned'],
  handling: ['signed', 'handling', 'rework'],
  done: ['done', 'selfDone'],
  verified: ['verified'],
  waiting: ['needInfo', 'verifyFirst', 'suspended', 'transferred'],
} as const satisfies Readonly<Partial<Record<QueueTabId, readonly CaseStatus[]>>>

const tabByStatus = new Map<CaseStatus, QueueTabId>()
for (const id of typedKeys(statusesByTab)) {
  for (const status of statusesByTab[id]) tabByStatus.set(status, id)
}

const isDueBy = (seen: CaseView, day: string): boolean =>
  seen.dueAt !== null && Date.parse(seen.dueAt) < toMs(shanghaiDayStart(addDays(day, 1)))

/** The tabs an open case stands in; a closed one waits for its call-back of the day, or stands in none. */
export function tabsOf(seen: CaseView, actor: Actor, day: string): readonly QueueTabId[] {
  if (awaitsCall(seen)) return isDueBy(seen, day) ? ['callBack'] : []
  const own = tabByStatus.get(seen.status)
  if (own === undefined) return []
  return [
    'all',
    own,
    ...(isLate(seen) ? (['overdue'] as const) : []),
    ...(owedMoves(seen, actor).length > 0 ? (['todo'] as const) : []),
    ...sideLists.filter(list => standsIn(list, seen, actor)),
  ]
}

/** The list on the server that a tab's number counts. */
export function filterOf(tab: QueueTabId, day: string): CaseFilter {
  const open = { open: 'true' } as const
  switch (tab) {
    case 'all':
      return open
    case 'todo':
      return { ...open, todo: 'true' }
    case 'overdue':
      return { ...open, late: 'true' }
    case 'extension':
      return { ...open, extensionAsked: 'true' }
    case 'helping':
      return { ...open, helping: 'true' }
    case 'escalated':
      return { ...open, escalated: 'true' }
    case 'supervised':
      return { ...open, supervised: 'true' }
    case 'suspended':
      return { status: 'suspended' }
    case 'callBack':
      return { callBack: 'true', dueTo: day }
    default:
      return { status: statusesByTab[tab].join() }
  }
}

/** Members of every tab, counted from the cases themselves. */
export type QueueStanding = Readonly<Record<QueueTabId, readonly CaseView[]>>

/** Sorts all cases into their tabs. What a view stands in is worked out once a day: a changed case is another view. */
export function createSorter(actor: Actor) {
  let known = new WeakMap<CaseView, readonly QueueTabId[]>()
  let knownOn = ''
  const placesOf = (seen: CaseView): readonly QueueTabId[] => {
    const places = known.get(seen) ?? tabsOf(seen, actor, knownOn)
    known.set(seen, places)
    return places
  }
  return (cases: Iterable<CaseView>, day: string): QueueStanding => {
    if (day !== knownOn) known = new WeakMap()
    knownOn = day
    const standing: Record<QueueTabId, CaseView[]> = {
      todo: [],
      overdue: [],
      all: [],
      reported: [],
      accepted: [],
      assigned: [],
      handling: [],
      done: [],
      verified: [],
      waiting: [],
      extension: [],
      helping: [],
      suspended: [],
      escalated: [],
      supervised: [],
      callBack: [],
    }
    for (const seen of cases) for (const place of placesOf(seen)) standing[place].push(seen)
    return standing
  }
}
