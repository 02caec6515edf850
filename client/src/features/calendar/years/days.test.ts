import { publishedYears } from '@shuniu/shared/calendar'
import { describe, expect, it } from 'vitest'
import { changesBetween, monthsOf } from './days.ts'

const of2026 = publishedYears.find(({ year }) => year === 2026) ?? {
  year: 2026,
  holidays: [],
  makeUpWorkdays: [],
}

describe('a year as twelve months', () => {
  it('has every day once, each week from Monday', () => {
    const months = monthsOf(of2026)
    const days = months.flatMap(({ cells }) => cells.flatMap(cell => cell?.day ?? []))

    expect(months).toHaveLength(12)
    expect(new Set(days).size).toBe(365)
    expect(months[9]?.cells.findIndex(cell => cell?.day === '2026-10-01')).toBe(3)
  })

  it('tells days off, days worked and weekends apart', () => {
    const october = monthsOf(of2026)[9]?.cells ?? []
    const kinds = [1, 8, 10, 11].map(n => october.find(cell => cell?.number === n)?.kind)

    expect(kinds).toEqual(['off', 'work', 'makeUp', 'weekend'])
  })
})

describe('what another table changes', () => {
  it('is told day by day, what stays alike left out', () => {
    const after = {
      ...of2026,
      holidays: [...of2026.holidays.filter(day => day !== '2026-10-07'), '2026-12-31'],
      makeUpWorkdays: of2026.makeUpWorkdays.filter(day => day !== '2026-10-10'),
    }

    expect(changesBetween(of2026, after)).toEqual([
      { day: '2026-10-07', before: 'off', after: 'work' },
      { day: '2026-10-10', before: 'makeUp', after: 'weekend' },
      { day: '2026-12-31', before: 'work', after: 'off' },
    ])
    expect(changesBetween(of2026, of2026)).toEqual([])
  })
})
