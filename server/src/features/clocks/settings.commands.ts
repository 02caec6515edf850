import { shanghaiDay } from '@shuniu/shared/calendar'
import { wrongSettings, type changeClockSettings, type ClockSettingsView } from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { lockRules } from './clocks.repo.ts'
import { settingsView } from './settings.queries.ts'
import { addSettings, readSettings } from './settings.repo.ts'

type Change = BodyOf<typeof changeClockSettings>

/** Changes of what all clocks share: a new row from a day to come. */
export const settingsCommandsOf = ({ database, clock }: Pick<Platform, 'database' | 'clock'>) => ({
  /** Refuses: `command.idTaken`, what `wrongSettings` refuses. */
  change: ({ id, ...settings }: Change, actor: Actor): Promise<Result<ClockSettingsView>> =>
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
      return grantNew(settingsView(stored, [...known, stored], today))
    }),
})
