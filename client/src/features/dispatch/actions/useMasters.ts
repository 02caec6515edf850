import { listCases, type CaseView } from '@shuniu/shared/cases'
import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'
import { valueOf } from '../../../platform/http/readState.ts'

const most = 12
const restMs = 200

/** Open cases that another may be merged into: the like of it from the same place first, then what is looked for. */
export function useMasters(seen: CaseView) {
  const typed = shallowRef('')
  const words = computed(() => typed.value.trim())
  const reading = createReading(() => {
    const q = words.value
    const asked = q === '' ? { area: seen.areaCode, category: seen.categoryCode } : { q }
    return call(listCases, { query: { ...asked, open: 'true', sort: 'newest', limit: most } })
  })
  /** What was found by other words stands under these no more. */
  watch(words, reading.expect, { flush: 'sync' })
  watchDebounced(words, () => void reading.read(), { debounce: restMs })
  void reading.read()
  return {
    typed,
    state: reading.state,
    again: () => void reading.read(),
    found: computed(() => (valueOf(reading.state.value)?.items ?? []).filter(one => one.id !== seen.id)),
    isLookedFor: computed(() => words.value !== ''),
  }
}
