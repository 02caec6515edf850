import {
  awaitsCall,
  isOpen,
  listCases,
  type CaseFact,
  type CaseFilter,
  type CaseView,
} from '@shuniu/shared/cases'
import { grant, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { call } from '../../platform/http/index.ts'
import { useDivisions } from '../grids/index.ts'
import { titleOf } from './title.ts'

/** Everything known of the cases this page may see: by id, the highest version each. */
export const useCases = defineStore('cases', () => {
  const divisions = useDivisions()
  const byId = shallowReactive(new Map<string, CaseView>())
  /** Versions at which cases left us; a late fact or reply below them brings nothing back. */
  const leftAt = shallowReactive(new Map<string, number>())
  const open = computed(() => [...byId.values()].filter(seen => isOpen(seen.status)))

  /** Highest version wins, so a replayed or late fact does no harm. */
  function put(seen: CaseFact | CaseView): void {
    const floor = Math.max(byId.get(seen.id)?.version ?? 0, leftAt.get(seen.id) ?? 0)
    if (seen.version <= floor) return
    leftAt.delete(seen.id)
    byId.set(seen.id, 'title' in seen ? seen : { ...seen, title: titleOf(seen, divisions.nameOf) })
  }

  /** The case is ours to see no more. */
  function drop({ id, version }: { readonly id: string; readonly version: number }): void {
    if ((byId.get(id)?.version ?? 0) > version) return
    leftAt.set(id, version)
    byId.delete(id)
  }

  /** Whether the case was ours to see and is no more. */
  const hasLeft = (id: string): boolean => leftAt.has(id)

  /** Fetches every case of a filter, page by page, and returns their ids. */
  async function fetchAll(filter: CaseFilter): Promise<Result<string[]>> {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(listCases, {
        query: { limit: 200, ...filter, ...(cursor !== undefined && { cursor }) },
      })
      if (!page.ok) return page
      for (const seen of page.value.items) put(seen)
      ids.push(...page.value.items.map(seen => seen.id))
      cursor = page.value.next ?? undefined
    } while (cursor !== undefined)
    return grant(ids)
  }

  /** Forgets open cases that a full fetch of the open ones did not name: they left while the link was down. */
  function keepOnly(ids: readonly string[], isOurs: (seen: CaseView) => boolean): void {
    const kept = new Set(ids)
    for (const seen of byId.values()) if (isOurs(seen) && !kept.has(seen.id)) byId.delete(seen.id)
  }

  /** Fetches a part of the cases whole. What a fact brought in meanwhile is newer than the fetch and stays. */
  async function fetchWhole(
    filter: CaseFilter,
    isOfPart: (seen: CaseView) => boolean,
  ): Promise<Result<string[]>> {
    const before = new Set(byId.keys())
    const known = await fetchAll(filter)
    if (known.ok) keepOnly(known.value, seen => isOfPart(seen) && before.has(seen.id))
    return known
  }
  const fetchOpen = (filter: CaseFilter) =>
    fetchWhole({ ...filter, open: 'true' }, seen => isOpen(seen.status))
  /** Closed cases drawn for a call-back that nobody has made yet. */
  const fetchCallBacks = () => fetchWhole({ callBack: 'true' }, awaitsCall)

  function forget(): void {
    byId.clear()
    leftAt.clear()
  }

  return {
    ...{ byId, open, put, drop, hasLeft },
    ...{ fetchAll, fetchOpen, fetchCallBacks, keepOnly, forget },
  }
})
