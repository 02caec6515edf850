import { instant, toMs } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Settling } from './settling.ts'
import type { UploadDeps } from './uploads.commands.ts'
import { dropUploads, dueToForget, keepHeld, unsettled } from './uploads.repo.ts'

type UploadJobDeps = Omit<UploadDeps, 'ids' | 'settings'> & Pick<Settling, 'settle'>

/** One slice of the work: each is short, whatever has piled up. */
const atOnce = 200
/** A file that has been whole for so long and is not judged was left by a server that stopped, or by a full queue. */
const leftMs = 60_000

/**
 * Looks after files that nobody asks for: forgets what nobody waits for, keeps for good what a case holds, and judges
 * what was left unjudged. Any process may do it, twice does no harm.
 */
export function uploadKeepingOf({ database, clock, shelf, heldOf, settle }: UploadJobDeps) {
  /** One slice of what is due; returns how many were looked at. */
  async function sweep(): Promise<number> {
    const now = clock.now()
    const due = await dueToForget(database.reserved.orm, now, atOnce)
    if (due.length === 0) return 0
    const held = new Set(await heldOf(due))
    const loose = due.filter(id => !held.has(id))
    const dropped = await inTx(database.reserved, async tx => {
      await keepHeld(tx, [...held], now)
      return dropUploads(tx, loose, now)
    })
    for (const id of held) await shelf.forgetArrival(id)
    for (const id of dropped) await shelf.forget(id)
    return due.length
  }

  /** Judges a few of what was left; returns how many. */
  async function settleLeft(): Promise<number> {
    const before = instant(toMs(clock.now()) - leftMs)
    const left = await unsettled(database.reserved.orm, before, 8)
    for (const id of left) await settle(id)
    return left.length
  }

  return { sweep, settleLeft }
}
