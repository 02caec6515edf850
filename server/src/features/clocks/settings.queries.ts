import { shanghaiDayStart, type Day } from '@shuniu/shared/calendar'
import { clockSettingsAt, defaultClockSettings, type ClockSettingsView } from '@shuniu/shared/clocks'
import { inTx, type Database } from '../../platform/db/index.ts'
import { readSettings, type StoredSettings } from './settings.repo.ts'

type SaidSettings = Pick<StoredSettings, 'settings'> & Partial<StoredSettings>

/** One row as an editor sees it among the others: a later word for the same days puts it into the past. */
export function settingsView(
  { settings, changedBy, changedAt }: SaidSettings,
  all: readonly SaidSettings[],
  today: Day,
): ClockSettingsView {
  const rows = all.map(one => one.settings)
  const holds = (day: Day) => clockSettingsAt(shanghaiDayStart(day), rows) === settings
  const toCome = settings.effectiveFrom > today && holds(settings.effectiveFrom)
  const state = holds(today) ? 'inForce' : toCome ? 'toCome' : 'past'
  return { settings, state, changedBy: changedBy ?? null, changedAt: changedAt ?? null }
}

export const readStoredSettings = (database: Database): Promise<StoredSettings[]> =>
  inTx(database, readSettings, { readOnly: true })

/** Everything that was ever said of all clocks, the newest first, down to what a county starts with. */
export async function listSettings(database: Database, today: Day): Promise<ClockSettingsView[]> {
  const said: SaidSettings[] = [{ settings: defaultClockSettings }, ...(await readStoredSettings(database))]
  return said.map(one => settingsView(one, said, today)).reverse()
}
