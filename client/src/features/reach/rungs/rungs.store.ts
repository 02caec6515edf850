import type { Result } from '@shuniu/shared/kernel'
import { changeRungs, listRungs, type RungSettings, type RungSettingsView } from '@shuniu/shared/reach'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'
import { createCommandIds } from '../../../platform/ids/index.ts'

/** How long each rung is waited on: as it holds, as it will, as it was. */
export const useRungs = defineStore('rungs', () => {
  const reading = createReading(() => call(listRungs))
  const ids = createCommandIds<RungSettings>(changed => JSON.stringify(changed))
  const items = computed(() => reading.value.value?.items ?? [])

  return {
    items,
    held: computed(() => items.value.find(({ state }) => state === 'inForce')?.settings),
    state: reading.state,
    read: reading.read,
    async change(changed: RungSettings): Promise<Result<RungSettingsView>> {
      const answer = await call(changeRungs, { body: { id: ids.of(changed), ...changed } })
      if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(changed)
      await reading.read()
      return answer
    },
  }
})
