import {
  addClockRule,
  endClockRule,
  listClockRules,
  type ClockRule,
  type ClockRuleView,
} from '@shuniu/shared/clocks'
import type { Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'
import { createCommandIds } from '../../../platform/ids/index.ts'

/** The county's limits, all of them: past, in force and to come. Read anew after every change. */
export const useRules = defineStore('clockRules', () => {
  const reading = createReading(() => call(listClockRules, { query: {} }))
  const ids = createCommandIds<ClockRule>(rule => JSON.stringify(rule))

  /** What was tried may have been refused because somebody else was first: so it is read anew in any case. */
  async function changed(answer: Promise<Result<ClockRuleView>>): Promise<Result<ClockRuleView>> {
    const told = await answer
    await reading.read()
    return told
  }
  return {
    items: computed(() => reading.value.value?.items ?? []),
    state: reading.state,
    read: reading.read,
    async add(rule: ClockRule): Promise<Result<ClockRuleView>> {
      const answer = await changed(call(addClockRule, { body: { id: ids.of(rule), ...rule } }))
      if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(rule)
      return answer
    },
    end: (id: number, lastDay: string): Promise<Result<ClockRuleView>> =>
      changed(call(endClockRule, { params: { id }, body: { lastDay } })),
  }
})
