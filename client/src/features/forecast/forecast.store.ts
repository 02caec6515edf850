import { foreseeToday } from '@shuniu/shared/forecast'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useCases } from '../cases/index.ts'

/** The open cases that will be late before today ends, as last foreseen. What has moved on since is left out. */
export const useForecast = defineStore('forecast', () => {
  const cases = useCases()
  const {
    value: foreseen,
    state,
    read,
  } = createReading(async () => {
    const answer = await call(foreseeToday, { query: {} })
    if (answer.ok) for (const { case: seen } of answer.value.items) cases.put(seen)
    return answer
  })
  const items = computed(() =>
    (foreseen.value?.items ?? []).filter(item => {
      const known = cases.byId.get(item.case.id)
      return !known || (known.stage === item.case.stage && known.dueAt === item.case.dueAt)
    }),
  )
  return { items, state, fetch: read, at: computed(() => foreseen.value?.at) }
})
