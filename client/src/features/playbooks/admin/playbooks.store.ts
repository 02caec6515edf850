import {
  listEditions,
  listPlaybooks,
  previewEdition,
  setPlaybook,
  withdrawEdition,
  type EditionView,
  type PostedEdition,
} from '@shuniu/shared/cases'
import type { BodyOf, Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'

/** The playbooks of a day, the record of their editions, and how often something was said of the one that is open. */
export const usePlaybooks = defineStore('playbooks', () => {
  const day = shallowRef<string>()
  const held = createReading(() =>
    call(listPlaybooks, { query: day.value === undefined ? {} : { on: day.value } }),
  )
  const before = shallowRef<number>()
  const log = createReading(() =>
    call(listEditions, { query: before.value === undefined ? {} : { before: before.value } }),
  )
  const code = shallowRef<string>()
  const own = createReading(() => call(listEditions, { query: { code: code.value ?? '' } }))

  async function look(at: string | undefined): Promise<void> {
    if (at !== code.value) own.forget()
    code.value = at
    if (at !== undefined) await own.read()
  }
  async function read(): Promise<void> {
    await Promise.all([held.read(), log.read(), ...(code.value === undefined ? [] : [own.read()])])
  }
  /** What was refused may have been so because somebody else was first: all is read anew in any case. */
  async function took(answer: Result<EditionView>): Promise<Result<EditionView>> {
    await read()
    return answer
  }
  return {
    items: computed(() => held.value.value?.items ?? []),
    state: held.state,
    logItems: computed(() => log.value.value?.items ?? []),
    logState: log.state,
    next: computed(() => log.value.value?.next ?? undefined),
    isLatest: computed(() => before.value === undefined),
    /** How often something was said of the playbook that is open; undefined until it is read. */
    edition: computed(() => own.value.value?.edition),
    read,
    look,
    async turnTo(on: string | undefined): Promise<void> {
      day.value = on
      await held.read()
    },
    /** The editions before the last one shown; the newest again without. */
    async page(last?: number): Promise<void> {
      before.value = last
      await log.read()
    },
    preview: (body: PostedEdition) => call(previewEdition, { body }),
    set: async (body: BodyOf<typeof setPlaybook>) => took(await call(setPlaybook, { body })),
    withdraw: async (id: number, reason: string) =>
      took(await call(withdrawEdition, { params: { id }, body: { reason } })),
  }
})
