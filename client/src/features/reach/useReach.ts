import type { CaseView } from '@shuniu/shared/cases'
import { seeReach } from '@shuniu/shared/reach'
import { useIntervalFn } from '@vueuse/core'
import { watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { isUnderWay } from './rows.ts'

/** While a notice is under way, what came of it is asked anew so often, in milliseconds. */
const everyMs = 5_000

/** Who is told of one case, read anew when it has moved on and, while somebody is still to be told, now and then. */
export function useReach(seen: () => Pick<CaseView, 'id' | 'version'>) {
  const reading = createReading(() => call(seeReach, { params: { id: seen().id } }))
  watch(() => seen().version, reading.read, { immediate: true })
  useIntervalFn(() => {
    if (!document.hidden && isUnderWay(reading.value.value?.items ?? [])) void reading.read()
  }, everyMs)
  return reading
}
