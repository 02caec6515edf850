import { listNotices, seeNotices, type NoticeFact, type NoticeView } from '@shuniu/shared/notices'
import type { Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { serverNow } from '../../platform/time/index.ts'

const pageSize = 50
/** So many may be marked as seen by one request. */
const mostAtOnce = 500

/** What the person who sits here is told of, the newest first; their number comes live. */
export const useNotices = defineStore('notices', () => {
  const byId = shallowReactive(new Map<string, NoticeView>())
  const unseen = shallowRef(0)
  const isLoading = shallowRef(false)
  const refused = shallowRef<Refusal>()
  const next = shallowRef<string>()
  /** Ids grow with time. */
  const items = computed(() => [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)))

  /** A notice that has just been made; heard twice it counts once. */
  function hear({ readerId: _, ...made }: NoticeFact): void {
    if (byId.has(made.id)) return
    byId.set(made.id, { ...made, seenAt: null })
    unseen.value += 1
  }

  async function fetch(cursor?: string): Promise<void> {
    isLoading.value = true
    const page = await call(listNotices, { query: { limit: pageSize, ...(cursor && { cursor }) } })
    isLoading.value = false
    refused.value = page.ok ? undefined : page.refusal
    if (!page.ok) return
    const newest = page.value.items[0]?.id ?? ''
    const heardSince = cursor ? 0 : items.value.filter(one => one.id > newest && !one.seenAt).length
    for (const one of page.value.items) byId.set(one.id, one)
    unseen.value = page.value.unseen + heardSince
    next.value = page.value.next ?? undefined
  }

  /** Marks notices as seen, here at once; what the server did not take shows again with the next fetch. */
  async function see(ids: readonly string[]): Promise<void> {
    const fresh = ids.filter(id => byId.get(id)?.seenAt === null).slice(0, mostAtOnce)
    if (fresh.length === 0) return
    for (const id of fresh) {
      const known = byId.get(id)
      if (known) byId.set(id, { ...known, seenAt: serverNow() })
    }
    const told = await call(seeNotices, { body: { ids: fresh } })
    if (told.ok) unseen.value = told.value.unseen
    else await fetch()
  }

  return {
    ...{ byId, items, unseen, isLoading, refused, next, hear, see },
    fetch: () => fetch(),
    more: () => void (next.value !== undefined && fetch(next.value)),
    seeAll: () => see(items.value.map(one => one.id)),
    forget(): void {
      byId.clear()
      unseen.value = 0
      next.value = undefined
    },
  }
})
