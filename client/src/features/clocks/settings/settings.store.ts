import {
  changeClockSettings,
  listClockSettings,
  type ChangedSettings,
  type ClockSettingsView,
} from '@shuniu/shared/clocks'
import type { Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'
import { createCommandIds } from '../../../platform/ids/index.ts'

/** What all clocks share: as it holds, as it will, as it was. */
export const useClockSettings = defineStore('clockSettings', () => {
  const reading = createReading(() => call(listClockSettings))
  const ids = createCommandIds<ChangedSettings>(changed => JSON.stringify(changed))
  const items = computed(() => reading.value.value?.items ?? [])

  return {
    items,
    held: computed(() => items.value.find(({ state }) => state === 'inForce')?.settings),
    steps: computed(() => reading.value.value?.steps ?? []),
    state: reading.state,
    read: reading.read,
    async change(changed: ChangedSettings): Promise<Result<ClockSettingsView>> {
      const answer = await call(changeClockSettings, { body: { id: ids.of(changed), ...changed } })
      if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(changed)
      await reading.read()
      return answer
    },
  }
})
