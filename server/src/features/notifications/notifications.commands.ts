import type { Actor } from '@shuniu/shared/identity'
import { grant, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import { markReceived, markSeen, unseenBy } from './notifications.repo.ts'

export const notificationCommandsOf = ({
  database,
  clock,
  cases,
}: Pick<Platform, 'database' | 'clock'> & { readonly cases: Pick<Cases, 'seenBy'> }) => ({
  /** Marks the actor's own notifications as seen; tells how many are left. */
  see: (ids: readonly string[], actor: Actor): Promise<Result<{ unseen: number }>> =>
    inTx(database, async tx => {
      await markSeen(tx, { ids, readerId: actor.accountId }, clock.now())
      return grant({ unseen: await unseenBy(tx, { readerId: actor.accountId, sight: cases.seenBy(actor) }) })
    }),

  /** Notes that notifications of the actor's own are on a device of theirs; tells of how many that was news. */
  receive: (ids: readonly string[], actor: Actor): Promise<Result<{ received: number }>> =>
    inTx(database, async tx =>
      grant({ received: await markReceived(tx, { ids, readerId: actor.accountId }, clock.now()) }),
    ),
})
