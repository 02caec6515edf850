import { weekdayOf, type Day } from './day.ts'
import { publishedYears, type YearTable } from './years.ts'

interface KnownYear {
  readonly origin: 'published' | 'imported'
  readonly holidays: ReadonlySet<Day>
  readonly makeUpWorkdays: ReadonlySet<Day>
}

/** Which days are worked. Source: the State Council's yearly notice (domain §3.6), or the county's import of it. */
export interface DutyCalendar {
  readonly years: ReadonlyMap<number, KnownYear>
}

export type YearStatus = 'published' | 'imported' | 'provisional'

/** Said of every date computed from a year whose notice is not out. */
export const provisionalMark = '待公布'

const known = (table: YearTable, origin: KnownYear['origin']): KnownYear => ({
  origin,
  holidays: new Set(table.holidays),
  makeUpWorkdays: new Set(table.makeUpWorkdays),
})

/** The published years, each replaced whole by the imported table of the same year; of two imports the later. */
export function dutyCalendar(imported: readonly YearTable[] = []): DutyCalendar {
  const years = new Map<number, KnownYear>()
  for (const table of publishedYears) years.set(table.year, known(table, 'published'))
  for (const table of imported) years.set(table.year, known(table, 'imported'))
  return { years }
}

/** A year without a notice counts Monday to Friday and is `provisional` (待公布). */
export const yearStatus = (year: number, calendar: DutyCalendar): YearStatus =>
  calendar.years.get(year)?.origin ?? 'provisional'

/** True when the day's year has no notice yet, so that a date there may still move. */
export const isProvisional = (day: Day, calendar: DutyCalendar): boolean =>
  yearStatus(Number(day.slice(0, 4)), calendar) === 'provisional'

/** Whether offices work on this day: the notice first, else Monday to Friday. */
export function isWorkday(day: Day, calendar: DutyCalendar): boolean {
  const year = Number(day.slice(0, 4))
  // New Year's notice may name the last days of December, and is the newer word on them.
  for (const table of [calendar.years.get(year + 1), calendar.years.get(year)]) {
    if (table?.makeUpWorkdays.has(day)) return true
    if (table?.holidays.has(day)) return false
  }
  return weekdayOf(day) <= 5
}
