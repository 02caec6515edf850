import type { BodyOf, Result } from '@shuniu/shared/kernel'
import { changeStaffingRule, listStaffingRules, type StaffingRuleView } from '@shuniu/shared/staffing'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { createCommandIds } from '../../platform/ids/index.ts'
import { useStaffing } from './staffing.store.ts'

export type RuleWords = Omit<BodyOf<typeof changeStaffingRule>, 'id'>

/** The rules of staffing: held, to come and former. Read anew after every change, the findings too. */
export const useStaffingRules = defineStore('staffingRules', () => {
  const staffing = useStaffing()
  const reading = createReading(() => call(listStaffingRules))
  const ids = createCommandIds<RuleWords>(rule => JSON.stringify(rule))
  return {
    state: reading.state,
    read: reading.read,
    items: computed(() => reading.value.value?.items ?? []),
    async change(rule: RuleWords): Promise<Result<{ items: StaffingRuleView[] }>> {
      const answer = await call(changeStaffingRule, { body: { id: ids.of(rule), ...rule } })
      if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(rule)
      await Promise.all([reading.read(), staffing.read()])
      return answer
    },
  }
})
