import { addDays, shanghaiDay } from '@shuniu/shared/calendar'
import { isOpen, listCases } from '@shuniu/shared/cases'
import { grant, instant } from '@shuniu/shared/kernel'
import { watchDebounced } from '@vueuse/core'
import { computed, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { serverNow } from '../../platform/time/index.ts'
import { useCases } from '../cases/index.ts'
import type { BesideCase, BesideReading } from './beside.ts'
import type { IntakeDraft } from './intakeForm.ts'

const restMs = 300
const mostTold = 5
/** What is open of the last so many days at the same place and of the same kind may be the same thing. Source: domain.md §4.2. */
const sinceDays = 30
/** A township or the county holds too many cases for one of them to be this one. */
const leastDigits = 12

/** Open cases that this may be one more call about. */
export function useSimilar(draft: () => Pick<IntakeDraft, 'areaCode' | 'categoryCode'>): BesideReading {
  const cases = useCases()
  const asked = computed(() => {
    const { areaCode, categoryCode } = draft()
    const area = areaCode.slice(0, leastDigits)
    return area.length === leastDigits && categoryCode !== '' ? { area, category: categoryCode } : undefined
  })
  const reading = createReading(async () => {
    const openedFrom = addDays(shanghaiDay(instant(serverNow())), -sinceDays)
    const query = { ...asked.value, open: 'true', openedFrom, sort: 'newest', limit: mostTold } as const
    const page = await call(listCases, { query })
    if (!page.ok) return page
    const { items, total, totalIsFloor = false } = page.value
    for (const seen of items) cases.put(seen)
    const told = items.map((seen): BesideCase => ({ case: seen, by: null }))
    return grant({ cases: told, total, isFloor: totalIsFloor })
  })
  /** Those that the page knows of: one more or less of them, and it is asked anew. Another desk may take the same call. */
  const known = computed(() => {
    const { value } = asked
    if (!value) return ''
    return [...cases.byId.values()]
      .filter(seen => seen.areaCode.startsWith(value.area) && seen.categoryCode === value.category)
      .filter(seen => isOpen(seen.status))
      .map(seen => seen.id)
      .sort()
      .join()
  })
  cases.holdShown(() => (reading.value.value?.cases ?? []).map(one => one.case.id))
  const ask = () => void (asked.value && reading.read())
  watch(
    () => JSON.stringify(asked.value),
    () => (asked.value ? reading.expect() : reading.forget()),
    { immediate: true, flush: 'sync' },
  )
  watchDebounced([() => JSON.stringify(asked.value), known], ask, { debounce: restMs, immediate: true })
  return {
    state: reading.state,
    again: ask,
    isAsked: computed(() => asked.value !== undefined),
    found: reading.value,
  }
}
