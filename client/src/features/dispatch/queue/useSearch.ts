import { listCases } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { stateOf } from '../../../platform/http/readState.ts'
import { serverNowMs } from '../../../platform/time/index.ts'
import { useCases } from '../../cases/index.ts'

const pageSize = 100
const restMs = 200

/** Looks for cases on the server, closed ones too: by number, place, kind, words of the report, pinyin initials. */
export function useSearch() {
  const cases = useCases()
  const typed = shallowRef('')
  const ids = shallowRef<readonly string[]>()
  const total = shallowRef(0)
  const refused = shallowRef<Refusal>()
  const isLoading = shallowRef(false)
  const words = computed(() => typed.value.trim())
  let next: string | undefined

  async function fetch(cursor?: string): Promise<void> {
    const q = words.value
    if (q === '') return void (ids.value = undefined)
    isLoading.value = true
    const page = await call(listCases, {
      query: { q, sort: 'newest', limit: pageSize, ...(cursor !== undefined && { cursor }) },
    })
    if (q !== words.value) return
    isLoading.value = false
    refused.value = page.ok ? undefined : page.refusal
    if (!page.ok) return
    for (const seen of page.value.items) cases.put(seen)
    const found = page.value.items.map(seen => seen.id)
    ids.value = cursor === undefined ? found : [...(ids.value ?? []), ...found]
    total.value = page.value.total
    next = page.value.next ?? undefined
  }
  const state = computed(() =>
    stateOf({
      answered: ids.value && { value: ids.value, atMs: serverNowMs() },
      refusal: refused.value,
      sinceMs: isLoading.value || ids.value === undefined ? serverNowMs() : undefined,
      isSlow: false,
      againAtMs: undefined,
    }),
  )
  watchDebounced(words, () => void fetch(), { debounce: restMs })

  return {
    typed,
    type: (text: string) => void (typed.value = text),
    /** Undefined while nothing is looked for. */
    ids: computed(() => (words.value === '' ? undefined : ids.value)),
    total,
    state,
    isOn: computed(() => words.value !== ''),
    again: () => void fetch(),
    more: () => void (next !== undefined && !isLoading.value && fetch(next)),
    clear: () => void (typed.value = ''),
  }
}

export type CaseSearch = ReturnType<typeof useSearch>
