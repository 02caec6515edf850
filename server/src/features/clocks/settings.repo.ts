import { defaultClockSettings, type ChangedSettings, type ClockSettings } from '@shuniu/shared/clocks'
import { asc } from 'drizzle-orm'
import type { SettingStamp } from '../../platform/commands/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { clockSettings } from './clocks.tables.ts'

type SettingsRow = typeof clockSettings.$inferSelect

/** What all clocks share from a day on, with who said it under which command. */
export interface StoredSettings extends Pick<
  SettingsRow,
  'changedBy' | 'changedAt' | 'commandId' | 'commandHash'
> {
  readonly settings: ClockSettings
}

function toStored(row: SettingsRow): StoredSettings {
  const { yellowPercent, orangePercent, reworkPercent, extensionPercent, effectiveFrom } = row
  const { changedBy, changedAt, commandId, commandHash } = row
  const own = { yellowPercent, orangePercent, reworkPercent, extensionPercent, effectiveFrom }
  const settings = { ...defaultClockSettings, ...own }
  return { settings, changedBy, changedAt, commandId, commandHash }
}

/** In the order in which they were said: of one day the last holds. */
export const readSettings = async (tx: Tx): Promise<StoredSettings[]> =>
  (await tx.orm.select().from(clockSettings).orderBy(asc(clockSettings.id))).map(toStored)

export async function addSettings(
  tx: Tx,
  changed: ChangedSettings,
  by: SettingStamp,
): Promise<StoredSettings> {
  const [row] = await tx.orm
    .insert(clockSettings)
    .values({ ...changed, ...by })
    .returning()
  if (!row) throw new Error('settings were not written')
  return toStored(row)
}
