import {
  calendarRefusals,
  changeDutyHours,
  importDutyYear,
  listDutyHours,
  listDutyYears,
  seeDutyYear,
  type DutyTime,
} from '@shuniu/shared/calendar'
import { grant, grantNew, refuse } from '@shuniu/shared/kernel'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { calendarCommandsOf } from './calendar.commands.ts'
import { importsOf, knownDutyOf, readDuty, shownYears, tableOf, yearView } from './calendar.queries.ts'

/** What another process changed takes effect tomorrow at the earliest: so it is read in good time. */
const rereadMs = 30_000

export interface Calendar extends ServerFeature {
  /** Duty days and hours as they stand; the same object until they change. */
  readonly duty: () => DutyTime
}

/** The duty calendar: published notices, the county's imports and hours, kept in memory. */
export function calendarFeature(platform: Pick<Platform, 'database' | 'clock' | 'log'>): Calendar {
  const { database, clock, log } = platform
  const commands = calendarCommandsOf(platform)
  let known = knownDutyOf([], [])
  const rereading = jobOf(() => reread(), { name: 'calendar.reread', everyMs: rereadMs, log })

  /** Keeps the object, with the days it has worked out, as long as nothing has changed. */
  async function reread(): Promise<void> {
    const read = await readDuty(database)
    const isSame =
      JSON.stringify([[...read.years], read.hours]) === JSON.stringify([[...known.years], known.hours])
    if (!isSame) known = read
  }
  const hours = () => ({ items: [...known.hours].reverse() })

  return {
    name: 'calendar',
    refusals: calendarRefusals,
    duty: () => known.duty,
    bind: on => {
      on(listDutyYears, async () =>
        grant({ items: shownYears(known, clock.now()).map(year => yearView(year, known)) }),
      )
      on(seeDutyYear, async ({ params: { year } }) =>
        shownYears(known, clock.now()).includes(year)
          ? grant({ ...yearView(year, known), table: tableOf(year, known), imports: importsOf(year, known) })
          : refuse('calendar.unknownYear', { year }),
      )
      on(importDutyYear, async ({ params, body, actor }) => {
        const imported = await commands.importYear(body, params.year, actor)
        if (imported.ok) await reread()
        return imported
      })
      on(listDutyHours, async () => grant(hours()))
      on(changeDutyHours, async ({ body, actor }) => {
        const changed = await commands.changeHours(body, actor)
        if (!changed.ok) return changed
        await reread()
        return changed.isNew ? grantNew(hours()) : grant(hours())
      })
    },
    start: async () => {
      await reread()
      rereading.start()
    },
    stop: () => rereading.stop(),
  }
}
