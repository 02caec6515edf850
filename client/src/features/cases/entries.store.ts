import { listEntries, type CaseDetail, type CaseEntry } from '@shuniu/shared/cases'
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useOpenedCase } from './opened.store.ts'

/** The timeline of the opened case as far as it was read, oldest first: its latest part comes with the case. */
export const useCaseEntries = defineStore('caseEntries', () => {
  const opened = useOpenedCase()
  const entries = shallowRef<readonly CaseEntry[]>([])
  /** The version before which there is more; null where there is none. */
  const earlier = shallowRef<number | null>(null)
  /** The part before those shown; a failure stands beside what is known. */
  const older = createReading(async () => {
    const { id } = opened
    const before = earlier.value
    const part = await call(listEntries, {
      params: { id: id ?? '' },
      query: before === null ? {} : { before },
    })
    if (part.ok && opened.id === id && earlier.value === before) {
      entries.value = [...part.value.items, ...entries.value]
      earlier.value = part.value.earlier
    }
    return part
  })

  /**
   * What was read of it stays where the latest part reaches down to it; else there would be a gap between them. Of a case
   * that tells nothing of its way any more nothing stays.
   */
  function take(detail: CaseDetail | undefined, isSame: boolean): void {
    const latest = detail?.timeline ?? []
    const from = latest[0]?.version ?? 0
    const last = entries.value.at(-1)?.version ?? 0
    if (isSame && latest.length > 0 && last >= from) {
      entries.value = [...entries.value.filter(({ version }) => version < from), ...latest]
      return
    }
    older.forget()
    entries.value = latest
    earlier.value = detail?.earlier ?? null
  }
  watch(
    () => opened.detail,
    (detail, former) => take(detail, detail !== undefined && detail.case.id === former?.case.id),
    { immediate: true, flush: 'sync' },
  )

  return {
    entries,
    earlier,
    olderState: older.state,
    more: () => void (earlier.value !== null && older.read()),
  }
})
