import { describe, expect, it } from 'vitest'
import { instant } from '../kernel/index.ts'
import {
  addDays,
  dutyCalendar,
  isProvisional,
  isWorkday,
  publishedYears,
  shanghaiDay,
  shanghaiDayStart,
  weekdayOf,
  yearStatus,
  yearTableProblems,
} from './index.ts'

const calendar = dutyCalendar()

describe('days of Shanghai', () => {
  it.each([
    ['2026-11-24T15:59:59.999Z', '2026-11-24'],
    ['2026-11-24T16:00:00.000Z', '2026-11-25'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['2024-02-28T16:00:00Z', '2024-02-29'],
    ['1969-12-31T15:59:00Z', '1969-12-31'],
  ])('%s falls on %s', (at, day) => {
    expect(shanghaiDay(instant(at))).toBe(day)
  })

  it('begins a day at 16:00 UTC of the day before', () => {
    expect(shanghaiDayStart('2026-11-24')).toBe('2026-11-23T16:00:00.000Z')
  })

  it.each([
    ['1969-12-31', 3],
    ['2026-11-24', 2],
    ['2026-11-29', 7],
  ])('%s is weekday %i', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday)
  })

  it('counts days over month, year and leap day', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  it('throws on a day that does not exist', () => {
    expect(() => shanghaiDayStart('2026-02-30')).toThrow(RangeError)
  })
})

describe('workdays', () => {
  it.each([
    ['2025-01-26', true, '春节 make-up Sunday'],
    ['2025-01-28', false, '除夕'],
    ['2025-02-04', false, '春节, a Tuesday'],
    ['2025-02-08', true, '春节 make-up Saturday'],
    ['2025-09-28', true, '国庆 make-up Sunday'],
    ['2025-10-08', false, '国庆 and 中秋, a Wednesday'],
    ['2025-10-11', true, '国庆 make-up Saturday'],
    ['2026-01-02', false, '元旦, a Friday'],
    ['2026-01-04', true, '元旦 make-up Sunday'],
    ['2026-02-14', true, '春节 make-up Saturday'],
    ['2026-02-23', false, '春节, a Monday'],
    ['2026-02-28', true, '春节 make-up Saturday'],
    ['2026-09-20', true, '国庆 make-up Sunday'],
    ['2026-09-25', false, '中秋, a Friday'],
    ['2026-10-07', false, '国庆, a Wednesday'],
    ['2026-10-10', true, '国庆 make-up Saturday'],
    ['2026-11-21', false, 'an ordinary Saturday'],
    ['2026-11-24', true, 'an ordinary Tuesday'],
    ['2027-10-01', true, 'no notice for 2027 yet: a Friday like any other'],
    ['2027-10-02', false, 'no notice for 2027 yet: a Saturday'],
  ])('%s worked: %s (%s)', (day, worked) => {
    expect(isWorkday(day, calendar)).toBe(worked)
  })

  it('marks a year without a notice as provisional', () => {
    expect(yearStatus(2026, calendar)).toBe('published')
    expect(yearStatus(2027, calendar)).toBe('provisional')
    expect(isProvisional('2026-12-31', calendar)).toBe(false)
    expect(isProvisional('2027-01-01', calendar)).toBe(true)
  })

  it('takes an imported table for the whole year, also for a published one', () => {
    const imported = dutyCalendar([
      { year: 2026, holidays: ['2026-11-24'], makeUpWorkdays: [] },
      { year: 2027, holidays: ['2027-10-01'], makeUpWorkdays: ['2027-10-09'] },
    ])

    expect(yearStatus(2026, imported)).toBe('imported')
    expect(isWorkday('2026-11-24', imported)).toBe(false)
    expect(isWorkday('2026-10-07', imported)).toBe(true)
    expect(isWorkday('2027-10-01', imported)).toBe(false)
    expect(isWorkday('2027-10-09', imported)).toBe(true)
    expect(isWorkday('2025-10-08', imported)).toBe(false)
  })

  it('lets the notice of a year name the last days of the year before', () => {
    const imported = dutyCalendar([{ year: 2027, holidays: ['2026-12-31'], makeUpWorkdays: ['2026-12-26'] }])

    expect(isWorkday('2026-12-31', imported)).toBe(false)
    expect(isWorkday('2026-12-26', imported)).toBe(true)
    expect(yearStatus(2026, imported)).toBe('published')
  })
})

describe('yearly tables', () => {
  it('finds no fault in any published year', () => {
    expect(publishedYears.map(table => table.year)).toContain(2026)
    expect(publishedYears.flatMap(yearTableProblems)).toEqual([])
  })

  it.each([
    [{ year: 2027, holidays: ['2027-02-30'], makeUpWorkdays: [] }, 'noSuchDay'],
    [{ year: 2027, holidays: ['2028-01-01'], makeUpWorkdays: [] }, 'outsideYear'],
    [{ year: 2027, holidays: ['2027-10-02'], makeUpWorkdays: ['2027-10-02'] }, 'bothOffAndOn'],
    [{ year: 2027, holidays: [], makeUpWorkdays: ['2027-10-04'] }, 'makeUpOnWeekday'],
  ])('refuses %j: %s', (table, problem) => {
    expect(yearTableProblems(table)).toEqual([problem])
  })
})
