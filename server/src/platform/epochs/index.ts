import type { Platform } from '../feature/index.ts'
import { jobOf } from '../jobs/index.ts'

/** How long a change may go unnoticed by another process, in milliseconds. */
const lookEveryMs = 1_000

interface Followed {
  /** The name in `memory_epochs`, whose number grows with every change of what is kept in memory. */
  readonly of: 'areas' | 'units'
  readonly reread: () => Promise<void>
}

/** Reads something anew from the database at start, and whenever any process or tool has changed it since. */
export function epochFollower(
  { database, log }: Pick<Platform, 'database' | 'log'>,
  { of, reread }: Followed,
): { readonly start: () => Promise<void>; readonly stop: () => Promise<void> } {
  let known: string | undefined
  async function look(): Promise<void> {
    const { rows } = await database.pool.query<{ epoch: string }>(
      'select epoch from memory_epochs where name = $1',
      [of],
    )
    const epoch = rows[0]?.epoch ?? '0'
    if (epoch === known) return
    await reread()
    known = epoch
  }
  const job = jobOf(look, { name: `${of}.reread`, everyMs: lookEveryMs, log })
  return {
    async start() {
      await look()
      job.start()
    },
    stop: () => job.stop(),
  }
}
