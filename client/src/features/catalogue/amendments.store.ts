import {
  amendCatalogue,
  listAmendments,
  previewAmendment,
  withdrawAmendment,
  type AmendmentView,
  type PostedAmendment,
} from '@shuniu/shared/cases'
import type { BodyOf, Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useCatalogue } from '../cases/index.ts'

/** Amendments of the catalogue: their record, and what was said of the kind that is open. */
export const useAmendments = defineStore('amendments', () => {
  const catalogue = useCatalogue()
  const before = shallowRef<number>()
  const list = createReading(() =>
    call(listAmendments, { query: before.value === undefined ? {} : { before: before.value } }),
  )
  const code = shallowRef<string>()
  const own = createReading(() => call(listAmendments, { query: { code: code.value ?? '' } }))

  async function look(at: string | undefined): Promise<void> {
    if (at !== code.value) own.forget()
    code.value = at
    if (at !== undefined) await own.read()
  }
  async function read(): Promise<void> {
    await Promise.all([list.read(), catalogue.read(), ...(code.value === undefined ? [] : [own.read()])])
  }
  /** What was refused may have been so because somebody else was first: all is read anew in any case. */
  async function took(answer: Result<AmendmentView>): Promise<Result<AmendmentView>> {
    await read()
    return answer
  }
  return {
    items: computed(() => list.value.value?.items ?? []),
    next: computed(() => list.value.value?.next ?? undefined),
    isLatest: computed(() => before.value === undefined),
    state: list.state,
    /** How often something was said of the kind that is open; undefined until it is read. */
    edition: computed(() => own.value.value?.edition),
    read,
    look,
    /** The amendments before the last one shown; the newest again without. */
    async page(last?: number): Promise<void> {
      before.value = last
      await list.read()
    },
    preview: (body: PostedAmendment) => call(previewAmendment, { body }),
    amend: async (body: BodyOf<typeof amendCatalogue>) => took(await call(amendCatalogue, { body })),
    withdraw: async (id: number, reason: string) =>
      took(await call(withdrawAmendment, { params: { id }, body: { reason } })),
  }
})
