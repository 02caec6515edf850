import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import {
  addWorkdays,
  addWorkingMinutes,
  closingAfter,
  closingFrom,
  defaultDutyHours,
  dutyCalendar,
  dutyTime,
  workingMinutesBetween,
} from './index.ts'

const duty = dutyTime(dutyCalendar(), defaultDutyHours)

/** A clock time in Shanghai, `2026-11-24 09:30`. */
const local = (text: string): Instant => instant(`${text.replace(' ', 'T')}:00+08:00`)

describe('the end of duty', () => {
  it.each([
    ['2026-11-24 09:30', 0, '2026-11-24 17:30'],
    ['2026-07-07 09:30', 0, '2026-07-07 17:30'],
    ['2026-11-21 09:30', 0, undefined],
    ['2026-11-21 09:30', 1, '2026-11-23 17:30'],
    ['2026-11-24 20:00', 1, '2026-11-25 17:30'],
    ['2026-09-30 09:30', 2, '2026-10-09 17:30'],
    ['2026-10-09 09:30', 1, '2026-10-10 17:30'],
  ])('of the day of %s and %i workdays more is %s', (at, n, closing) => {
    expect(closingAfter(local(at), n, duty)).toBe(closing === undefined ? undefined : local(closing))
  })

  it.each([
    ['2026-11-24 09:30', 7, '2026-12-01 17:30'],
    ['2026-11-21 09:30', 7, '2026-11-30 17:30'],
    ['2026-09-25 09:30', 7, '2026-10-08 17:30'],
  ])('of the first workday from %s and %i days on is %s', (at, days, closing) => {
    expect(closingFrom(local(at), days, duty)).toBe(local(closing))
  })
})

describe('addWorkingMinutes', () => {
  it.each([
    ['2026-11-24 09:30', 60, '2026-11-24 10:30', 'within the morning'],
    ['2026-11-24 11:30', 60, '2026-11-24 14:30', 'over lunch in winter'],
    ['2026-07-07 11:30', 60, '2026-07-07 15:00', 'over lunch in summer'],
    ['2026-11-24 11:00', 60, '2026-11-24 12:00', 'to the end of the morning, not to the next opening'],
    ['2026-11-24 17:00', 120, '2026-11-25 09:30', 'over night'],
    ['2026-11-24 20:00', 30, '2026-11-25 08:30', 'begun after hours'],
    ['2026-11-20 17:00', 60, '2026-11-23 08:30', 'over a weekend'],
    ['2026-09-30 17:00', 60, '2026-10-08 08:30', 'over the whole of 国庆 2026'],
    ['2026-10-09 17:00', 60, '2026-10-10 08:30', 'into the make-up Saturday of 国庆 2026'],
    ['2025-09-26 17:00', 60, '2025-09-28 08:30', 'into the make-up Sunday of 国庆 2025'],
    ['2026-02-14 17:00', 60, '2026-02-24 08:30', 'over the nine days of 春节 2026'],
    ['2025-01-27 17:00', 60, '2025-02-05 08:30', 'over 春节 2025'],
    ['2026-04-30 17:00', 330, '2026-05-06 15:30', 'out of winter hours into summer hours over 劳动节'],
    ['2027-09-30 17:00', 60, '2027-10-01 08:30', 'through a year without a notice'],
    ['2026-11-21 11:00', 0, '2026-11-21 11:00', 'no minutes at all'],
  ])('%s + %i min = %s (%s)', (start, minutes, due) => {
    expect(addWorkingMinutes(local(start), minutes, duty)).toBe(local(due))
  })

  it('throws on negative and on absent amounts', () => {
    expect(() => addWorkingMinutes(local('2026-11-24 09:30'), -1, duty)).toThrow(RangeError)
    expect(() => addWorkdays(local('2026-11-24 09:30'), Number.NaN, duty)).toThrow(RangeError)
  })
})

describe('addWorkdays', () => {
  it.each([
    ['2026-11-24 09:30', 1, '2026-11-25 09:30', 'the same clock time'],
    ['2026-11-24 09:30', 7, '2026-12-03 09:30', 'over a weekend'],
    ['2026-11-24 08:00', 1, '2026-11-24 17:30', 'a whole day from its opening'],
    ['2026-11-21 11:00', 1, '2026-11-23 17:30', 'begun on a Saturday'],
    ['2026-11-20 17:30', 1, '2026-11-23 17:30', 'begun at the closing on Friday'],
    ['2026-11-20 17:29', 1, '2026-11-23 17:29', 'begun just before the closing'],
    ['2026-11-24 12:40', 2, '2026-11-26 12:00', 'begun over lunch'],
    ['2026-09-30 16:00', 1, '2026-10-08 16:00', 'over 国庆 2026'],
    ['2026-10-09 16:00', 1, '2026-10-10 16:00', 'to a make-up Saturday'],
    ['2026-04-30 14:10', 1, '2026-05-06 12:00', 'to a clock time that is lunch in summer hours'],
    ['2026-02-13 10:00', 3, '2026-02-25 10:00', 'over 春节 2026 and its make-up Saturday'],
    ['2026-11-24 08:00', 3.5, '2026-11-27 11:45', 'a half day is half of the longest day, 225 min'],
    ['2026-11-24 09:00', 0.5, '2026-11-24 14:45', 'less than a day'],
  ])('%s + %f wd = %s (%s)', (start, n, due) => {
    expect(addWorkdays(local(start), n, duty)).toBe(local(due))
  })
})

