import { defaultDutyHours, dutyCalendar, type SetHours } from '@shuniu/shared/calendar'
import { describe, expect, it } from 'vitest'
import { arrangementsOf, hoursIn, todayOf } from './arrangements.ts'
import { foreseenHours, hoursDraft, seasonsOf } from './hoursForm.ts'

const wholeYear = (opens: string, effectiveFrom: string, changedBy = '王主任'): SetHours => ({
  name: '全年',
  season: { from: '01-01', to: '12-31' },
  windows: [{ opens, closes: '17:00' }],
  effectiveFrom,
  changedBy,
  changedAt: '2026-05-20T02:00:00.000Z',
})
const first: readonly SetHours[] = defaultDutyHours.map(row => ({ ...row, changedBy: null, changedAt: null }))
const today = '2026-11-25'
const calendar = dutyCalendar()

describe('arrangements of office hours', () => {
  it('are told by the day they take effect, the newest first', () => {
    const rows = [...first, wholeYear('09:00', '2026-06-01'), wholeYear('08:30', '2027-03-01')]

    expect(
      arrangementsOf(rows, today).map(({ effectiveFrom, state, seasons }) => [
        effectiveFrom,
        state,
        seasons.length,
      ]),
    ).toEqual([
      ['2027-03-01', 'toCome', 1],
      ['2026-06-01', 'inForce', 1],
      ['2000-01-01', 'replaced', 2],
    ])
  })

  it('go by the last word where one day was set twice', () => {
    const rows = [wholeYear('09:00', '2026-06-01'), wholeYear('08:30', '2026-06-01')]

    expect(arrangementsOf(rows, today)[0]?.seasons.map(({ windows }) => windows[0]?.opens)).toEqual(['08:30'])
  })

  it('say who set them last', () => {
    const rows = [...first, wholeYear('09:00', '2026-06-01'), wholeYear('08:30', '2026-06-01', '李主任')]

    expect(arrangementsOf(rows, today).map(({ changedBy }) => changedBy)).toEqual(['李主任', null])
  })

  it('say what today is like', () => {
    const seasons = arrangementsOf(first, today)[0]?.seasons ?? []
    const wednesday = todayOf(today, { calendar, seasons })

    expect(wednesday).toMatchObject({ weekday: 3, isWorkday: true, season: { name: '冬季' } })
    expect(hoursIn(wednesday.season?.windows ?? [])).toBe(7.5)
    expect(todayOf('2026-10-01', { calendar, seasons }).isWorkday).toBe(false)
    expect(todayOf('2026-10-10', { calendar, seasons }).isWorkday).toBe(true)
  })
})

describe('office hours while they are filled in', () => {
  const [summer, winter] = defaultDutyHours.map(({ name, season, windows }) => ({ name, season, windows }))
  const seasons = [summer, winter].flatMap(season => season ?? [])
  const draft = hoursDraft(seasons, today)

  it('begin tomorrow with what holds', () => {
    expect(draft.effectiveFrom).toBe('2026-11-26')
    expect(foreseenHours(draft, today)).toBeUndefined()
  })

  it.each([
    ['calendar.pastHours', { effectiveFrom: today }],
    ['calendar.noSuchDay', { effectiveFrom: '2027-02-30' }],
    ['calendar.hoursGap', { seasons: seasons.slice(1) }],
    ['calendar.hoursOverlap', { seasons: [...seasons, ...seasons] }],
  ])('foresee %s', (code, differing) => {
    expect(foreseenHours({ ...draft, ...differing }, today)?.code).toBe(code)
  })

  it('are unfinished while a name or a time is missing', () => {
    const nameless = { ...draft, seasons: seasons.map(season => ({ ...season, name: '' })) }

    expect(seasonsOf(nameless)).toBeUndefined()
  })
})
