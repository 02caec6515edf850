import { listCases, type CaseView } from '@shuniu/shared/cases'
import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef } from 'vue'
import { call } from '../../../platform/http/index.ts'

const most = 12
const restMs = 200

/** Open cases that another may be merged into: the like of it from the same place first, then what is looked for. */
export function useMasters(seen: CaseView) {
  const typed = shallowRef('')
  const found = shallowRef<readonly CaseView[]>()
  const words = computed(() => typed.value.trim())

  async function fetch(): Promise<void> {
    const q = words.value
    const asked = q === '' ? { area: seen.areaCode, category: seen.categoryCode } : { q }
    const page = await call(listCases, {
      query: { ...asked, open: 'true', sort: 'newest', limit: most },
    })
    if (q !== words.value) return
    found.value = page.ok ? page.value.items.filter(one => one.id !== seen.id) : []
  }
  watchDebounced(words, () => void fetch(), { debounce: restMs })
  void fetch()

  return {
    typed,
    /** Undefined until the first answer. */
    found,
    isLookedFor: computed(() => words.value !== ''),
  }
}
