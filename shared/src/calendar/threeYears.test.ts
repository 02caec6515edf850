import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import {
  addWorkdays,
  addWorkingMinutes,
  defaultDutyHours,
  dutyCalendar,
  dutyTime,
  workingMinutesBetween,
} from './index.ts'

/*
 * 2025, 2026 and 2027 counted by an outsider: the State Council's notices written off by hand (国办发明电〔2024〕12号 and
 * that for 2026; for 2027 none is out), the hours of summer and winter said anew, and each of the 1.6 million minutes
 * asked one by one. Nothing here uses the calendar's own code but what is compared.
 */
const offRanges: readonly (readonly [from: string, to: string])[] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]
const madeUp: readonly string[] = [
  '2025-01-26',
  '2025-02-08',
  '2025-04-27',
  '2025-09-28',
  '2025-10-11',
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]

const minuteMs = 60_000
const dayMinutes = 1_440
const begins = Date.UTC(2024, 11, 31, 16)
const days = 365 * 3
const minutes = days * dayMinutes

/** Minutes since midnight at which duty begins and ends, in turn. */
const summer = [480, 720, 870, 1050] as const
const winter = [480, 720, 840, 1050] as const

function isDutyDay(date: string, weekday: number): boolean {
  if (madeUp.includes(date)) return true
  if (offRanges.some(([from, to]) => from <= date && date <= to)) return false
  return weekday !== 0 && weekday !== 6
}

/** How many minutes of duty lie before each minute of the three years. */
function countedBefore(): Uint32Array {
  const before = new Uint32Array(minutes + 1)
  let sum = 0
  for (let day = 0; day < days; day += 1) {
    const there = new Date(Date.UTC(2025, 0, 1 + day))
    const date = there.toISOString().slice(0, 10)
    const isSummer = date.slice(5) >= '05-01' && date.slice(5) <= '09-30'
    const [opens, lunch, again, closes] = isSummer ? summer : winter
    const isOn = isDutyDay(date, there.getUTCDay())
    for (let minute = 0; minute < dayMinutes; minute += 1) {
      const isWorked = (minute >= opens && minute < lunch) || (minute >= again && minute < closes)
      if (isOn && isWorked) sum += 1
      before[day * dayMinutes + minute + 1] = sum
    }
  }
  return before
}

const before = countedBefore()
const duty = dutyTime(dutyCalendar(), defaultDutyHours)
const at = (minute: number): Instant => instant(begins + minute * minuteMs)
const minuteOf = (moment: Instant): number => (toMs(moment) - begins) / minuteMs
const anyMinute = fc.integer({ min: 0, max: minutes - 1 })

describe('working time over 2025, 2026 and 2027', () => {
  it('between any two minutes is what the minutes between them add up to', () => {
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: 0, max: 90 * dayMinutes }), (from, length) => {
        const to = Math.min(minutes, from + length)
        expect(workingMinutesBetween(at(from), at(to), duty)).toBe((before[to] ?? 0) - (before[from] ?? 0))
      }),
      { numRuns: 400 },
    )
  })

  it('of every single day is what its minutes add up to, make-up days and the change of season included', () => {
    const differing = Array.from({ length: days }, (_, day) => day * dayMinutes).filter(start => {
      const counted = (before[start + dayMinutes] ?? 0) - (before[start] ?? 0)
      return workingMinutesBetween(at(start), at(start + dayMinutes), duty) !== counted
    })

    expect(differing.map(at)).toEqual([])
  })

  it('ends a limit of so many minutes at the first minute by which they have passed', () => {
    const anyLimit = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: minutes - 120 * dayMinutes }), anyLimit, (from, limit) => {
        const wanted = (before[from] ?? 0) + limit
        let ended = from
        while ((before[ended] ?? 0) < wanted) ended += 1

        expect(minuteOf(addWorkingMinutes(at(from), limit, duty))).toBe(ended)
      }),
      { numRuns: 400 },
    )
  })

  it('ends a limit of so many workdays on the workday that a finger on the calendar finds', () => {
    const isWorked = (day: number) => (before[(day + 1) * dayMinutes] ?? 0) > (before[day * dayMinutes] ?? 0)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: days - 90 }), fc.integer({ min: 1, max: 40 }), (start, limit) => {
        fc.pre(isWorked(start))
        let day = start
        for (let left = limit; left > 0; left -= isWorked(day) ? 1 : 0) day += 1

        expect(addWorkdays(at(start * dayMinutes + 600), limit, duty)).toBe(at(day * dayMinutes + 600))
      }),
      { numRuns: 400 },
    )
  })
})
