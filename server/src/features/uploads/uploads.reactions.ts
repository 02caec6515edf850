import { instant, toMs } from '@shuniu/shared/kernel'
import { arrivesWithinMs, waitsForCaseMs } from '@shuniu/shared/uploads'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Shelf } from './shelf.ts'
import { dropUploads, lostBefore, takenWithin } from './uploads.repo.ts'

type Deps = Pick<Platform, 'database' | 'clock'> & {
  readonly shelf: Shelf
  /** Those of the uploads that some case holds. */
  readonly heldOf: (uploadIds: readonly string[]) => Promise<readonly string[]>
}

const atOnce = 200
/** How far back the sweep looks for files without a case: a server may have stood still for so long. */
const lookBackMs = 30 * 86_400_000

/** Forgets files nobody waits for: half-arrived, rejected, or without a case. Any process may do it, twice does no harm. */
export function forgettingOf({ database, clock, shelf, heldOf }: Deps) {
  async function forget(ids: readonly string[]): Promise<void> {
    await inTx(database, tx => dropUploads(tx, ids))
    for (const id of ids) await shelf.forget(id)
  }

  /** One round over what nobody waits for. */
  async function sweep(): Promise<void> {
    const now = toMs(clock.now())
    const lost = await lostBefore(database.orm, instant(now - arrivesWithinMs), atOnce)
    const until = now - waitsForCaseMs
    const old = await takenWithin(database.orm, [instant(until - lookBackMs), instant(until)])
    const held = new Set(await heldOf(old))
    await forget([...lost, ...old.filter(id => !held.has(id)).slice(0, atOnce)])
  }

  return { sweep }
}
