import { addPerson, appoint, type Appointment, type PersonView } from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import type { Browser } from './browser.ts'
import { townshipCode } from './county.ts'
import { unitIds } from './staff.ts'

/** A person entered by somebody who may; of the first township unless said otherwise. */
export async function aPerson(by: Browser, differing: Partial<PersonView> = {}): Promise<PersonView> {
  const { name = '孙立', areaCode = townshipCode(1), mobile = '13800138000', officePhone = null } = differing
  const { body, code } = await by.call(addPerson, {
    body: { id: v7(), name, areaCode, mobile, officePhone },
  })
  if (code !== undefined) throw new Error(`${name} was refused with ${code}`)
  return body
}

/** An appointment at the first township's centre unless said otherwise. */
export const anAppointment = (personId: string, differing: Partial<Appointment> = {}): Appointment => ({
  personId,
  unitId: unitIds.township(1),
  post: 'coordinator',
  manner: 'regular',
  from: '2026-01-01',
  to: null,
  ...differing,
})

export const appointed = (by: Browser, appointment: Appointment, id = v7()) =>
  by.call(appoint, { body: { id, ...appointment, reason: '党委会决定' } })
