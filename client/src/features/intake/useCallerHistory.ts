import { listCallerCases } from '@shuniu/shared/cases'
import { grant, typedPhone } from '@shuniu/shared/kernel'
import { watchDebounced } from '@vueuse/core'
import { computed, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useCases } from '../cases/index.ts'
import type { BesideCase, BesideReading } from './beside.ts'

/** Once the number is whole for so long it is asked about; while it is typed, nobody is. */
const restMs = 300

/** The earlier cases of the number in the form, of those that the officer may see. */
export function useCallerHistory(number: () => string): BesideReading {
  const cases = useCases()
  const phone = computed(() => {
    const read = typedPhone(number())
    return read.is === 'whole' ? read.phone : undefined
  })
  const reading = createReading(async () => {
    const answer = await call(listCallerCases, { body: { phone: phone.value ?? '' } })
    if (!answer.ok) return answer
    const { items, total, totalIsFloor = false } = answer.value
    for (const one of items) cases.put(one.case)
    const told = items.map(({ case: seen, reporterName }): BesideCase => ({ case: seen, by: reporterName }))
    return grant({ cases: told, total, isFloor: totalIsFloor })
  })
  cases.holdShown(() => (reading.value.value?.cases ?? []).map(one => one.case.id))
  const ask = () => void (phone.value !== undefined && reading.read())
  watch(phone, is => (is === undefined ? reading.forget() : reading.expect()), {
    immediate: true,
    flush: 'sync',
  })
  watchDebounced(phone, ask, { debounce: restMs, immediate: true })
  return {
    state: reading.state,
    again: ask,
    isAsked: computed(() => phone.value !== undefined),
    found: reading.value,
  }
}
