import { rename } from 'node:fs/promises'
import { may, type Actor } from '@shuniu/shared/identity'
import { grant, instant, refuse, toMs, type Result } from '@shuniu/shared/kernel'
import { arrivesWithinMs, maxAnyB, maxArriving, maxDaily, maxSizeB } from '@shuniu/shared/uploads'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { kindOf, type FileKind } from './kinds.ts'
import { rewritePhoto } from './photo.ts'
import type { Shelf } from './shelf.ts'
import { addUpload, begunBy, settleUpload, uploadOf, type UploadRow } from './uploads.repo.ts'

type Deps = Pick<Platform, 'database' | 'clock' | 'ids'> & { readonly shelf: Shelf }

const dayMs = 86_400_000

/** What a file is and whether it is taken; a photo is written anew on the way. */
async function judged(shelf: Shelf, { id, sizeB }: UploadRow): Promise<Result<FileKind>> {
  const found = kindOf(await shelf.head(id))
  if (!found) return refuse('upload.unknownType')
  if (sizeB > maxSizeB[found.kind]) return refuse('upload.tooLarge', { maxB: maxSizeB[found.kind] })
  await shelf.makeRoom(id)
  if (found.kind !== 'photo') {
    await rename(shelf.arriving(id), shelf.kept(id))
    return grant(found)
  }
  const written = await rewritePhoto(shelf.arriving(id), shelf.kept(id))
  return written.ok ? grant({ kind: 'photo', mediaType: 'image/jpeg' }) : written
}

/** Uploads from their announcement to their last byte. */
export function uploadCommands(deps: Deps) {
  const { database, clock, ids, shelf } = deps
  const settling = new Map<string, Promise<Result<UploadRow>>>()

  async function settleOnce(id: string): Promise<Result<UploadRow>> {
    const row = await uploadOf(database.orm, id)
    if (!row) return refuse('upload.unknown')
    if (row.completedAt !== null) return row.rejected === null ? grant(row) : refuse(row.rejected)
    const taken = await judged(shelf, row)
    const settled = {
      kind: taken.ok ? taken.value.kind : null,
      mediaType: taken.ok ? taken.value.mediaType : null,
      completedAt: clock.now(),
      rejected: taken.ok ? null : taken.refusal.code,
    }
    await inTx(database, tx => settleUpload(tx, id, settled))
    await shelf.forgetArrival(id)
    return taken.ok ? grant({ ...row, ...settled }) : taken
  }

  return {
    /**
     * Announces a file of so many bytes and gives it an id.
     * Refuses: `permission.missing`, `upload.tooLarge`, `upload.tooMany`.
     */
    begin: (sizeB: number, actor: Actor): Promise<Result<string>> =>
      inTx(database, async (tx): Promise<Result<string>> => {
        if (!may(actor, 'report.make')) return refuse('permission.missing', { needs: 'report.make' })
        if (sizeB > maxAnyB) return refuse('upload.tooLarge', { maxB: maxAnyB })
        const createdAt = clock.now()
        const since = instant(toMs(createdAt) - Math.min(dayMs, arrivesWithinMs))
        const begun = await begunBy(tx, actor.accountId, since)
        if (begun.arriving >= maxArriving || begun.sinceThen >= maxDaily) return refuse('upload.tooMany')
        const id = ids.next()
        await addUpload(tx, { id, accountId: actor.accountId, sizeB, createdAt })
        return grant(id)
      }),

    /**
     * Judges a file whose last byte has arrived; asked again, also after a crash between the two, it answers alike.
     * Refuses: `upload.unknown`, `upload.unknownType`, `upload.unreadable`, `upload.tooLarge`.
     */
    settle(id: string): Promise<Result<UploadRow>> {
      const running = settling.get(id) ?? settleOnce(id).finally(() => settling.delete(id))
      settling.set(id, running)
      return running
    },
  }
}

export type UploadCommands = ReturnType<typeof uploadCommands>
