import {
  dutyCalendar,
  pastChanges,
  shanghaiDay,
  isRealDay,
  wrongSeasons,
  wrongYearTable,
  type changeDutyHours,
  type DutyYear,
  type YearTable,
} from '@shuniu/shared/calendar'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { addHours, addYear, lockCalendar } from './calendar.repo.ts'
import { readDutyIn, yearView, type KnownDuty } from './calendar.queries.ts'

type Deps = Pick<Platform, 'database' | 'clock'>
type NewHours = BodyOf<typeof changeDutyHours>

/** Changes of the duty calendar: by rows with dates to come, so that no day that is over becomes another. */
export const calendarCommandsOf = ({ database, clock }: Deps) => ({
  /** Refuses: what `wrongYearTable` refuses, `calendar.pastChanged`. */
  importYear: async (table: YearTable, year: number, actor: Actor): Promise<Result<DutyYear>> => {
    const wrong = wrongYearTable(table, year)
    if (wrong) return wrong
    return inTx(database, async tx => {
      await lockCalendar(tx)
      const now = clock.now()
      const known = await readDutyIn(tx)
      const others = [...known.years.values()].map(one => one.table).filter(one => one.year !== year)
      const calendars = { before: known.duty.calendar, after: dutyCalendar([...others, table]) }
      const days = pastChanges(calendars, year, shanghaiDay(now))
      if (days.length > 0) return refuse('calendar.pastChanged', { days: days.slice(0, 20) })
      await addYear(tx, { table, importedBy: actor.name, importedAt: now })
      return grant(yearView(year, await readDutyIn(tx)))
    })
  },

  /** Refuses: what `wrongSeasons` refuses, `calendar.noSuchDay`, `calendar.pastHours`. */
  changeHours: async ({ effectiveFrom, seasons }: NewHours, actor: Actor): Promise<Result<KnownDuty>> => {
    const now = clock.now()
    if (!isRealDay(effectiveFrom)) return refuse('calendar.noSuchDay', { days: [effectiveFrom] })
    const wrong = wrongSeasons(seasons)
    if (wrong) return wrong
    if (effectiveFrom <= shanghaiDay(now)) return refuse('calendar.pastHours', { today: shanghaiDay(now) })
    return inTx(database, async tx => {
      await lockCalendar(tx)
      const rows = seasons.map(season => ({ ...season, effectiveFrom }))
      await addHours(tx, rows, { changedBy: actor.name, changedAt: now })
      return grantNew(await readDutyIn(tx))
    })
  },
})
