import { listUnits, type UnitView } from '@shuniu/shared/centres'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'

/** The units this account may know of: its own township's and the county's; fetched once. */
export const useUnits = defineStore('units', () => {
  const byId = shallowRef<ReadonlyMap<string, UnitView>>(new Map())
  let loading: Promise<void> | undefined

  async function fetch(): Promise<void> {
    const answer = await call(listUnits, { query: {} })
    if (answer.ok) byId.value = new Map(answer.value.items.map(unit => [unit.id, unit]))
    else loading = undefined
  }
  return {
    byId,
    /** A failure is asked again the next time. */
    load: (): Promise<void> => (loading ??= fetch()),
    /** The unit's name; empty for one that is not known here. */
    nameOf: (id: string): string => byId.value.get(id)?.name ?? '',
  }
})
