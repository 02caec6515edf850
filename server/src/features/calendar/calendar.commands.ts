import {
  dutyCalendar,
  pastChanges,
  shanghaiDay,
  isRealDay,
  wrongSeasons,
  wrongYearTable,
  type changeDutyHours,
  type Day,
  type DutyYear,
  type YearTable,
} from '@shuniu/shared/calendar'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Refused, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { noteAct } from '../audit/index.ts'
import { addHours, addYear, hashOfHours, lockCalendar } from './calendar.repo.ts'
import { readDutyIn, tableOf, yearView, type KnownDuty } from './calendar.queries.ts'

type CalendarCommandDeps = Pick<Platform, 'database' | 'clock'>
type NewHours = BodyOf<typeof changeDutyHours>

/** Changes of the duty calendar: by rows with dates to come, so that no day that is over becomes another. */
export const calendarCommandsOf = ({ database, clock }: CalendarCommandDeps) => ({
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
      const isInForce = known.years.has(year) && isSameTable(table, tableOf(year, known))
      if (isInForce) return grant(yearView(year, known))
      await addYear(tx, { table, importedBy: actor.name, importedAt: now })
      await noteAct(tx, {
        at: now,
        by: actor,
        kind: 'year.import',
        subject: { id: String(year), name: `${year} 年` },
        reason: table.notice,
        before: { value: countsOf(tableOf(year, known)) },
        after: { value: countsOf(table) },
      })
      return grant(yearView(year, await readDutyIn(tx)))
    })
  },

  /** Refuses: what `wrongSeasons` refuses, `command.idTaken`, `calendar.noSuchDay`, `calendar.pastHours`. */
  changeHours: ({ id, ...command }: NewHours, actor: Actor): Promise<Result<KnownDuty>> =>
    inTx(database, async tx => {
      await lockCalendar(tx)
      const now = clock.now()
      const commandHash = bodyHash({ by: actor.accountId, ...command })
      const repeated = await hashOfHours(tx, id)
      if (repeated !== undefined) {
        return repeated === commandHash ? grant(await readDutyIn(tx)) : refuse('command.idTaken')
      }
      const wrong = wrongHours(command, shanghaiDay(now))
      if (wrong) return wrong
      const { effectiveFrom, seasons } = command
      const rows = seasons.map(season => ({ ...season, effectiveFrom }))
      const changed = { changedBy: actor.name, changedAt: now, commandId: id, commandHash }
      await addHours(tx, rows, changed)
      await noteAct(tx, {
        at: now,
        by: actor,
        kind: 'hours.change',
        subject: { id: effectiveFrom, name: `自 ${effectiveFrom} 起` },
        after: { effectiveFrom, value: seasons.map(({ name }) => name).join('、') },
      })
      return grantNew(await readDutyIn(tx))
    }),
})

function wrongHours({ effectiveFrom, seasons }: Omit<NewHours, 'id'>, today: Day): Refused | undefined {
  if (!isRealDay(effectiveFrom)) return refuse('calendar.noSuchDay', { days: [effectiveFrom] })
  const wrong = wrongSeasons(seasons)
  if (wrong) return wrong
  return effectiveFrom <= today ? refuse('calendar.pastHours', { today }) : undefined
}

const countsOf = ({ holidays, makeUpWorkdays }: YearTable): string =>
  `休 ${holidays.length} 天、班 ${makeUpWorkdays.length} 天`

/** Whether two tables say the same of every day, and name the same notice. */
function isSameTable(a: YearTable, b: YearTable): boolean {
  const said = ({ holidays, makeUpWorkdays, notice }: YearTable) =>
    JSON.stringify([[...holidays].sort(), [...makeUpWorkdays].sort(), notice ?? ''])
  return said(a) === said(b)
}
