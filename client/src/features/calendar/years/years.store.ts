import {
  importDutyYear,
  listDutyYears,
  seeDutyYear,
  type DutyYear,
  type YearTable,
} from '@shuniu/shared/calendar'
import type { Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'

/** The years of the duty calendar, and the one that is looked at. */
export const useDutyYears = defineStore('dutyYears', () => {
  const list = createReading(() => call(listDutyYears))
  const year = shallowRef<number>()
  const seen = createReading(() => call(seeDutyYear, { params: { year: year.value ?? 0 } }))

  async function look(at: number): Promise<void> {
    if (year.value !== at) seen.forget()
    year.value = at
    await seen.read()
  }
  return {
    year,
    items: computed(() => list.value.value?.items ?? []),
    /** The chosen year; undefined while another one is still shown. */
    seen: computed(() => (seen.value.value?.year === year.value ? seen.value.value : undefined)),
    listState: list.state,
    /** How the chosen year stands. */
    state: seen.state,
    look,
    async read(thisYear: number): Promise<void> {
      await Promise.all([list.read(), look(year.value ?? thisYear)])
    },
    /** The same table imported twice is one import: it needs no id. */
    async import(table: YearTable): Promise<Result<DutyYear>> {
      const answer = await call(importDutyYear, { params: { year: table.year }, body: table })
      await Promise.all([list.read(), look(table.year)])
      return answer
    },
  }
})
