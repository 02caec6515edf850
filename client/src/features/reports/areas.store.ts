import { listDivisions, type DivisionView } from '@shuniu/shared/grids'
import { grant, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { call } from '../../platform/http/index.ts'

/** The grids of villages that were asked for; a failure is asked again the next time. */
export const useVillageGrids = defineStore('villageGrids', () => {
  const byVillage = shallowReactive(new Map<string, readonly DivisionView[]>())

  async function load(village: string): Promise<Result<unknown>> {
    if (byVillage.has(village)) return grant(true)
    const answer = await call(listDivisions, { query: { parent: village } })
    if (answer.ok) byVillage.set(village, answer.value.items)
    return answer
  }
  return { byVillage, load }
})
