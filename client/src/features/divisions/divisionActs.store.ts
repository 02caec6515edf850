import {
  listDivisionActs,
  makeDivisionAct,
  previewDivisionAct,
  seeDivisionHistory,
  withdrawDivisionAct,
  type DivisionActView,
} from '@shuniu/shared/divisions'
import { listDivisions } from '@shuniu/shared/grids'
import type { BodyOf, Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useDivisions } from '../grids/index.ts'

/** Acts on divisions, and the one that is looked at with its grids. */
export const useDivisionActs = defineStore('divisionActs', () => {
  const divisions = useDivisions()
  const before = shallowRef<string>()
  const list = createReading(() =>
    call(listDivisionActs, { query: before.value === undefined ? {} : { before: before.value } }),
  )
  const planned = createReading(() => call(listDivisionActs, { query: { state: 'planned' } }))
  const code = shallowRef<string>()
  const history = createReading(() => call(seeDivisionHistory, { params: { code: code.value ?? '' } }))
  const village = shallowRef<string>()
  const below = createReading(() => call(listDivisions, { query: { parent: village.value ?? '' } }))

  async function readGrids(of: string | undefined): Promise<void> {
    if (of !== village.value) below.forget()
    village.value = of
    if (of !== undefined) await below.read()
  }
  async function look(at: string | undefined): Promise<void> {
    if (at !== code.value) history.forget()
    code.value = at
    if (at === undefined) return
    await Promise.all([history.read(), readGrids(at.length >= 12 ? at.slice(0, 12) : undefined)])
  }
  async function read(): Promise<void> {
    await Promise.all([list.read(), planned.read(), divisions.reread()])
    await look(code.value)
  }
  /** What was answered is what stands; all that it may have changed is read anew. */
  async function took(answer: Result<DivisionActView>): Promise<Result<DivisionActView>> {
    if (answer.ok) await read()
    return answer
  }

  return {
    code,
    history: computed(() => history.value.value),
    historyState: history.state,
    grids: computed(() => below.value.value?.items ?? []),
    gridsState: below.state,
    items: computed(() => list.value.value?.items ?? []),
    next: computed(() => list.value.value?.next ?? undefined),
    isLatest: computed(() => before.value === undefined),
    planned: computed(() => planned.value.value?.items ?? []),
    state: list.state,
    read,
    look,
    /** The acts before the last one shown; the newest again without. */
    async page(last?: string): Promise<void> {
      before.value = last
      await list.read()
    },
    preview: (body: BodyOf<typeof previewDivisionAct>) => call(previewDivisionAct, { body }),
    make: async (body: BodyOf<typeof makeDivisionAct>) => took(await call(makeDivisionAct, { body })),
    withdraw: async (id: string, reason: string) =>
      took(await call(withdrawDivisionAct, { params: { id }, body: { reason } })),
  }
})
