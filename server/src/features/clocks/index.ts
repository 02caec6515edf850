import { defaultDutyHours, dutyCalendar, dutyTime } from '@shuniu/shared/calendar'
import { clockSettingsAt, defaultClockRules, type ClockRule, type ClockLaw } from '@shuniu/shared/clocks'
import { inTx } from '../../platform/db/index.ts'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { readRules, seedRules } from './clocks.repo.ts'

export { dueCaseIds, markOverdue, saveTimers, timersOf } from './clocks.repo.ts'
export { deadlines } from './clocks.tables.ts'

/** The limits, settings and duty hours of the county, read at every decision. */
export interface Clocks extends ServerFeature {
  law(): ClockLaw
}

/** Keeps the county's limits in memory; an empty table is filled with the defaults of domain §3.4. */
export function clocksFeature({ database, clock }: Pick<Platform, 'database' | 'clock'>): Clocks {
  const duty = dutyTime(dutyCalendar(), defaultDutyHours)
  let rules: readonly ClockRule[] = []
  return {
    name: 'clocks',
    law: () => ({ rules, settings: clockSettingsAt(clock.now(), []), duty }),
    start: async () => {
      rules = await inTx(database, async tx => {
        await seedRules(tx, defaultClockRules)
        return readRules(tx)
      })
    },
  }
}
