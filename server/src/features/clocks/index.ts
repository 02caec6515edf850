import {
  addClockRule,
  changeClockSettings,
  clockRefusals,
  clockSettingsAt,
  defaultThresholdRules,
  endClockRule,
  listClockRules,
  listClockSettings,
  type ClockLaw,
  type ClockRule,
  type ClockSettings,
} from '@shuniu/shared/clocks'
import { shanghaiDay } from '@shuniu/shared/calendar'
import { grant } from '@shuniu/shared/kernel'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import type { Calendar } from '../calendar/index.ts'
import { clockCommandsOf } from './clocks.commands.ts'
import { listRules, readStoredRules } from './clocks.queries.ts'
import { settingsCommandsOf } from './settings.commands.ts'
import { listSettings, readStoredSettings } from './settings.queries.ts'

export { clockLedger, clockThresholds, caseClocksTable } from './clocks.tables.ts'
export { firedOf, markFired, takeDue, type DueThreshold, type Fired } from './thresholds.repo.ts'
export { clockCtesOf, clockRowsOf, caseClocksFrom, caseClocksIn, caseClocksOf } from './caseClocks.repo.ts'

/** What another process changed takes effect tomorrow at the earliest: so it is read in good time. */
const rereadMs = 30_000

interface ClockGround {
  readonly calendar: Pick<Calendar, 'duty'>
  readonly isCategory: (prefix: string) => boolean
}

/** The limits, settings and duty hours of the county, read at every decision. */
export interface Clocks extends ServerFeature {
  law(): ClockLaw
}

/** Keeps the county's limits in memory; an empty table is filled with the defaults of domain §3.4. */
export function clocksFeature(
  platform: Pick<Platform, 'database' | 'clock' | 'log'>,
  ground: ClockGround,
): Clocks {
  const { database, clock, log } = platform
  const commands = clockCommandsOf({ ...platform, ...ground })
  const settingsCommands = settingsCommandsOf(platform)
  let rules: readonly ClockRule[] = []
  let settings: readonly ClockSettings[] = []
  const keep = (stored: readonly { rule: ClockRule }[]) => (rules = stored.map(({ rule }) => rule))
  const reread = async () => {
    keep(await readStoredRules(database))
    settings = (await readStoredSettings(database)).map(stored => stored.settings)
  }
  const rereading = jobOf(reread, { name: 'clocks.reread', everyMs: rereadMs, log })
  const law = (): ClockLaw => ({
    rules,
    settings: clockSettingsAt(clock.now(), settings),
    steps: defaultThresholdRules,
    duty: ground.calendar.duty(),
  })
  const rereadAfter = async <R extends { readonly ok: boolean }>(changed: Promise<R>): Promise<R> => {
    if ((await changed).ok) await reread()
    return changed
  }

  return {
    name: 'clocks',
    refusals: clockRefusals,
    law,
    bind: on => {
      on(listClockRules, ({ query }) => listRules({ database, law: law(), now: clock.now() }, query))
      on(addClockRule, ({ body, actor }) => rereadAfter(commands.add(body, actor)))
      on(endClockRule, ({ params, body, actor }) => rereadAfter(commands.end({ ...params, ...body }, actor)))
      on(listClockSettings, async () => {
        const items = await listSettings(database, shanghaiDay(clock.now()))
        return grant({ items, steps: [...defaultThresholdRules] })
      })
      on(changeClockSettings, ({ body, actor }) => rereadAfter(settingsCommands.change(body, actor)))
    },
    start: async () => {
      await commands.seed()
      await reread()
      rereading.start()
    },
    stop: () => rereading.stop(),
  }
}
