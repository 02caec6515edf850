import { foreseeToday } from '@shuniu/shared/outlook'
import type { ReplyOf, Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { useCases } from '../cases/index.ts'

type Foreseen = ReplyOf<typeof foreseeToday>

/** The open cases that will be late before today ends, as last foreseen. What has moved on since is left out. */
export const useOutlook = defineStore('outlook', () => {
  const cases = useCases()
  const foreseen = shallowRef<Foreseen>()
  const isLoading = shallowRef(false)
  const refused = shallowRef<Refusal>()
  const items = computed(() =>
    (foreseen.value?.items ?? []).filter(item => {
      const known = cases.byId.get(item.case.id)
      return !known || (known.stage === item.case.stage && known.dueAt === item.case.dueAt)
    }),
  )

  async function fetch(): Promise<void> {
    isLoading.value = true
    const answer = await call(foreseeToday, { query: {} })
    isLoading.value = false
    refused.value = answer.ok ? undefined : answer.refusal
    if (!answer.ok) return
    for (const { case: seen } of answer.value.items) cases.put(seen)
    foreseen.value = answer.value
  }
  return { items, isLoading, refused, fetch, at: computed(() => foreseen.value?.at) }
})
