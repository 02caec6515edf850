import { shanghaiDay } from '@shuniu/shared/calendar'
import { awaitsCall, isOpen, lateHelper, shownTo, type CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { paced } from '../../../platform/pace/index.ts'
import { serverNow, serverNowMs } from '../../../platform/time/index.ts'
import { useCases } from '../../cases/index.ts'
import { meets, wide, type Narrowing } from './narrowing.ts'
import type { OrderBy } from './order.ts'
import { arrivals, departures, neighbour, settled, withGrave, type Roster } from './roster.ts'
import { createSorter, queueTabIds, type QueueTabId, type QueueStanding } from './tabs.ts'
import { useMarks } from './useMarks.ts'

const resortMs = 250

const countsOf = (standing: QueueStanding): ReadonlyMap<QueueTabId, number> =>
  new Map(queueTabIds.map(id => [id, standing[id].length]))

/** The chosen row, and where it stood when it was chosen. */
function useChosen(roster: Readonly<Ref<Roster>>) {
  const chosen = shallowRef<{ readonly id: string | undefined; readonly at: number }>({
    id: undefined,
    at: 0,
  })
  function choose(id: string | undefined, among: Roster = roster.value): void {
    const at = id === undefined ? chosen.value.at : Math.max(0, among.indexOf(id))
    chosen.value = { id, at }
  }
  /** The id of the next or previous row of those that are shown, chosen at once. */
  function step(by: 1 | -1, among: Roster = roster.value): string | undefined {
    // Where it stood in the queue says nothing of another list.
    const from = among === roster.value ? chosen.value : { ...chosen.value, at: 0 }
    const next = neighbour(among, from, by)
    if (next !== undefined) choose(next, among)
    return next
  }
  return { chosen, choose, step }
}

/** A case as a row of this desk shows it. */
function rowsFor({ unitId }: Actor) {
  const { byId } = useCases()
  return {
    /** A helping unit's desk is told of its own clock. */
    seenOf: (id: string): CaseView | undefined => {
      const seen = byId.get(id)
      return seen && shownTo(seen, unitId)
    },
    /** Whose clock has run out though the one shown has not. */
    lateOf: (id: string): ReturnType<typeof lateHelper> => {
      const seen = byId.get(id)
      return seen && lateHelper(seen, unitId)
    },
  }
}

/** The cases of a desk in their tabs: sorted anew soon after something has changed, and then told of. */
function useStanding(actor: Actor, sorted: () => void) {
  const { byId } = useCases()
  const sortInto = createSorter(actor)
  const narrowing = shallowRef<Narrowing>(wide)
  const open = computed(() => [...byId.values()].filter(seen => isOpen(seen.status) || awaitsCall(seen)))
  const current = computed(() => open.value.filter(seen => meets(seen, narrowing.value, actor)))
  const sort = () => sortInto(current.value, shanghaiDay(serverNow()))
  const standing = shallowRef<QueueStanding>(sort())
  const sortNow = () => void (standing.value = sort())
  const resort = paced(() => {
    sortNow()
    sorted()
  }, resortMs)
  watch(current, resort.run)
  onScopeDispose(resort.stop)
  const mine = computed(() => new Set(standing.value.todo.map(({ id }) => id)))
  const orderBy = (): OrderBy => ({ isMine: ({ id }) => mine.value.has(id), nowMs: serverNowMs() })
  /** How many of the open cases the narrowing leaves out. */
  const openIn = (cases: readonly CaseView[]) => cases.filter(seen => isOpen(seen.status)).length
  const leftOut = computed(() => openIn(open.value) - openIn(current.value))
  return { standing, sortNow, orderBy, narrowing, leftOut }
}

/**
 * The queue of one desk. Numbers are live; rows are not: they keep their places until `settle`, so that nothing moves
 * under the pointer. Only grave cases come in by themselves, and not while somebody points at the list.
 */
export function useQueue(actor: Actor) {
  const cases = useCases()
  const { standing, sortNow, orderBy, narrowing, leftOut } = useStanding(actor, keepUp)
  const tab = shallowRef<QueueTabId>('all')
  const roster = shallowRef<Roster>([])
  const isPointed = shallowRef(false)
  const { seenOf, lateOf } = rowsFor(actor)
  const held = computed(() => standing.value[tab.value].map(seen => shownTo(seen, actor.unitId)))
  const heldIds = computed(() => new Set(held.value.map(seen => seen.id)))

  let isTurned = false

  const lay = () => void (roster.value = settled(held.value, orderBy()))
  /** What may change by itself: cases that left us go, grave ones come, an empty list is filled. */
  function keepUp(): void {
    if (roster.value.length === 0) return lay()
    if (isPointed.value) return
    const present = roster.value.filter(id => cases.byId.has(id))
    const kept = present.length === roster.value.length ? roster.value : present
    roster.value = withGrave(kept, held.value, { ...orderBy(), seenOf })
  }
  /** Lays the rows out anew, by what is known now: the last sorting may be a moment old. */
  function settle(): void {
    sortNow()
    lay()
  }
  function turnTo(next: QueueTabId): void {
    isTurned = true
    tab.value = next
    settle()
  }
  /** Shows of every tab what meets it, and no other number. */
  function narrow(to: Partial<Narrowing>): void {
    narrowing.value = { ...narrowing.value, ...to }
    settle()
  }
  /** The cases are here: shows what is owed, unless somebody has turned to another tab while they came. */
  function begin(): void {
    settle()
    if (!isTurned && standing.value.todo.length > 0) turnTo('todo')
  }
  cases.holdShown(() => roster.value)
  watch(isPointed, keepUp)

  return {
    ...useChosen(roster),
    marks: useMarks(),
    tab,
    roster,
    seenOf,
    lateOf,
    settle,
    turnTo,
    narrow,
    narrowing,
    leftOut,
    begin,
    counts: computed(() => countsOf(standing.value)),
    /** What of the open cases is not here; the numbers are floors then. */
    cut: computed(() => cases.openCut),
    arrived: computed(() => arrivals(roster.value, held.value)),
    departed: computed(() => departures(roster.value, held.value)),
    /** Somebody points at the list: until they leave it, nothing in it moves. */
    point: (is: boolean) => void (isPointed.value = is),
    isHeld: (id: string): boolean => heldIds.value.has(id),
  }
}

export type Queue = ReturnType<typeof useQueue>
