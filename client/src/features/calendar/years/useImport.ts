import { gapsOf, type YearTable } from '@shuniu/shared/calendar'
import type { Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { computed, ref, shallowRef, watch } from 'vue'
import { useDraft } from '../../../platform/drafts/index.ts'
import { changesBetween } from './days.ts'
import { readTable, yearTableOf } from './readTable.ts'
import { useDutyYears } from './years.store.ts'

interface ImportOptions {
  /** What holds now: what an import is compared with. */
  readonly held: YearTable
  /** What stands in the form when it opens. */
  readonly text: string
  readonly notice: string
  readonly done: (year: number) => void
}

const Typed = Type.Object({ text: Type.String(), notice: Type.String() })
type Typed = Type.Static<typeof Typed>

/** A year's table on its way in: read line by line, compared with what holds, and saved by a second yes. */
export function useImport({ held, text: firstText, notice: firstNotice, done }: ImportOptions) {
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

  const draft = useDraft<Typed>({
    name: `calendar.year.${held.year}`,
    words: () => ({ text: text.value, notice: notice.value }),
    fill(typed) {
      text.value = typed.text
      notice.value = typed.notice
    },
    accepts: words => Check(Typed, words),
  })

  async function submit(): Promise<void> {
    if (!isReady.value || isSending.value) return
    if (!isConfirming.value) return void (isConfirming.value = true)
    isSending.value = true
    const answer = await store.import(table.value)
    isSending.value = false
    isConfirming.value = false
    if (answer.ok) {
      draft.done()
      return done(held.year)
    }
    told.value = answer.refusal
  }
  return {
    text,
    notice,
    told,
    isConfirming,
    isSending,
    isBlank,
    isReady,
    read,
    table,
    gaps,
    changes,
    submit,
    draft,
  }
}
