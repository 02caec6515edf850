import { toMs, type Clock } from '@shuniu/shared/kernel'
import { inTx, type Connections } from '../db/index.ts'

const dayMs = 86_400_000
const forgottenAtOnce = 5_000

interface RetentionOptions {
  readonly database: Pick<Connections, 'pool' | 'log'>
  readonly clock: Clock
  readonly keptDays: number
}

/**
 * Forgets facts older than are kept, a few thousand a transaction, and says in the stream from where facts are kept.
 * Stops before any fact that a follower with a stored cursor has not taken. Returns how many were forgotten.
 */
export async function forgetOldFacts({ database, clock, keptDays }: RetentionOptions): Promise<number> {
  const before = new Date(toMs(clock.now()) - keptDays * dayMs).toISOString()
  let forgotten = 0
  for (;;) {
    const count = await inTx(database, async tx => {
      const [bound] = await tx.query<{ last: string | null }>(
        `select least(
           (select coalesce(min(seq) - 1, (select head from stream where id = 1)) from outbox where at >= $1 and seq is not null),
           (select min(seq) from followers),
           (select forgotten + $2 from stream where id = 1)
         ) as last`,
        [before, forgottenAtOnce],
      )
      const last = Number(bound?.last ?? 0)
      const moved = await tx.query(
        'update stream set forgotten = $1 where id = 1 and forgotten < $1 returning id',
        [last],
      )
      if (moved.length === 0) return 0
      await tx.query('delete from parked_facts where seq <= $1', [last])
      return (await tx.query('delete from outbox where seq <= $1 returning id', [last])).length
    })
    if (count === 0) return forgotten
    forgotten += count
  }
}
