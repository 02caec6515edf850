import type { CaseView } from '@shuniu/shared/cases'
import { listPapers } from '@shuniu/shared/papers'
import { onScopeDispose, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** An operator who steps through the queue passes cases by: their papers are not asked for. */
const restMs = 250

/** The papers of one case, read anew whenever it has moved on; those last read stand until then. */
export function usePapers(seen: () => Pick<CaseView, 'id' | 'version'>) {
  const reading = createReading(() => call(listPapers, { params: { id: seen().id } }))
  let waiting: ReturnType<typeof setTimeout> | undefined
  watch(
    () => seen().version,
    () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => void reading.read(), restMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(waiting))
  return reading
}
