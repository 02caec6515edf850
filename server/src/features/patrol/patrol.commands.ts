import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, instant, refuse, toMs, type Instant, type Result } from '@shuniu/shared/kernel'
import type { PatrolView } from '@shuniu/shared/patrol'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { addPatrol, closePatrol, patrolOf, runningPatrol } from './patrol.repo.ts'

/** A member's own taps on 开始巡查 and 结束巡查; both may be repeated with the same id. */
export const patrolCommands = ({ database, clock }: Pick<Platform, 'database' | 'clock'>) => ({
  start: (id: string, actor: Actor): Promise<Result<PatrolView>> =>
    inTx(database, async tx => {
      const known = await patrolOf(tx, actor.accountId, id)
      if (known) return grant(known)
      const startedAt = clock.now()
      if (await addPatrol(tx, { id, memberId: actor.accountId, startedAt })) {
        return grantNew({ id, startedAt, endedAt: null })
      }
      const running = await runningPatrol(tx, actor.accountId)
      return running ? refuse('patrol.running', { id: running.id }) : refuse('command.idTaken')
    }),

  /** Ends it as of the tap; a tap outside of the patrol's own time counts as its beginning or as now. */
  end: (id: string, actor: Actor, tappedAt?: Instant): Promise<Result<PatrolView>> =>
    inTx(database, async tx => {
      const known = await patrolOf(tx, actor.accountId, id)
      if (!known) return refuse('patrol.unknown')
      if (known.endedAt !== null) return grant(known)
      const now = toMs(clock.now())
      const endedAt = instant(
        Math.min(now, Math.max(Date.parse(known.startedAt), tappedAt ? toMs(tappedAt) : now)),
      )
      await closePatrol(tx, id, endedAt)
      return grant({ ...known, endedAt })
    }),

  mine: (actor: Actor): Promise<PatrolView | undefined> =>
    inTx(database, tx => runningPatrol(tx, actor.accountId)),
})
