import {
  changeDutyHours,
  dutyCalendar,
  listDutyHours,
  seeDutyYear,
  type DutyCalendar,
  type Season,
  type YearTable,
} from '@shuniu/shared/calendar'
import { grant, type Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'
import { createCommandIds } from '../../../platform/ids/index.ts'
import { serverNow } from '../../../platform/time/index.ts'
import { shanghaiDay } from '@shuniu/shared/calendar'

interface HoursChange {
  readonly effectiveFrom: string
  readonly seasons: Season[]
}

/** The calendar as far as today asks for it; a year that cannot be read counts by its weekdays. */
const calendarOf = (table: YearTable | undefined): DutyCalendar => dutyCalendar(table ? [table] : [])

async function readHours() {
  const year = Number(shanghaiDay(serverNow()).slice(0, 4))
  const [hours, seen] = await Promise.all([call(listDutyHours), call(seeDutyYear, { params: { year } })])
  if (!hours.ok) return hours
  return grant({ rows: [...hours.value.items].reverse(), table: seen.ok ? seen.value.table : undefined })
}

/** The office hours, all that were ever set, in the order in which they were. */
export const useDutyHours = defineStore('dutyHours', () => {
  const reading = createReading(readHours)
  const ids = createCommandIds<HoursChange>(changed => JSON.stringify(changed))

  return {
    rows: computed(() => reading.value.value?.rows ?? []),
    calendar: computed(() => calendarOf(reading.value.value?.table)),
    state: reading.state,
    read: reading.read,
    /** Why it was refused; undefined when it was not. */
    async change(changed: HoursChange): Promise<Refusal | undefined> {
      const answer = await call(changeDutyHours, { body: { id: ids.of(changed), ...changed } })
      if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(changed)
      await reading.read()
      return answer.ok ? undefined : answer.refusal
    },
  }
})
