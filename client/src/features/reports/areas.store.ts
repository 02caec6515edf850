import { listDivisions, type DivisionView } from '@shuniu/shared/grids'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { call } from '../../platform/http/index.ts'

/** The grids of villages that were asked for; a failure is asked again the next time. */
export const useVillageGrids = defineStore('villageGrids', () => {
  const byVillage = shallowReactive(new Map<string, readonly DivisionView[]>())

  async function load(village: string): Promise<void> {
    if (byVillage.has(village)) return
    const answer = await call(listDivisions, { query: { parent: village } })
    if (answer.ok) byVillage.set(village, answer.value.items)
  }
  return { byVillage, load }
})
