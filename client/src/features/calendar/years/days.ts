import { addDays, weekdayOf, type Day, type YearTable } from '@shuniu/shared/calendar'

/** 休 by notice · 班 on a weekend by notice · an ordinary weekend · an ordinary workday. */
export type DayKind = 'off' | 'makeUp' | 'weekend' | 'work'

export function kindOf(day: Day, table: Pick<YearTable, 'holidays' | 'makeUpWorkdays'>): DayKind {
  if (table.makeUpWorkdays.includes(day)) return 'makeUp'
  if (table.holidays.includes(day)) return 'off'
  return weekdayOf(day) <= 5 ? 'work' : 'weekend'
}

export interface DayCell {
  readonly day: Day
  readonly number: number
  readonly kind: DayKind
}

export interface Month {
  readonly month: number
  /** Monday first; undefined where a week belongs to another month. */
  readonly cells: readonly (DayCell | undefined)[]
}

/** The twelve months of a table's year. */
export const monthsOf = (table: YearTable): Month[] =>
  Array.from({ length: 12 }, (_, at) => {
    const prefix = `${table.year}-${String(at + 1).padStart(2, '0')}`
    const first = `${prefix}-01`
    const days = Array.from({ length: 31 }, (__, index) => addDays(first, index)).filter(day =>
      day.startsWith(prefix),
    )
    const before = Array.from({ length: weekdayOf(first) - 1 }, () => undefined)
    const cells = days.map((day, index) => ({ day, number: index + 1, kind: kindOf(day, table) }))
    return { month: at + 1, cells: [...before, ...cells] }
  })

export interface DayChange {
  readonly day: Day
  readonly before: DayKind
  readonly after: DayKind
}

/** The days that another table makes into something else, in order. */
export function changesBetween(before: YearTable, after: YearTable): DayChange[] {
  const named = [before, after].flatMap(({ holidays, makeUpWorkdays }) => [...holidays, ...makeUpWorkdays])
  return [...new Set(named)]
    .sort()
    .map(day => ({ day, before: kindOf(day, before), after: kindOf(day, after) }))
    .filter(change => change.before !== change.after)
}
