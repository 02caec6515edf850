import { shanghaiDayStart, type Day } from '@shuniu/shared/calendar'
import { defaultRungs, rungsAt, type RungSettings, type RungSettingsView } from '@shuniu/shared/reach'
import { inTx, type Database } from '../../../platform/db/index.ts'
import { readRungs, type StoredRungs } from './rungs.repo.ts'

type SaidRungs = { readonly settings: RungSettings } & Partial<StoredRungs>

/** One row as an editor sees it among the others: a later word for the same days puts it into the past. */
export function rungsView(
  { settings, changedBy, changedAt }: SaidRungs,
  all: readonly SaidRungs[],
  today: Day,
): RungSettingsView {
  const rows = all.map(one => one.settings)
  const holds = (day: Day) => rungsAt(shanghaiDayStart(day), rows) === settings
  const isToCome = settings.effectiveFrom > today && holds(settings.effectiveFrom)
  const state = holds(today) ? 'inForce' : isToCome ? 'toCome' : 'past'
  return { settings, state, changedBy: changedBy ?? null, changedAt: changedAt ?? null }
}

export const readStoredRungs = (database: Database): Promise<StoredRungs[]> =>
  inTx(database, readRungs, { readOnly: true })

/** Everything that was ever said of the waits, the newest first, down to what a county starts with. */
export async function listOfRungs(database: Database, today: Day): Promise<RungSettingsView[]> {
  const said: SaidRungs[] = [{ settings: defaultRungs }, ...(await readStoredRungs(database))]
  return said.map(one => rungsView(one, said, today)).reverse()
}
