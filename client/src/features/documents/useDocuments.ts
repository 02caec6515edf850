import type { CaseView } from '@shuniu/shared/cases'
import { listDocuments } from '@shuniu/shared/documents'
import { watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** The documents of one case, read anew whenever it has moved on; those last read stand until then. */
export function useDocuments(seen: () => Pick<CaseView, 'id' | 'version'>) {
  const reading = createReading(() => call(listDocuments, { params: { id: seen().id } }))
  watch(() => seen().version, reading.read, { immediate: true })
  return reading
}
