import { addDays, type Day } from '@shuniu/shared/calendar'
import {
  addStints,
  endStint,
  listDutyPeople,
  listStints,
  type DutyStint,
  type NewStint,
} from '@shuniu/shared/duty'
import { grant, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { createCommandIds } from '../../platform/ids/index.ts'
import { laterBy, weekDays } from './roster.ts'

interface Entered {
  readonly unitId: string
  readonly stints: readonly NewStint[]
}

/** The roster of one unit for one week, read anew after every change. */
export const useRoster = defineStore('roster', () => {
  const unitId = shallowRef<string>()
  const monday = shallowRef<Day>('2000-01-03')
  const week = (of: Day, unit: string) =>
    call(listStints, { query: { unitId: unit, from: of, to: addDays(of, weekDays - 1) } })
  const reading = createReading(() => week(monday.value, unitId.value ?? ''))
  const people = createReading(() => call(listDutyPeople, { query: { unitId: unitId.value ?? '' } }))
  const ids = createCommandIds<Entered>(entered => JSON.stringify(entered))

  async function add(stints: readonly NewStint[]): Promise<Result<{ items: DutyStint[] }>> {
    const entered = { unitId: unitId.value ?? '', stints: [...stints] }
    const answer = await call(addStints, { body: { id: ids.of(entered), ...entered } })
    if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(entered)
    await reading.read()
    return answer
  }
  return {
    unitId,
    monday,
    state: reading.state,
    read: reading.read,
    known: computed(() => reading.value.value),
    people: computed(() => people.value.value?.items ?? []),
    open(unit: string, of: Day): void {
      if (unitId.value !== unit) people.forget()
      if (unitId.value !== unit || monday.value !== of) reading.expect()
      unitId.value = unit
      monday.value = of
      void reading.read()
    },
    readPeople: people.read,
    add,
    /** What the week before would put into this one. */
    async former(): Promise<Result<NewStint[]>> {
      const answer = await week(addDays(monday.value, -weekDays), unitId.value ?? '')
      return answer.ok ? grant(laterBy(answer.value.items, weekDays)) : answer
    },
    async end(id: string): Promise<Result<unknown>> {
      const answer = await call(endStint, { params: { id } })
      await reading.read()
      return answer
    },
  }
})
