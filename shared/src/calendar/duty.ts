import { isWorkday, type DutyCalendar } from './calendar.ts'
import { dayLengthMs, dayNumberStart, dayOfNumber } from './day.ts'
import { areWindowsInOrder, clockMinutes, hoursOn, longestDayMinutes, type DutyHours } from './hours.ts'

/** A stretch of duty in epoch milliseconds: the opening belongs to it, the closing ends it. */
export interface Shift {
  readonly opensMs: number
  readonly closesMs: number
}

/** Calendar and hours together, with the days worked out so far remembered: make one and pass it round. */
export interface DutyTime {
  readonly calendar: DutyCalendar
  readonly hours: readonly DutyHours[]
  readonly longestDayMs: number
  /** The shifts of a numbered day in order; none on a day off. */
  readonly shiftsOn: (dayNumber: number) => readonly Shift[]
}

const rememberedDays = 20_000

/** Throws on windows out of order, and, when a day is reached, on a workday that no row of hours covers. */
export function dutyTime(calendar: DutyCalendar, hours: readonly DutyHours[]): DutyTime {
  if (hours.length === 0 || !hours.every(areWindowsInOrder)) throw new RangeError('duty hours out of order')
  const known = new Map<number, readonly Shift[]>()

  function shiftsOn(dayNumber: number): readonly Shift[] {
    const remembered = known.get(dayNumber)
    if (remembered !== undefined) return remembered
    const shifts = shiftsOf(dayNumber, calendar, hours)
    if (known.size >= rememberedDays) known.clear()
    known.set(dayNumber, shifts)
    return shifts
  }
  return { calendar, hours, longestDayMs: longestDayMinutes(hours) * 60_000, shiftsOn }
}

function shiftsOf(dayNumber: number, calendar: DutyCalendar, hours: readonly DutyHours[]): Shift[] {
  const day = dayOfNumber(dayNumber)
  if (!isWorkday(day, calendar)) return []
  const row = hoursOn(day, hours)
  if (row === undefined) throw new RangeError(`no duty hours on ${day}`)
  const midnightMs = dayNumberStart(dayNumber)
  return row.windows.map(({ opens, closes }) => ({
    opensMs: midnightMs + clockMinutes(opens) * 60_000,
    closesMs: midnightMs + clockMinutes(closes) * 60_000,
  }))
}

/** Longest run without a workday that a real calendar can hold; a longer one is a broken table, not a holiday. */
const longestBreakDays = 400

/** The number of the first workday from `dayNumber` on, in steps of 1 or -1. Throws when a table holds none. */
export function workdayFrom(dayNumber: number, step: 1 | -1, duty: DutyTime): number {
  for (let away = 0; away <= longestBreakDays; away += 1) {
    const candidate = dayNumber + away * step
    if (duty.shiftsOn(candidate).length > 0) return candidate
  }
  throw new RangeError(`no workday within ${longestBreakDays} days of ${dayNumber * dayLengthMs}`)
}
