import { listUnits } from '@shuniu/shared/centres'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'

/** Names of units by id, fetched once; an unknown unit has none. */
export function useUnitNames() {
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  const load = async () => {
    const answer = await call(listUnits, { query: {} })
    if (answer.ok) names.value = new Map(answer.value.items.map(unit => [unit.id, unit.name]))
  }
  void load()
  return (id: string): string => names.value.get(id) ?? ''
}
