import { may, type Actor } from '@shuniu/shared/identity'
import { grant, instant, refuse, toMs, type Instant, type Refused, type Result } from '@shuniu/shared/kernel'
import {
  arrivesWithinMs,
  maxAnyB,
  maxArriving,
  maxDaily,
  maxDailyB,
  maxFortnightB,
  silentMs,
  waitsForCaseMs,
} from '@shuniu/shared/uploads'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { UploadShelf } from './shelf.ts'
import {
  announceUpload,
  changeArriving,
  dropUpload,
  holdAccount,
  lockUpload,
  usageOf,
  type UploadRow,
} from './uploads.repo.ts'

export type UploadDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'settings'> & {
  readonly shelf: UploadShelf
  /** Those of the uploads that some case holds. */
  readonly heldOf: (uploadIds: readonly string[]) => Promise<readonly string[]>
}

const dayMs = 86_400_000
const later = (now: Instant, ms: number): Instant => instant(toMs(now) + ms)

interface Announcement {
  /** As its sender made it; undefined where the server shall. */
  readonly id: string | undefined
  readonly sizeB: number
}

/** The announcement of a file as it is answered. */
export interface Announced {
  readonly id: string
  /** Announced before, with the same length: the bytes that came are kept. */
  readonly isRepeat: boolean
}

/** What the account may not send today. Refuses: `upload.tooMany`, `upload.tooMuch`. */
async function overdrawn(
  tx: Tx,
  { accountId, sizeB, now }: { accountId: string; sizeB: number; now: Instant },
) {
  const since = { silent: later(now, -silentMs), day: later(now, -dayMs) }
  const usage = await usageOf(tx, accountId, since)
  const { arriving, arrivingB, today, todayB, fortnightB } = usage
  if (arriving >= maxArriving) return refuse('upload.tooMany', { maxArriving, retryAfterS: silentMs / 1_000 })
  if (today >= maxDaily) return refuse('upload.tooMany', { maxDaily, retryAfterS: silentMs / 1_000 })
  const isDayFull = todayB + arrivingB + sizeB > maxDailyB
  if (isDayFull) return refuse('upload.tooMuch', { maxB: maxDailyB, retryAfterS: silentMs / 1_000 })
  const isFull = fortnightB + arrivingB + sizeB > maxFortnightB
  return isFull ? refuse('upload.tooMuch', { maxB: maxFortnightB, retryAfterS: dayMs / 1_000 }) : undefined
}

/** Uploads from their announcement to their last byte, and taken back. */
export function uploadCommands({ database, clock, ids, settings, shelf, heldOf }: UploadDeps) {
  async function lacksRoom(sizeB: number): Promise<Refused | undefined> {
    const isFull = (await shelf.freeB()) - sizeB < settings.uploadsLeaveFreeB
    return isFull ? refuse('upload.noRoom') : undefined
  }

  /** How a known id answers its announcement; undefined for one that is new, only expected, or refused before. */
  function knownAs(known: UploadRow | undefined, sizeB: number, actor: Actor): Result<Announced> | undefined {
    if (!known) return undefined
    const { id, accountId, completedAt, rejected } = known
    if (accountId !== actor.accountId) return refuse('upload.idTaken')
    if (known.sizeB === null || rejected !== null) return undefined
    if (known.sizeB === sizeB) return grant({ id, isRepeat: true })
    return completedAt === null && known.arrivedB === 0 ? undefined : refuse('upload.idTaken')
  }

  async function announce(tx: Tx, { id, sizeB }: Announcement, actor: Actor): Promise<Result<Announced>> {
    const { accountId } = actor
    await holdAccount(tx, accountId)
    const known = knownAs(id === undefined ? undefined : await lockUpload(tx, id), sizeB, actor)
    if (known) return known
    const now = clock.now()
    const wrong = await overdrawn(tx, { accountId, sizeB, now })
    if (wrong) return wrong
    const fresh = id ?? ids.next()
    const forgetAt = later(now, silentMs)
    await announceUpload(tx, { id: fresh, accountId, sizeB, createdAt: now, touchedAt: now, forgetAt })
    return grant({ id: fresh, isRepeat: false })
  }

  return {
    /**
     * Announces a file of so many bytes under its sender's id, or under one of ours. The same again is no second file.
     * Refuses: `permission.missing`, `upload.empty`, `upload.tooLarge`, `upload.noRoom`, `upload.idTaken`,
     * `upload.tooMany`, `upload.tooMuch`.
     */
    async begin(told: Announcement, actor: Actor): Promise<Result<Announced>> {
      const { sizeB } = told
      if (!may(actor, 'report.make')) return refuse('permission.missing', { needs: 'report.make' })
      if (sizeB === 0) return refuse('upload.empty')
      if (sizeB > maxAnyB) return refuse('upload.tooLarge', { maxB: maxAnyB })
      const full = await lacksRoom(sizeB)
      if (full) return full
      return inTx(database, tx => announce(tx, told, actor))
    },

    /** Notes how many bytes have come, however the request that brought them ended. */
    async note(id: string): Promise<void> {
      const arrivedB = await shelf.arrivedB(id)
      if (arrivedB === undefined) return
      const now = clock.now()
      await changeArriving(database.orm, id, {
        arrivedB,
        touchedAt: now,
        forgetAt: later(now, arrivesWithinMs),
      })
    },

    /**
     * Takes a file back. One that a case waits for is told there as cancelled; one that a case holds stays.
     * Refuses: `upload.inUse`.
     */
    async cancel({ id }: UploadRow): Promise<Result<true>> {
      const isHeld = (await heldOf([id])).length > 0
      const done = await inTx(database, async (tx): Promise<Result<true>> => {
        const row = await lockUpload(tx, id)
        if (!row) return grant(true)
        if (isHeld && row.completedAt !== null && row.rejected === null) return refuse('upload.inUse')
        if (!isHeld) await dropUpload(tx, id)
        else {
          const now = clock.now()
          const forgetAt = later(now, waitsForCaseMs)
          await changeArriving(tx.orm, id, { completedAt: now, rejected: 'upload.cancelled', forgetAt })
        }
        return grant(true)
      })
      if (done.ok) await shelf.forget(id)
      return done
    },
  }
}

export type UploadCommands = ReturnType<typeof uploadCommands>
