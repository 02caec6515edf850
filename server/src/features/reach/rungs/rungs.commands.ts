import { shanghaiDay } from '@shuniu/shared/calendar'
import { caseLevels } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Result } from '@shuniu/shared/kernel'
import { wrongRungs, type changeRungs, type RungSettings, type RungSettingsView } from '@shuniu/shared/reach'
import { bodyHash } from '../../../platform/commands/index.ts'
import { inTx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import { noteAct } from '../../audit/index.ts'
import { addRungs, lockRungs, readRungs } from './rungs.repo.ts'
import { rungsView } from './rungs.queries.ts'

const levelWords = { blue: '蓝', yellow: '黄', orange: '橙', red: '红' } as const

const waitsOf = (settings: RungSettings): string =>
  caseLevels
    .map(level => {
      const { deviceS, openS, signS } = settings[level]
      return `${levelWords[level]} ${deviceS}/${openS}/${signS} 秒`
    })
    .join('、')

/** Changes of the waits: a new row from a day to come. */
export const rungsCommandsOf = ({ database, clock }: Pick<Platform, 'database' | 'clock'>) => ({
  /** Refuses: `command.idTaken`, what `wrongRungs` refuses. */
  change: (
    { id, ...settings }: BodyOf<typeof changeRungs>,
    actor: Actor,
  ): Promise<Result<RungSettingsView>> =>
    inTx(database, async tx => {
      await lockRungs(tx)
      const now = clock.now()
      const today = shanghaiDay(now)
      const commandHash = bodyHash({ by: actor.accountId, ...settings })
      const known = await readRungs(tx)
      const made = known.find(({ commandId }) => commandId === id)
      if (made) {
        return made.commandHash === commandHash
          ? grant(rungsView(made, known, today))
          : refuse('command.idTaken')
      }
      const wrong = wrongRungs(settings, today)
      if (wrong) return wrong
      const stored = await addRungs(tx, settings, {
        changedBy: actor.name,
        changedAt: now,
        commandId: id,
        commandHash,
      })
      await noteAct(tx, {
        at: now,
        by: actor,
        kind: 'reachRungs.change',
        subject: { id: settings.effectiveFrom, name: `自 ${settings.effectiveFrom} 起` },
        after: { effectiveFrom: settings.effectiveFrom, value: waitsOf(settings) },
      })
      return grantNew(rungsView(stored, [...known, stored], today))
    }),
})
