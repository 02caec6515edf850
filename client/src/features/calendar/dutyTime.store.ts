import {
  dutyCalendar,
  dutyTime,
  listDutyHours,
  seeDutyYear,
  shanghaiDay,
  type DutyTime,
  type SetHours,
} from '@shuniu/shared/calendar'
import { grant, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { serverNow, serverNowMs } from '../../platform/time/index.ts'

/** A desk stays open for shifts on end, and the calendar may be another by then. */
const keptMs = 10 * 60_000

/** As the law of clocks has it: the rows in the order in which they were set, a later one before an earlier. */
const inOrder = (items: readonly SetHours[]) => [...items].reverse()

/** This year and the next: nobody names a deadline farther off by a word like 三个月. */
async function readDuty(): Promise<Result<DutyTime>> {
  const year = Number(shanghaiDay(serverNow()).slice(0, 4))
  const [hours, ...years] = await Promise.all([
    call(listDutyHours),
    ...[year, year + 1].map(one => call(seeDutyYear, { params: { year: one } })),
  ])
  if (!hours.ok) return hours
  const tables = []
  for (const seen of years) {
    if (!seen.ok) return seen
    tables.push(seen.value.table)
  }
  return grant(dutyTime(dutyCalendar(tables), inOrder(hours.value.items)))
}

/** The county's days off and office hours, by which its deadlines are named; undefined until they are read. */
export const useDutyTime = defineStore('dutyTime', () => {
  const { value, state, read, isReading } = createReading(readDuty)
  return {
    duty: computed(() => value.value),
    /** Reads what is not here, or was read a while ago; what fails in passing is asked again by itself. */
    async load(): Promise<void> {
      const known = state.value
      const isFresh = known.kind === 'there' && serverNowMs() - known.atMs < keptMs
      if (!isFresh && !isReading.value) await read()
    },
  }
})
