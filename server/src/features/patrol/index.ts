import { patrolRefusals } from '@shuniu/shared/patrol'
import { Cron } from 'croner'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { batched } from '../../platform/sql/index.ts'
import { consentOf } from './consent.ts'
import { patrolCommands } from './patrol.commands.ts'
import { areOnPatrol } from './patrol.repo.ts'
import { bindPatrol } from './patrol.routes.ts'
import { positionsLane, type GridLocator } from './positions.ts'

interface Lower {
  readonly places: GridLocator
  /** Whether the member has accepted a red or orange task that is not done. */
  readonly hasGraveTask: (memberId: string) => Promise<boolean>
}

/** Hundreds of phones send readings every second, and none of them waits for the answer. */
const lookUps = { concurrency: 1, maxBatch: 1_000, pauseMs: 20 } as const

/** Patrols and the positions lane. */
export function patrolFeature(platform: Platform, { places, hasGraveTask }: Lower): ServerFeature {
  const commands = patrolCommands(platform)
  const lane = positionsLane(platform, places)
  const onPatrol = batched((ids: readonly string[]) => areOnPatrol(platform.database, ids), lookUps)
  const consent = consentOf({ onPatrol, hasGraveTask }, platform.clock)
  let forgetting: Cron | undefined
  return {
    name: 'patrol',
    refusals: patrolRefusals,
    bind: on => bindPatrol(on, { commands, lane, consent, clock: platform.clock }),
    start: async () => {
      lane.start()
      forgetting = new Cron('20 3 * * *', { timezone: 'Asia/Shanghai', catch: true }, () =>
        lane.forgetTracks(),
      )
    },
    stop: async () => {
      forgetting?.stop()
      await lane.stop()
    },
  }
}
