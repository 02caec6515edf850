import type { CaseView } from '@shuniu/shared/cases'
import { listPapers } from '@shuniu/shared/papers'
import { watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** The papers of one case, read anew whenever it has moved on; those last read stand until then. */
export function usePapers(seen: () => Pick<CaseView, 'id' | 'version'>) {
  const reading = createReading(() => call(listPapers, { params: { id: seen().id } }))
  watch(() => seen().version, reading.read, { immediate: true })
  return reading
}
