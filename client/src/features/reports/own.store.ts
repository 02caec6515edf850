import { listCases, type CaseView } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { useCases } from '../cases/index.ts'

/** How many of one's own reports are fetched: older ones are looked up at the desk. */
export const mostOwn = 100

/** The reports of the account that sits here, newest first; their status comes by facts. */
export const useOwnReports = defineStore('ownReports', () => {
  const cases = useCases()
  const total = shallowRef(0)
  const isLoading = shallowRef(true)
  const refused = shallowRef<Refusal>()
  const reporterId = shallowRef<string>()
  const items = computed(() =>
    [...cases.byId.values()]
      .filter(seen => seen.reporterId !== null && seen.reporterId === reporterId.value)
      .sort((a: CaseView, b: CaseView) => b.openedAt.localeCompare(a.openedAt)),
  )

  async function fetch(accountId: string): Promise<void> {
    reporterId.value = accountId
    isLoading.value = true
    const page = await call(listCases, { query: { mine: 'true', sort: 'newest', limit: mostOwn } })
    isLoading.value = false
    refused.value = page.ok ? undefined : page.refusal
    if (!page.ok) return
    total.value = page.value.total
    for (const seen of page.value.items) cases.put(seen)
  }
  return { items, total, isLoading, refused, fetch }
})
