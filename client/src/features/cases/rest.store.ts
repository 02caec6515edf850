import { listFiles, listMerged, type CaseDetail } from '@shuniu/shared/cases'
import { grant, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useOpenedCase } from './opened.store.ts'

interface RestPart<T> {
  readonly value: T
  /** Where the part after this one is read; null where there is none. */
  readonly next: string | null
}

interface RestOptions<T> {
  /** Where a case's detail says that more is read. */
  readonly begun: (detail: CaseDetail) => string | null
  readonly ask: (id: string, cursor: string) => Promise<Result<RestPart<T>>>
}

/** What a list of the opened case has beyond its detail, as far as it was asked for; read anew when the case moves on. */
function createRest<T>({ begun, ask }: RestOptions<T>) {
  const opened = useOpenedCase()
  let wanted = 0
  const first = computed(() => (opened.detail ? begun(opened.detail) : null))
  const reading = createReading(async () => {
    const { id = '' } = opened
    const parts: T[] = []
    let next = first.value
    while (next !== null && parts.length < wanted) {
      const part = await ask(id, next)
      if (!part.ok) return part
      parts.push(part.value.value)
      next = part.value.next
    }
    return grant({ parts, next })
  })
  const known = computed(() => reading.value.value)
  watch(
    () => opened.detail,
    (detail, former) => {
      if (!detail || detail.case.id !== former?.case.id || begun(detail) === null) {
        wanted = 0
        reading.forget()
      } else if (wanted > 0 && detail.case.version !== former.case.version) void reading.read()
    },
    { flush: 'sync' },
  )
  return {
    parts: computed((): readonly T[] => known.value?.parts ?? []),
    hasMore: computed(() => (known.value ? known.value.next : first.value) !== null),
    state: reading.state,
    again: () => void reading.read(),
    more(): void {
      wanted = (known.value?.parts.length ?? 0) + 1
      void reading.read()
    },
  }
}

/** The files of the opened case, and the cases merged into it, as far as they were read: their first parts come with the case. */
export const useCaseRest = defineStore('caseRest', () => {
  const opened = useOpenedCase()
  const files = createRest({
    begun: detail => detail.filesNext,
    ask: async (id, cursor) => {
      const part = await call(listFiles, { params: { id }, query: { cursor } })
      return part.ok ? grant({ value: part.value, next: part.value.next }) : part
    },
  })
  const merged = createRest({
    begun: detail => detail.mergedNext,
    ask: async (id, cursor) => {
      const part = await call(listMerged, { params: { id }, query: { cursor } })
      return part.ok ? grant({ value: part.value.items, next: part.value.next }) : part
    },
  })
  return {
    hasMoreFiles: files.hasMore,
    filesState: files.state,
    moreFiles: files.more,
    filesAgain: files.again,
    hasMoreMerged: merged.hasMore,
    mergedState: merged.state,
    moreMerged: merged.more,
    mergedAgain: merged.again,
    media: computed(() => [opened.detail, ...files.parts.value].flatMap(part => part?.media ?? [])),
    pendingMedia: computed(() =>
      [opened.detail, ...files.parts.value].flatMap(part => part?.pendingMedia ?? []),
    ),
    allMerged: computed(() => [...(opened.detail?.merged ?? []), ...merged.parts.value.flat()]),
  }
})
