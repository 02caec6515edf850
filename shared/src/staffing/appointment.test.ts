import { describe, expect, it } from 'vitest'
import { wrongAppointment, wrongEnding, type Appointment } from './appointment.ts'

const today = '2026-11-24'
const anAppointment = (differing: Partial<Appointment> = {}): Appointment => ({
  personId: 'wang',
  unitId: 'town',
  post: 'coordinator',
  manner: 'regular',
  from: '2026-01-01',
  to: null,
  ...differing,
})
const codeOf = (fresh: Partial<Appointment>, ...others: Partial<Appointment>[]) =>
  wrongAppointment(anAppointment(fresh), others.map(anAppointment), today)?.refusal.code

describe('an appointment', () => {
  it('may begin in the past and a year ahead', () => {
    expect(codeOf({ from: '1998-03-01' })).toBeUndefined()
    expect(codeOf({ from: '2027-11-25' })).toBeUndefined()
  })

  it.each([
    ['appointment.notADay', { from: '2026-02-30' }],
    ['appointment.notADay', { to: '2026-06-31' }],
    ['appointment.tooOld', { from: '1949-12-31' }],
    ['appointment.tooFar', { from: '2027-11-26' }],
    ['appointment.endsBeforeItBegins', { to: '2025-12-31' }],
    ['appointment.standInTooLong', { manner: 'standIn' }],
    ['appointment.standInTooLong', { manner: 'standIn', to: '2027-01-03' }],
    ['appointment.notFullTime', { post: 'fullTimeStaff', manner: 'concurrent' }],
  ] as const)('is refused with %s', (code, differing) => {
    expect(codeOf(differing)).toBe(code)
  })

  it('is refused twice at one post on one day, and taken again once the first has ended', () => {
    expect(codeOf({}, { from: '2020-01-01' })).toBe('appointment.twice')
    expect(codeOf({}, { from: '2020-01-01', to: '2025-12-31' })).toBeUndefined()
    expect(codeOf({}, { from: '2020-01-01', to: '2026-01-01' })).toBe('appointment.twice')
  })

  it('is refused to whoever holds a post that excludes it on one of the days', () => {
    const secretary = { post: 'partySecretary', unitId: 'town' } as const

    expect(codeOf({ post: 'partyDeputySecretary' }, secretary)).toBe('appointment.exclusive')
    expect(codeOf({ post: 'partyDeputySecretary' }, { ...secretary, to: '2025-12-31' })).toBeUndefined()
    expect(codeOf({ post: 'partyDeputySecretary', manner: 'deputy' }, secretary)).toBeUndefined()
  })

  it('is refused to a second full-time post, in the same place or another', () => {
    const own = { post: 'fullTimeStaff' } as const

    expect(codeOf({ post: 'villageStaff', unitId: 'village' }, own)).toBe('appointment.exclusive')
    expect(codeOf({ post: 'fullTimeStaff', unitId: 'otherTown' }, own)).toBe('appointment.exclusive')
    expect(codeOf({ post: 'coordinator' }, own)).toBeUndefined()
  })

  it('fills no post beyond the number it takes, from the first day on which it would', () => {
    const li = { personId: 'li', post: 'committeeDirector', from: '2026-06-01' } as const
    const zhang = { post: 'committeeDirector' } as const

    const wrong = wrongAppointment(anAppointment(zhang), [anAppointment(li)], today)
    expect(wrong?.refusal).toEqual({
      code: 'appointment.postFilled',
      detail: { post: 'committeeDirector', day: '2026-06-01' },
    })
    expect(codeOf({ ...zhang, to: '2026-05-31' }, li)).toBeUndefined()
    expect(codeOf({ ...zhang, manner: 'standIn', to: '2026-12-31' }, li)).toBeUndefined()
    expect(codeOf(zhang, { ...li, unitId: 'otherTown' })).toBeUndefined()
  })

  it('counts holders that follow each other as one', () => {
    const seats = ['a', 'b', 'c', 'd', 'e'].map((personId, at) => ({
      personId,
      from: `202${at}-01-01`,
      to: `202${at}-12-31`,
    }))

    expect(codeOf({ personId: 'f', from: '2020-01-01' }, ...seats)).toBeUndefined()
  })
})

describe('the end of an appointment', () => {
  const codeOfEnd = (held: Partial<Appointment>, last: string) =>
    wrongEnding(anAppointment(held), last, today)?.refusal.code

  it('is any day from its first on, and for one to come any day before', () => {
    expect(codeOfEnd({}, '2026-11-30')).toBeUndefined()
    expect(codeOfEnd({}, '2026-03-31')).toBeUndefined()
    expect(codeOfEnd({ from: '2026-12-01' }, '2026-11-24')).toBeUndefined()
  })

  it.each([
    ['appointment.notADay', {}, '2026-11-31'],
    ['appointment.endsBeforeItBegins', {}, '2025-12-31'],
    ['appointment.isOver', { to: '2026-11-23' }, '2026-06-01'],
    ['appointment.isOver', { from: '2026-12-01', to: '2026-11-30' }, '2026-11-24'],
    ['appointment.endsLater', { to: '2026-12-31' }, '2027-01-31'],
  ] as const)('is refused with %s', (code, held, last) => {
    expect(codeOfEnd(held, last)).toBe(code)
  })
})
