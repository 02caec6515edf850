import { listOnDuty } from '@shuniu/shared/duty'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** Who keeps the watch at this moment, as last read. */
export const useOnDuty = defineStore('onDuty', () => {
  const { value, state, read } = createReading(() => call(listOnDuty))
  return { state, read, items: computed(() => value.value?.items ?? []), at: computed(() => value.value?.at) }
})
