import { listCases, type CaseView } from '@shuniu/shared/cases'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useCases } from '../cases/index.ts'

/** How many of one's own reports are fetched: older ones are looked up at the desk. */
export const mostOwn = 100

/** The reports of the account that sits here, newest first; their status comes by facts. */
export const useOwnReports = defineStore('ownReports', () => {
  const cases = useCases()
  const reporterId = shallowRef<string>()
  const items = computed(() =>
    [...cases.byId.values()]
      .filter(seen => seen.reporterId !== null && seen.reporterId === reporterId.value)
      .sort((a: CaseView, b: CaseView) => b.openedAt.localeCompare(a.openedAt)),
  )

  const reading = createReading(async () => {
    const page = await call(listCases, { query: { mine: 'true', sort: 'newest', limit: mostOwn } })
    if (page.ok) for (const seen of page.value.items) cases.put(seen)
    return page
  })
  async function fetch(accountId: string): Promise<void> {
    reporterId.value = accountId
    await reading.read()
  }
  const total = computed(() => reading.value.value?.total ?? 0)
  return { items, total, state: reading.state, fetch }
})
