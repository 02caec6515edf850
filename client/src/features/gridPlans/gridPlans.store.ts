import {
  approveGridPlan,
  beginGridPlan,
  dropGridPlan,
  listGridPlans,
  returnGridPlan,
  saveGridPlan,
  seeGridPlan,
  type GridPlanHead,
  type GridPlanView,
} from '@shuniu/shared/gridPlans'
import type { BodyOf } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { newId } from '../../platform/ids/index.ts'

/** The plans of one's own division, and what is done with one of them. */
export const useGridPlans = defineStore('gridPlans', () => {
  const list = createReading(() => call(listGridPlans, { query: {} }))
  const isReadingOn = shallowRef(false)
  const step = ({ id, version }: Pick<GridPlanView, 'id' | 'version'>) => ({
    params: { id },
    seenVersion: version,
  })

  return {
    state: list.state,
    plans: computed((): readonly GridPlanHead[] => list.value.value?.items ?? []),
    hasMore: computed(() => (list.value.value?.next ?? null) !== null),
    read: list.read,
    async readOn(): Promise<void> {
      const known = list.value.value
      if (!known || known.next === null || isReadingOn.value) return
      isReadingOn.value = true
      const answer = await call(listGridPlans, { query: { before: known.next } })
      isReadingOn.value = false
      if (answer.ok && list.value.value === known)
        list.take({ ...answer.value, items: [...known.items, ...answer.value.items] })
    },
    see: (id: string) => call(seeGridPlan, { params: { id } }),
    begin: (villageCode: string) => call(beginGridPlan, { body: { id: newId(), villageCode } }),
    save: (plan: GridPlanView, words: Omit<BodyOf<typeof saveGridPlan>, 'seenVersion'>) => {
      const { params, seenVersion } = step(plan)
      return call(saveGridPlan, { params, body: { seenVersion, ...words } })
    },
    approve: (plan: GridPlanView, forceOn: string) => {
      const { params, seenVersion } = step(plan)
      return call(approveGridPlan, { params, body: { seenVersion, forceOn } })
    },
    giveBack: (plan: GridPlanView, note: string) => {
      const { params, seenVersion } = step(plan)
      return call(returnGridPlan, { params, body: { seenVersion, note } })
    },
    drop: (plan: GridPlanView, note: string) => {
      const { params, seenVersion } = step(plan)
      return call(dropGridPlan, { params, body: { seenVersion, note } })
    },
  }
})