/** The slow truth: asks of every single minute whether it is worked, with its own table of the days in question. */
const daysOff = new Set([
  ...range(1, 8).map(day => `2025-10-0${day}`),
  '2026-01-01',
  '2026-01-02',
  '2026-01-03',
])
const makeUps = new Set(['2025-09-28', '2025-10-11', '2026-01-04'])

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

function isWorkedMinute(ms: number): boolean {
  const there = new Date(ms + 8 * 3_600_000)
  const day = there.toISOString().slice(0, 10)
  const weekend = [0, 6].includes(there.getUTCDay())
  if (daysOff.has(day) || (weekend && !makeUps.has(day))) return false
  const minute = there.getUTCHours() * 60 + there.getUTCMinutes()
  const summer = there.getUTCMonth() >= 4 && there.getUTCMonth() <= 8
  return (minute >= 480 && minute < 720) || (minute >= (summer ? 870 : 840) && minute < 1050)
}

function slowMinutesBetween(fromMs: number, toEndMs: number): number {
  let sum = 0
  for (let ms = fromMs; ms < toEndMs; ms += 60_000) if (isWorkedMinute(ms)) sum += 1
  return sum
}

const startOfSamples = toMs(local('2025-09-20 00:00'))
const aMinute = fc.integer({ min: 0, max: 110 * 1440 }).map(minute => startOfSamples + minute * 60_000)
const aMoment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 11, 31) }).map(ms => instant(ms))

describe('against the minute-by-minute count', () => {
  it('counts the same working minutes between any two minutes of autumn 2025', () => {
    const spans = fc.tuple(aMinute, fc.integer({ min: 0, max: 20 * 1440 }))
    fc.assert(
      fc.property(spans, ([fromMs, length]) => {
        const toEndMs = fromMs + length * 60_000
        const counted = workingMinutesBetween(instant(fromMs), instant(toEndMs), duty)
        expect(counted).toBe(slowMinutesBetween(fromMs, toEndMs))
      }),
      { numRuns: 150, seed: 33200 },
    )
  })

  it('adds minutes so that the last of them is worked and they are neither more nor fewer', () => {
    fc.assert(
      fc.property(aMinute, fc.integer({ min: 1, max: 3000 }), (fromMs, minutes) => {
        const dueMs = toMs(addWorkingMinutes(instant(fromMs), minutes, duty))
        expect(isWorkedMinute(dueMs - 60_000)).toBe(true)
        expect(slowMinutesBetween(fromMs, dueMs)).toBe(minutes)
      }),
      { numRuns: 150, seed: 33200 },
    )
  })
})

describe('laws of working time', () => {
  const minutes = fc.integer({ min: 0, max: 60_000 })

  it('finds between start and due the minutes that were added', () => {
    fc.assert(
      fc.property(aMoment, minutes, (start, added) => {
        expect(workingMinutesBetween(start, addWorkingMinutes(start, added, duty), duty)).toBeCloseTo(
          added,
          6,
        )
      }),
    )
  })

  it('never gives a later start or a longer span the earlier deadline', () => {
    fc.assert(
      fc.property(aMoment, fc.nat(40 * 86_400_000), minutes, fc.nat(5000), (start, later, span, more) => {
        const due = addWorkingMinutes(start, span, duty)
        expect(addWorkingMinutes(instant(toMs(start) + later), span, duty) >= due).toBe(true)
        expect(addWorkingMinutes(start, span + more, duty) >= due).toBe(true)
      }),
    )
  })

  it('never gives a later start or more workdays the earlier deadline, half days among them', () => {
    const halves = fc.integer({ min: 0, max: 60 }).map(half => half / 2)
    fc.assert(
      fc.property(aMoment, fc.nat(3 * 86_400_000), halves, (start, later, n) => {
        const due = addWorkdays(start, n, duty)
        expect(addWorkdays(instant(toMs(start) + later), n, duty) >= due).toBe(true)
        expect(addWorkdays(start, n + 1, duty) > due).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('counts backwards as negative', () => {
    fc.assert(
      fc.property(aMoment, aMoment, (a, b) => {
        expect(workingMinutesBetween(a, b, duty) + workingMinutesBetween(b, a, duty)).toBe(0)
      }),
      { numRuns: 50 },
    )
  })

  it('computes 10,000 deadlines of seven workdays within a second', () => {
    const startMs = toMs(local('2025-01-01 00:00'))
    const begun = Date.now()

    for (let at = 0; at < 10_000; at += 1) addWorkdays(instant(startMs + at * 4_000_000), 7, duty)

    expect(Date.now() - begun).toBeLessThan(1000)
  })
})
