import { refuse, type Refused } from '../kernel/index.ts'
import { isWorkday, type DutyCalendar } from './calendar.ts'
import { addDays, isRealDay, weekdayOf, type Day } from './day.ts'
import { areWindowsInOrder, isInSeason, type Season } from './hours.ts'
import { yearTableProblems, type YearTable } from './years.ts'

interface Statutory {
  readonly name: string
  /** Month and day between which the holiday falls in every year. */
  readonly from: string
  readonly to: string
  readonly days: number
}

/** What every yearly notice names. Source: 全国年节及纪念日放假办法 (2024); the moon's holidays by their range. */
const statutory: readonly Statutory[] = [
  { name: '元旦', from: '01-01', to: '01-01', days: 1 },
  { name: '春节', from: '01-20', to: '02-25', days: 3 },
  { name: '清明节', from: '04-03', to: '04-06', days: 1 },
  { name: '劳动节', from: '05-01', to: '05-01', days: 1 },
  { name: '端午节', from: '05-27', to: '06-27', days: 1 },
  { name: '中秋节', from: '09-06', to: '10-08', days: 1 },
  { name: '国庆节', from: '10-01', to: '10-03', days: 3 },
]

/** The statutory holidays that a table does not name, and the days that break a holiday in two. */
export function gapsOf({ year, holidays, makeUpWorkdays }: YearTable): string[] {
  const off = new Set(holidays)
  const missing = statutory.filter(({ from, to, days }) => {
    const named = holidays.filter(day => `${year}-${from}` <= day && day <= `${year}-${to}`)
    return named.length < days
  })
  const breaks = holidays
    .map(day => addDays(day, 1))
    .filter(day => !off.has(day) && off.has(addDays(day, 1)))
    .filter(day => weekdayOf(day) <= 5 && !makeUpWorkdays.includes(day))
  return [...missing.map(({ name }) => name), ...breaks]
}

const daysOf = (year: number): Day[] => {
  const first = `${year - 1}-12-01`
  return Array.from({ length: 397 }, (_, index) => addDays(first, index)).filter(
    day => day <= `${year}-12-31`,
  )
}

/** The days up to `today` that a new calendar would make into something else than they were. */
export const pastChanges = (
  { before, after }: { readonly before: DutyCalendar; readonly after: DutyCalendar },
  year: number,
  today: Day,
): Day[] => daysOf(year).filter(day => day <= today && isWorkday(day, before) !== isWorkday(day, after))

/** Whether the table may become the year's. Refuses: what is wrong with it, named. Pure. */
export function wrongYearTable(table: YearTable, year: number): Refused | undefined {
  if (table.year !== year) return refuse('calendar.wrongYear', { year, told: table.year })
  const [problem] = yearTableProblems(table)
  if (problem === 'noSuchDay') return refuse('calendar.noSuchDay')
  if (problem === 'outsideYear') return refuse('calendar.outsideYear')
  if (problem === 'bothOffAndOn') return refuse('calendar.bothOffAndOn')
  if (problem === 'makeUpOnWeekday') return refuse('calendar.makeUpOnWeekday')
  const gaps = gapsOf(table)
  return gaps.length > 0 ? refuse('calendar.gap', { missing: gaps }) : undefined
}

/** Every month and day of a leap year. */
const monthDays = Array.from({ length: 366 }, (_, index) => addDays('2024-01-01', index).slice(5))

/** Whether seasons make a whole year of hours. Refuses: windows out of order, days in no season or in two. Pure. */
export function wrongSeasons(seasons: readonly Season[]): Refused | undefined {
  const ends = seasons.flatMap(({ season }) => [season.from, season.to])
  const unreal = ends.filter(end => !isRealDay(`2024-${end}`))
  if (unreal.length > 0) return refuse('calendar.noSuchDay', { days: unreal })
  const disorderly = seasons.filter(season => !areWindowsInOrder(season))
  if (disorderly.length > 0) {
    return refuse('calendar.hoursOutOfOrder', { seasons: disorderly.map(({ name }) => name) })
  }
  const times = (day: string) => seasons.filter(season => isInSeason(season, day)).length
  const uncovered = monthDays.filter(day => times(day) === 0)
  if (uncovered.length > 0) return refuse('calendar.hoursGap', { days: uncovered })
  const twice = monthDays.filter(day => times(day) > 1)
  return twice.length > 0 ? refuse('calendar.hoursOverlap', { days: twice }) : undefined
}
