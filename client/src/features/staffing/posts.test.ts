import type { AppointmentView } from '@shuniu/shared/staffing'
import { instant } from '@shuniu/shared/kernel'
import { expect, it } from 'vitest'
import { seatsOf } from './posts.ts'

const anAppointment = (differing: Partial<AppointmentView> = {}): AppointmentView => ({
  id: 'one',
  personId: 'wang',
  personName: '王芳',
  unitId: 'town',
  post: 'fullTimeStaff',
  manner: 'regular',
  from: '2026-01-01',
  to: null,
  reason: '任命',
  madeBy: '县综治中心主任',
  madeAt: instant('2026-01-01T00:00:00Z'),
  endedBy: null,
  endReason: null,
  version: 1,
  ...differing,
})

it('parts those who hold a post from those who will and those who did, and counts who is lacking', () => {
  const [seat, plain] = seatsOf({
    day: '2026-11-24',
    posts: [
      { post: 'partyDeputySecretary', asked: 0 },
      { post: 'fullTimeStaff', asked: 3 },
    ],
    appointments: [
      anAppointment(),
      anAppointment({ id: 'stood', manner: 'standIn', to: '2026-12-31' }),
      anAppointment({ id: 'toCome', from: '2026-12-01' }),
      anAppointment({ id: 'past', to: '2026-11-23' }),
      anAppointment({ id: 'withdrawn', from: '2026-12-01', to: '2026-11-30' }),
    ],
    persons: [],
  })
  const ids = (holders: readonly { appointment: AppointmentView }[] | undefined) =>
    holders?.map(({ appointment }) => appointment.id)

  expect([ids(seat?.now), ids(seat?.toCome), ids(seat?.past)]).toEqual([
    ['one', 'stood'],
    ['toCome'],
    ['past'],
  ])
  expect([seat?.lacking, plain?.post]).toEqual([2, 'partyDeputySecretary'])
})
