import type { Day } from '@shuniu/shared/calendar'
import type { BodyOf, Result } from '@shuniu/shared/kernel'
import {
  addPerson,
  appoint,
  changePerson,
  changeUnitProfile,
  endAppointment,
  listPersons,
  lookAtMobile,
  seeUnitStaff,
  type AppointmentView,
  type PersonView,
} from '@shuniu/shared/staffing'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { createCommandIds } from '../../platform/ids/index.ts'
import { useStaffing } from './staffing.store.ts'

type Idless<T> = Omit<T, 'id'>
export type AppointmentEntry = Idless<BodyOf<typeof appoint>>
export type PersonEntry = Idless<BodyOf<typeof addPerson>>
export type PersonWords = Idless<BodyOf<typeof changePerson>> & { readonly personId: string }
export type ProfileWords = Idless<BodyOf<typeof changeUnitProfile>>
type EndWords = Idless<BodyOf<typeof endAppointment>> & { readonly appointmentId: string }

/** One unit's sheet, as it stands on the day that is looked at; every change reads it anew, and the list of findings too. */
export const useUnitStaff = defineStore('unitStaff', () => {
  const staffing = useStaffing()
  const unitId = shallowRef('')
  const ids = createCommandIds<unknown>(command => JSON.stringify(command))
  const reading = createReading(() => {
    const day: Day | undefined = staffing.picked
    return call(seeUnitStaff, { params: { id: unitId.value }, query: day === undefined ? {} : { day } })
  })

  /** The same command has one id until it is answered; what was refused may be since somebody else was first. */
  async function sent<T>(command: unknown, send: (id: string) => Promise<Result<T>>): Promise<Result<T>> {
    const answer = await send(ids.of(command))
    if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(command)
    await Promise.all([...(unitId.value === '' ? [] : [reading.read()]), staffing.read()])
    return answer
  }
  return {
    unitId,
    state: reading.state,
    read: reading.read,
    sheet: computed(() => reading.value.value),
    async open(id: string): Promise<void> {
      if (id !== unitId.value) {
        unitId.value = id
        reading.expect()
      }
      await reading.read()
    },
    appoint: (fresh: AppointmentEntry): Promise<Result<AppointmentView>> =>
      sent(fresh, id => call(appoint, { body: { id, ...fresh } })),
    end: (ending: EndWords): Promise<Result<AppointmentView>> => {
      const { appointmentId, ...words } = ending
      return sent(ending, id =>
        call(endAppointment, { params: { id: appointmentId }, body: { id, ...words } }),
      )
    },
    addPerson: (fresh: PersonEntry): Promise<Result<PersonView>> =>
      sent(fresh, id => call(addPerson, { body: { id, ...fresh } })),
    changePerson: (change: PersonWords): Promise<Result<PersonView>> => {
      const { personId, ...words } = change
      return sent(change, id => call(changePerson, { params: { id: personId }, body: { id, ...words } }))
    },
    changeProfile: (change: ProfileWords) =>
      sent({ unitId: unitId.value, ...change }, id =>
        call(changeUnitProfile, { params: { id: unitId.value }, body: { id, ...change } }),
      ),
    look: (personId: string, reason: string) =>
      call(lookAtMobile, { params: { id: personId }, body: { reason } }),
    find: (q: string) => call(listPersons, { query: { q, limit: 20 } }),
  }
})
