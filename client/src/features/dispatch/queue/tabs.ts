import { owedMoves, type CaseFilter, type CaseStatus, type CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'

export const queueTabIds = [
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
for (const id of queueTabIds) {
  if (id === 'todo' || id === 'overdue' || id === 'all') continue
  for (const status of statusesByTab[id]) tabByStatus.set(status, id)
}

/** The tabs an open case stands in; a closed one stands in none. */
export function tabsOf(seen: CaseView, actor: Actor): readonly QueueTabId[] {
  const own = tabByStatus.get(seen.status)
  if (own === undefined) return []
  return [
    'all',
    own,
    ...(seen.overdue ? (['overdue'] as const) : []),
    ...(owedMoves(seen, actor).length > 0 ? (['todo'] as const) : []),
  ]
}

/** The list on the server that a tab's number counts. */
export function filterOf(tab: QueueTabId): CaseFilter {
  if (tab === 'todo') return { todo: 'true', open: 'true' }
  if (tab === 'overdue') return { open: 'true', overdue: 'true' }
  return tab === 'all' ? { open: 'true' } : { status: statusesByTab[tab].join() }
}

/** Members of every tab, counted from the cases themselves. */
export type Standing = Readonly<Record<QueueTabId, readonly CaseView[]>>

/** Sorts all cases into their tabs. What a view stands in is worked out once: a changed case is another view. */
export function createSorter(actor: Actor) {
  const known = new WeakMap<CaseView, readonly QueueTabId[]>()
  const placesOf = (seen: CaseView): readonly QueueTabId[] => {
    const places = known.get(seen) ?? tabsOf(seen, actor)
    known.set(seen, places)
    return places
  }
  return (cases: Iterable<CaseView>): Standing => {
    const standing: Record<QueueTabId, CaseView[]> = {
      ...{ todo: [], overdue: [], all: [], reported: [], accepted: [] },
      ...{ assigned: [], handling: [], done: [], verified: [], waiting: [] },
    }
    for (const seen of cases) for (const place of placesOf(seen)) standing[place].push(seen)
    return standing
  }
}
