import { gapsOf, type YearTable } from '@shuniu/shared/calendar'
import type { Refusal } from '@shuniu/shared/kernel'
import { computed, ref, shallowRef, watch } from 'vue'
import { changesBetween } from './days.ts'
import { readTable, yearTableOf } from './readTable.ts'
import { useDutyYears } from './years.store.ts'

interface Given {
  /** What holds now: what an import is compared with. */
  readonly held: YearTable
  /** What stands in the form when it opens. */
  readonly text: string
  readonly notice: string
  readonly done: (year: number) => void
}

/** A year's table on its way in: read line by line, compared with what holds, and saved by a second yes. */
export function useImport({ held, text: firstText, notice: firstNotice, done }: Given) {
  const store = useDutyYears()
  const text = ref(firstText)
  const notice = ref(firstNotice)
  const told = shallowRef<Refusal>()
  const isConfirming = shallowRef(false)
  const isSending = shallowRef(false)
  const isBlank = computed(() => text.value.trim() === '')
  const read = computed(() => readTable(text.value, held.year))
  const table = computed(() => yearTableOf(read.value.rows, held.year, notice.value))
  const gaps = computed(() => (isBlank.value || read.value.faults.length > 0 ? [] : gapsOf(table.value)))
  const changes = computed(() => changesBetween(held, table.value))
  const isReady = computed(() => !isBlank.value && read.value.faults.length === 0 && gaps.value.length === 0)
  watch([text, notice], () => {
    told.value = undefined
    isConfirming.value = false
  })

  async function submit(): Promise<void> {
    if (!isReady.value || isSending.value) return
    if (!isConfirming.value) return void (isConfirming.value = true)
    isSending.value = true
    const answer = await store.import(table.value)
    isSending.value = false
    isConfirming.value = false
    if (answer.ok) return done(held.year)
    told.value = answer.refusal
  }
  return { text, notice, told, isConfirming, isSending, isBlank, isReady, read, table, gaps, changes, submit }
}
