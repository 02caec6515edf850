import {
  awaitsCall,
  heardCase,
  isOpen,
  listCases,
  type CaseFact,
  type CaseFilter,
  type CaseView,
} from '@shuniu/shared/cases'
import { grant, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowReactive, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { useDivisions } from '../grids/index.ts'
import { titleOf } from './title.ts'

/** A page holds no more cases than so many at once: a county's backlog may be of hundreds of thousands. */
const mostFetched = 2_000

/** So many were fetched of a total, which may be a floor. */
interface ListCut {
  readonly n: number
  readonly total: number
  readonly isFloor: boolean
}

interface Fetched {
  readonly ids: readonly string[]
  readonly cut: ListCut | undefined
}

/** A wall runs for weeks: so many of those that left are remembered, which a late fact must not bring back. */
const mostLeft = 2_000

/** Fetches the cases of a filter, page by page, to a limit; each is put as it comes. Gives their ids. */
async function fetchPages(filter: CaseFilter, put: (seen: CaseView) => void): Promise<Result<Fetched>> {
  const ids: string[] = []
  let cut: ListCut | undefined
  let cursor: string | undefined
  do {
    const page = await call(listCases, {
      query: { limit: 200, ...filter, ...(cursor !== undefined && { cursor }) },
    })
    if (!page.ok) return page
    for (const seen of page.value.items) put(seen)
    ids.push(...page.value.items.map(seen => seen.id))
    cursor = page.value.next ?? undefined
    const { total, totalIsFloor = false } = page.value
    cut = cursor === undefined ? undefined : { n: ids.length, total, isFloor: totalIsFloor }
  } while (cursor !== undefined && ids.length < mostFetched)
  return grant({ ids, cut })
}

/** Whether both name the case that it was merged into, and count those merged into it, alike: no fact tells of them. */
const areRelatedAlike = (one: CaseView, other: CaseView): boolean =>
  one.masterId === other.masterId && one.mergedCount === other.mergedCount

/** What screens show now, whatever else is let go: each asks for its own rows to be kept while its scope lives. */
function createShown() {
  const holders = new Set<() => Iterable<string>>()
  return {
    holdShown(ids: () => Iterable<string>): void {
      holders.add(ids)
      onScopeDispose(() => holders.delete(ids))
    },
    shown: (): string[] => [...holders].flatMap(ids => [...ids()]),
  }
}

/** Each case that was told and not taken away again, in its highest version. */
function createKnown() {
  const divisions = useDivisions()
  const byId = shallowReactive(new Map<string, CaseView>())
  /** Versions at which cases left us; a late fact or reply below them brings nothing back. */
  const leftAt = shallowReactive(new Map<string, number>())

  function take(seen: CaseView): void {
    leftAt.delete(seen.id)
    byId.set(seen.id, seen)
  }
  /** Highest version wins, so a late reply does no harm. Of one version a reply says what the fact of it left out. */
  function put(seen: CaseView): void {
    const known = byId.get(seen.id)
    if (seen.version < (known?.version ?? 0) || seen.version <= (leftAt.get(seen.id) ?? 0)) return
    if (known?.version !== seen.version || !areRelatedAlike(known, seen)) take(seen)
  }
  /** Highest version wins, so a replayed or late fact does no harm. */
  function hear(told: CaseFact): void {
    const known = byId.get(told.id)
    if (told.version <= Math.max(known?.version ?? 0, leftAt.get(told.id) ?? 0)) return
    take({ ...heardCase(told, known), title: titleOf(told, divisions.nameThen) })
  }

  /** The case is ours to see no more. */
  function drop({ id, version }: { readonly id: string; readonly version: number }): void {
    if ((byId.get(id)?.version ?? 0) > version) return
    leftAt.delete(id)
    leftAt.set(id, version)
    const [oldest] = leftAt.keys()
    if (leftAt.size > mostLeft && oldest !== undefined) leftAt.delete(oldest)
    byId.delete(id)
  }

  /** Whether the case was ours to see and is no more. */
  const hasLeft = (id: string): boolean => leftAt.has(id)
  function forget(): void {
    byId.clear()
    leftAt.clear()
  }
  return { byId, put, hear, drop, hasLeft, forget }
}

/** Everything known of the cases this page may see: by id, the highest version each. */
export const useCases = defineStore('cases', () => {
  const { byId, put, hear, drop, hasLeft, forget: forgetAll } = createKnown()
  /** What of the open cases is not here, since there were too many to fetch; undefined when all of them are. */
  const openCut = shallowRef<ListCut>()
  const { holdShown, shown } = createShown()
  const open = computed(() => [...byId.values()].filter(seen => isOpen(seen.status)))

  const fetchAll = (filter: CaseFilter): Promise<Result<Fetched>> => fetchPages(filter, put)

  /** Forgets cases of a part but those named and those that a screen shows. */
  function letGo(ids: readonly string[], isOurs: (seen: CaseView) => boolean): void {
    keepOnly([...ids, ...shown()], isOurs)
  }
  /** Forgets cases that a full fetch of their part did not name: they left or were closed while the link was down. */
  function keepOnly(ids: readonly string[], isOurs: (seen: CaseView) => boolean): void {
    const kept = new Set(ids)
    for (const seen of byId.values()) if (isOurs(seen) && !kept.has(seen.id)) byId.delete(seen.id)
  }

  /** Fetches a part of the cases whole. What a fact brought in meanwhile is newer than the fetch and stays. */
  async function fetchWhole(
    filter: CaseFilter,
    isOfPart: (seen: CaseView) => boolean,
  ): Promise<Result<Fetched>> {
    const before = new Set(byId.values())
    const known = await fetchAll(filter)
    if (known.ok) keepOnly(known.value.ids, seen => isOfPart(seen) && before.has(seen))
    return known
  }
  /** The gravest first, so that what a limit leaves out can wait. */
  async function fetchOpen(filter: CaseFilter): Promise<Result<Fetched>> {
    const asked = { ...filter, open: 'true', sort: 'level' } as const
    const known = await fetchWhole(asked, seen => isOpen(seen.status))
    if (known.ok) openCut.value = known.value.cut
    return known
  }
  /** Closed cases drawn for a call-back that nobody has made yet. */
  const fetchCallBacks = () => fetchWhole({ callBack: 'true' }, awaitsCall)

  function forget(): void {
    forgetAll()
    openCut.value = undefined
  }

  return {
    byId,
    open,
    openCut,
    put,
    hear,
    drop,
    hasLeft,
    fetchAll,
    fetchOpen,
    fetchCallBacks,
    holdShown,
    letGo,
    forget,
  }
})
