import {
  checkImport,
  ImportView,
  listImports,
  runImport,
  seeImport,
  takeImportSlips,
  undoImport,
  writeImportTemplate,
  writeMarkedImport,
  type ImportKindName,
} from '@shuniu/shared/imports'
import type { BodyOf, Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call, callForFile, sendFile } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { newId } from '../../platform/ids/index.ts'

const working: readonly ImportView['state'][] = ['reading', 'checking', 'running', 'undoing']

/** Imports of the county, and the one that is looked at. */
export const useImports = defineStore('imports', () => {
  const after = shallowRef<string>()
  const list = createReading(() =>
    call(listImports, { query: after.value === undefined ? {} : { after: after.value } }),
  )
  const id = shallowRef<string>()
  const seen = createReading(() => call(seeImport, { params: { id: id.value ?? '' } }))
  const one = computed(() => (seen.value.value?.id === id.value ? seen.value.value : undefined))

  async function look(at: string | undefined): Promise<void> {
    if (id.value !== at) seen.forget()
    id.value = at
    if (at !== undefined) await seen.read()
  }
  /** What was answered is what stands; the list says so too. */
  async function took(answer: Result<ImportView>): Promise<Result<ImportView>> {
    if (answer.ok && answer.value.id === id.value) seen.take(answer.value)
    await list.read()
    return answer
  }
  const params = () => ({ id: id.value ?? '' })

  return {
    id,
    one,
    items: computed(() => list.value.value?.items ?? []),
    next: computed(() => list.value.value?.next ?? undefined),
    listState: list.state,
    state: seen.state,
    isWorking: computed(() => one.value !== undefined && working.includes(one.value.state)),
    look,
    read: () => list.read(),
    /** The imports after the last one shown; from the newest again without. */
    async page(last?: string): Promise<void> {
      after.value = last
      await list.read()
    },
    async reread(): Promise<void> {
      const before = one.value?.state
      await seen.read()
      if (one.value?.state !== before) await list.read()
    },
    /** The same file sent twice by one press of a button is one import. */
    async send(kind: ImportKindName, file: File): Promise<Result<ImportView>> {
      const query = { kind, name: file.name }
      const to = { path: '/imports/:id/file', params: { id: newId() }, query } as const
      const answer = await sendFile(to, { file, reply: ImportView })
      after.value = undefined
      await list.read()
      if (answer.ok) await look(answer.value.id)
      return answer
    },
    check: async (body: BodyOf<typeof checkImport>) =>
      took(await call(checkImport, { params: params(), body })),
    run: async (body: BodyOf<typeof runImport>) => took(await call(runImport, { params: params(), body })),
    undo: async (version: number) => took(await call(undoImport, { params: params(), body: { version } })),
    marked: () => callForFile(writeMarkedImport, { params: params() }),
    template: (kind: ImportKindName) => callForFile(writeImportTemplate, { params: { kind } }),
    async slips(): Promise<Result<Blob>> {
      const answer = await callForFile(takeImportSlips, { params: params(), body: {} })
      await seen.read()
      return answer
    },
  }
})
