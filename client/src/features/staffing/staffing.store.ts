import type { Day } from '@shuniu/shared/calendar'
import { seeStaffing } from '@shuniu/shared/staffing'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** All centres of the actor's division on one day, with what is found there. */
export const useStaffing = defineStore('staffing', () => {
  /** The day looked at; today while none is chosen. */
  const picked = shallowRef<Day>()
  const reading = createReading(() =>
    call(seeStaffing, { query: picked.value === undefined ? {} : { day: picked.value } }),
  )
  return {
    picked,
    state: reading.state,
    read: reading.read,
    day: computed(() => reading.value.value?.day),
    centres: computed(() => reading.value.value?.centres ?? []),
    findings: computed(() => reading.value.value?.findings ?? []),
    rules: computed(() => reading.value.value?.rules ?? []),
    /** Looks at another day. */
    async turnTo(day: Day | undefined): Promise<void> {
      picked.value = day
      await reading.read()
    },
  }
})
