import { describe, expect, it } from 'vitest'
import { instant } from '../kernel/index.ts'
import {
  holesOf,
  keptPosts,
  keptTwice,
  onDutyAt,
  overlapsOf,
  wrongStint,
  type DutyPost,
  type DutySpan,
  type NewStint,
} from './stint.ts'

const at = (clock: string, day = '12') => instant(`2026-03-${day}T${clock}:00+08:00`)
const stint = (
  name: string,
  from: string,
  to: string,
  post: DutyPost = 'officer',
): Pick<NewStint, 'post' | 'name' | 'accountId'> & DutySpan => ({
  post,
  name,
  accountId: null,
  from,
  to,
})
const day = stint('李安', at('08:00'), at('20:00'))
const night = stint('周宁', at('20:00'), at('08:00', '13'))
const span = { from: at('08:00'), to: at('08:00', '13') }

describe('the roster of a centre', () => {
  it('has no hole where one stint begins as the other ends, and both on duty to the minute', () => {
    expect(holesOf([night, day], ['officer'], span)).toEqual([])
    expect(onDutyAt([day, night], at('20:00')).map(({ name }) => name)).toEqual(['周宁'])
  })

  it('tells the hours that nobody keeps, at both ends and between, of each post that must be kept', () => {
    const kept = [stint('李安', at('10:00'), at('12:00')), stint('周宁', at('14:00'), at('20:00'))]

    const holes = holesOf(kept, ['officer', 'leader'], span)

    expect(holes).toEqual([
      { post: 'officer', from: at('08:00'), to: at('10:00') },
      { post: 'leader', ...span },
      { post: 'officer', from: at('12:00'), to: at('14:00') },
      { post: 'officer', from: at('20:00'), to: at('08:00', '13') },
    ])
  })

  it('knows who keeps it through the beginning and the end of the days asked for', () => {
    const long = stint('吴主任', at('00:00', '10'), at('00:00', '15'), 'leader')

    expect(holesOf([long], ['leader'], span)).toEqual([])
  })

  it('shows one post kept by two, by the hours both are there, and not two posts', () => {
    const second = stint('郑强', at('18:00'), at('22:00'))
    const leader = stint('吴主任', at('08:00'), at('08:00', '13'), 'leader')

    expect(overlapsOf([night, leader, second, day])).toEqual([
      { post: 'officer', names: ['李安', '郑强'], from: at('18:00'), to: at('20:00') },
      { post: 'officer', names: ['郑强', '周宁'], from: at('20:00'), to: at('22:00') },
    ])
  })

  it('is kept by day and night at county and township, by no village and no unit', () => {
    expect([keptPosts('county'), keptPosts('township'), keptPosts('village'), keptPosts(undefined)]).toEqual([
      ['leader', 'chief', 'officer'],
      ['leader', 'officer'],
      [],
      [],
    ])
  })
})

describe('a stint', () => {
  it.each([
    ['ends before it begins', at('20:00'), at('08:00'), 'duty.spanOrder'],
    ['lasts no time', at('08:00'), at('08:00'), 'duty.spanOrder'],
    ['lasts longer than three days', at('08:00'), at('08:01', '15'), 'duty.spanTooLong'],
    ['was over the day before yesterday', at('08:00', '09'), at('08:00', '10'), 'duty.past'],
    [
      'begins in more than a year',
      instant('2027-05-01T08:00:00+08:00'),
      instant('2027-05-01T20:00:00+08:00'),
      'duty.tooFarAhead',
    ],
  ])('is refused where it %s', (_, from, to, code) => {
    expect(wrongStint({ from, to, name: '李安' }, at('09:00'))).toMatchObject({ refusal: { code } })
  })

  it('of last night may be written down in the morning', () => {
    expect(
      wrongStint({ from: at('20:00', '11'), to: at('08:00'), name: '李安' }, at('09:00')),
    ).toBeUndefined()
  })

  it('is not kept twice by one person at once, whether among the new or beside the known', () => {
    const again = { ...day, from: at('19:00'), to: at('23:00') }

    expect(keptTwice([day], [again])).toBe(again)
    expect(keptTwice([], [day, again])).toBe(again)
    expect(keptTwice([day], [{ ...night, name: day.name }])).toBeUndefined()
  })

  it('of two accounts of one name is of two people, and of a name without an account is of that name', () => {
    const [one, other] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']

    expect(keptTwice([{ ...day, accountId: one }], [{ ...day, accountId: other }])).toBeUndefined()
    expect(keptTwice([{ ...day, accountId: one }], [day])).toBe(day)
  })
})
