import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, PersonText } from '../kernel/index.ts'
import { Day, isRealDay, weekdayOf } from './day.ts'

/**
 * One year's notice of the State Council: the days off it names (weekends inside a holiday too) and the weekend
 * days it makes into workdays. A notice may reach into the last December days of the year before.
 */
export const YearTable = closed({
  year: Type.Integer({ minimum: 2000, maximum: 2199 }),
  holidays: Type.Array(Day, { uniqueItems: true, maxItems: 120 }),
  makeUpWorkdays: Type.Array(Day, { uniqueItems: true, maxItems: 60 }),
  /** Title and number of the notice, for whoever checks. */
  notice: Type.Optional(PersonText(200)),
})
export type YearTable = Static<typeof YearTable>

const yearOf = (day: Day): number => Number(day.slice(0, 4))

function tablesByYear(holidays: readonly Day[], makeUpWorkdays: readonly Day[]): YearTable[] {
  const years = new Set(holidays.map(yearOf))
  const inYear = (days: readonly Day[], year: number) => days.filter(day => yearOf(day) === year).sort()
  return [...years]
    .sort((a, b) => a - b)
    .map(year => ({
      year,
      holidays: inYear(holidays, year),
      makeUpWorkdays: inYear(makeUpWorkdays, year),
    }))
}

/** The years whose notice was out when the library was last brought up to date. Source: npm `chinese-days`. */
export const publishedYears: readonly YearTable[] = tablesByYear(
  Object.keys(published.holidays),
  Object.keys(published.workdays),
)

export type YearTableProblem = 'noSuchDay' | 'outsideYear' | 'bothOffAndOn' | 'makeUpOnWeekday'

/** What an import of a yearly table must refuse; empty when the table may be used. */
export function yearTableProblems(table: YearTable): YearTableProblem[] {
  const days = [...table.holidays, ...table.makeUpWorkdays]
  if (!days.every(isRealDay)) return ['noSuchDay']
  const near = (day: Day) => yearOf(day) === table.year || day.startsWith(`${table.year - 1}-12-`)
  const problems: YearTableProblem[] = []
  if (!days.every(near)) problems.push('outsideYear')
  if (table.makeUpWorkdays.some(day => table.holidays.includes(day))) problems.push('bothOffAndOn')
  if (table.makeUpWorkdays.some(day => weekdayOf(day) <= 5)) problems.push('makeUpOnWeekday')
  return problems
}
