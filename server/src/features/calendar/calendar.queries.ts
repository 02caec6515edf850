import {
  defaultDutyHours,
  dutyCalendar,
  dutyTime,
  isWorkday,
  publishedYears,
  shanghaiDay,
  yearStatus,
  addDays,
  type DutyCalendar,
  type SetHours,
  type DutyTime,
  type DutyYear,
  type YearTable,
} from '@shuniu/shared/calendar'
import type { Instant } from '@shuniu/shared/kernel'
import { inTx, type Database, type Tx } from '../../platform/db/index.ts'
import { importedYears, ownHours, type ImportedYear } from './calendar.repo.ts'

/** The calendar as it stands: what was imported, the hours with their dates, and the duty time that follows. */
export interface KnownDuty {
  readonly years: ReadonlyMap<number, ImportedYear>
  /** Every import there was, the oldest first. */
  readonly imports: readonly ImportedYear[]
  readonly hours: readonly SetHours[]
  readonly duty: DutyTime
}

const firstHours: readonly SetHours[] = defaultDutyHours.map(row => ({
  ...row,
  changedBy: null,
  changedAt: null,
}))

export function knownDutyOf(imported: readonly ImportedYear[], own: readonly SetHours[]): KnownDuty {
  const hours = [...firstHours, ...own]
  const calendar = dutyCalendar(imported.map(({ table }) => table))
  return {
    years: new Map(imported.map(one => [one.table.year, one])),
    imports: imported,
    hours,
    duty: dutyTime(calendar, hours),
  }
}

export const readDutyIn = async (tx: Tx): Promise<KnownDuty> =>
  knownDutyOf(await importedYears(tx), await ownHours(tx))

export const readDuty = (database: Database): Promise<KnownDuty> =>
  inTx(database, readDutyIn, { isolation: 'repeatable read', readOnly: true })

/** How far ahead the list looks: the next notice comes out in November. */
const yearsAhead = 2

/** The years that the list names. */
export function shownYears(known: KnownDuty, now: Instant): number[] {
  const thisYear = Number(shanghaiDay(now).slice(0, 4))
  const ahead = Array.from({ length: yearsAhead + 1 }, (_, away) => thisYear + away)
  return [...new Set([...known.duty.calendar.years.keys(), ...ahead])].sort((a, b) => a - b)
}

function workdaysOf(year: number, calendar: DutyCalendar): number {
  let n = 0
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (isWorkday(day, calendar)) n += 1
  }
  return n
}

/** The table in force; an empty one for a year without a notice. */
export const tableOf = (year: number, { years }: KnownDuty): YearTable =>
  years.get(year)?.table ??
  publishedYears.find(table => table.year === year) ?? { year, holidays: [], makeUpWorkdays: [] }

export function yearView(year: number, known: KnownDuty): DutyYear {
  const imported = known.years.get(year)
  const { holidays, makeUpWorkdays, notice } = tableOf(year, known)
  return {
    year,
    state: yearStatus(year, known.duty.calendar),
    holidays: holidays.length,
    makeUpWorkdays: makeUpWorkdays.length,
    workdays: workdaysOf(year, known.duty.calendar),
    notice: notice ?? null,
    importedAt: imported?.importedAt ?? null,
    importedBy: imported?.importedBy ?? null,
  }
}

/** What was imported for a year, the newest first. */
export const importsOf = (year: number, { imports }: KnownDuty): ImportedYear[] =>
  imports.filter(({ table }) => table.year === year).reverse()
