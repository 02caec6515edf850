import { describe, expect, it } from 'vitest'
import {
  defaultDutyHours,
  dutyCalendar,
  gapsOf,
  pastChanges,
  publishedYears,
  wrongSeasons,
  wrongYearTable,
  type YearTable,
} from './index.ts'

const of2026 = publishedYears.find(({ year }) => year === 2026) ?? expect.fail('2026 is not published')
const codeOf = (table: YearTable, year = 2026) => wrongYearTable(table, year)?.refusal.code
const without = (...days: string[]): YearTable => ({
  ...of2026,
  holidays: of2026.holidays.filter(day => !days.includes(day)),
})

describe('a yearly table', () => {
  it.each(publishedYears.filter(({ year }) => year >= 2008).map(table => [table.year, table] as const))(
    'of %i has no gap as it was published',
    (year, table) => {
      expect(gapsOf(table)).toEqual([])
      expect(codeOf(table, year)).toBeUndefined()
    },
  )

  it('with a gap is refused: a holiday missing, or a day left out of its middle', () => {
    expect(gapsOf(without('2026-01-01', '2026-06-19', '2026-06-20', '2026-06-21'))).toEqual([
      '元旦',
      '端午节',
    ])
    expect(gapsOf(without('2026-10-06'))).toEqual(['2026-10-06'])
    expect(codeOf(without('2026-10-02'))).toBe('calendar.gap')
    expect(codeOf({ year: 2026, holidays: [], makeUpWorkdays: [] })).toBe('calendar.gap')
  })

  it.each([
    ['calendar.wrongYear', { ...of2026, year: 2027 }],
    ['calendar.noSuchDay', { ...of2026, holidays: [...of2026.holidays, '2026-02-30'] }],
    ['calendar.outsideYear', { ...of2026, holidays: [...of2026.holidays, '2027-01-01'] }],
    ['calendar.bothOffAndOn', { ...of2026, makeUpWorkdays: ['2026-10-03'] }],
    ['calendar.makeUpOnWeekday', { ...of2026, makeUpWorkdays: ['2026-11-25'] }],
  ])('is refused with %s', (code, table) => {
    expect(codeOf(table)).toBe(code)
  })

  it('may change days to come, none that is over', () => {
    const before = dutyCalendar()
    const after = dutyCalendar([without('2026-10-07', '2026-01-02')])

    expect(pastChanges({ before, after }, 2026, '2026-06-30')).toEqual(['2026-01-02'])
    expect(pastChanges({ before, after }, 2026, '2026-01-01')).toEqual([])
  })
})

describe('the hours of the seasons', () => {
  const [summer, winter] = defaultDutyHours
  if (!summer || !winter) throw new Error('two seasons')

  it('are the whole year, each day once', () => {
    expect(wrongSeasons([summer, winter])).toBeUndefined()
  })

  it.each([
    ['calendar.hoursGap', [summer]],
    ['calendar.hoursOverlap', [summer, { ...winter, season: { from: '09-30', to: '04-30' } }]],
    ['calendar.noSuchDay', [{ ...summer, season: { from: '02-30', to: '04-30' } }]],
    [
      'calendar.hoursOutOfOrder',
      [{ ...summer, season: { from: '01-01', to: '12-31' }, windows: [{ opens: '12:00', closes: '08:00' }] }],
    ],
  ])('are refused with %s', (code, seasons) => {
    expect(wrongSeasons(seasons)?.refusal.code).toBe(code)
  })
})
