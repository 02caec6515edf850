import { shanghaiDay } from '@shuniu/shared/calendar'
import {
  wrongSettings,
  type ChangedSettings,
  type changeClockSettings,
  type ClockSettingsView,
} from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { noteAct } from '../audit/index.ts'
import { lockRules } from './clocks.repo.ts'
import { settingsView } from './settings.queries.ts'
import { addSettings, readSettings } from './settings.repo.ts'

type SettingsChange = BodyOf<typeof changeClockSettings>

/** Changes of what all clocks share: a new row from a day to come. */
export const settingsCommandsOf = ({ database, clock }: Pick<Platform, 'database' | 'clock'>) => ({
  /** Refuses: `command.idTaken`, what `wrongSettings` refuses. */
  change: ({ id, ...settings }: SettingsChange, actor: Actor): Promise<Result<ClockSettingsView>> =>
    inTx(database, async tx => {
      await lockRules(tx)
      const now = clock.now()
      const today = shanghaiDay(now)
      const commandHash = bodyHash({ by: actor.accountId, ...settings })
      const known = await readSettings(tx)
      const made = known.find(({ commandId }) => commandId === id)
      if (made) {
        return made.commandHash === commandHash
          ? grant(settingsView(made, known, today))
          : refuse('command.idTaken')
      }
      const wrong = wrongSettings(settings, today)
      if (wrong) return wrong
      const changed = { changedBy: actor.name, changedAt: now, commandId: id, commandHash }
      const stored = await addSettings(tx, settings, changed)
      await noteAct(tx, {
        at: now,
        by: actor,
        kind: 'clockSettings.change',
        subject: { id: settings.effectiveFrom, name: `自 ${settings.effectiveFrom} 起` },
        after: { effectiveFrom: settings.effectiveFrom, value: percentsOf(settings) },
      })
      return grantNew(settingsView(stored, [...known, stored], today))
    }),
})

const percentsOf = ({
  yellowPercent,
  orangePercent,
  reworkPercent,
  extensionPercent,
}: ChangedSettings): string =>
  `黄 ${yellowPercent}%、橙 ${orangePercent}%、返工 ${reworkPercent}%、延期 ${extensionPercent}%`
