import { listUnits, type UnitView } from '@shuniu/shared/centres'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** The units this account may know of: its own township's and the county's; fetched once. */
export const useUnits = defineStore('units', () => {
  const { value, state, isReading, read } = createReading(() => call(listUnits, { query: {} }))
  const byId = computed(
    (): ReadonlyMap<string, UnitView> => new Map(value.value?.items.map(unit => [unit.id, unit])),
  )
  return {
    byId,
    state,
    read,
    /** Once; what fails in passing is asked again by itself. */
    async load(): Promise<void> {
      if (value.value === undefined && !isReading.value) await read()
    },
    /** The unit's name; empty for one that is not known here. */
    nameOf: (id: string): string => byId.value.get(id)?.name ?? '',
  }
})
