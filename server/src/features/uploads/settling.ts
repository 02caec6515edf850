import { grant, instant, refuse, toMs, type Instant, type Result } from '@shuniu/shared/kernel'
import { maxAnyB, maxSizeB, waitsForCaseMs } from '@shuniu/shared/uploads'
import { rename } from 'node:fs/promises'
import type { Platform } from '../../platform/feature/index.ts'
import { headOf, kindOf, type FileKind } from './kinds.ts'
import type { Decoders } from './decoding/index.ts'
import type { UploadShelf } from './shelf.ts'
import { changeArriving, uploadOf, type UploadRow } from './uploads.repo.ts'

export interface SettlingDeps extends Pick<Platform, 'database' | 'clock'> {
  readonly shelf: UploadShelf
  readonly decoders: Decoders
  /** A file has been judged: whoever waits for it may be told. */
  readonly onSettled: () => void
}

const writtenPhoto: FileKind = { kind: 'photo', mediaType: 'image/jpeg' }

/**
 * What a file is and whether it is taken; a photo is written anew on the way, film and sound lose their marks of place.
 * One that was put away and never told of, since the server ended or a backup was made between the two, is found there.
 * Refuses: `contentRefusals`, and `upload.busy` while too many wait to be looked at.
 */
async function judged({ shelf, decoders }: SettlingDeps, { id }: UploadRow): Promise<Result<FileKind>> {
  const [arrivedB, keptB] = [await shelf.arrivedB(id), await shelf.keptB(id)]
  const isPutAway = arrivedB === undefined && keptB !== undefined
  const from = isPutAway ? shelf.kept(id) : shelf.arriving(id)
  const head = kindOf(await headOf(from))
  if (!head.ok) return head
  const isPhoto = head.value.kind === 'photo'
  if (isPhoto && isPutAway) return grant(writtenPhoto)
  const maxB = isPhoto ? maxSizeB.photo : maxAnyB
  const sizeB = arrivedB ?? keptB ?? Infinity
  if (sizeB > maxB) return refuse('upload.tooLarge', { maxB })
  await shelf.makeRoom(id)
  if (isPhoto) {
    const written = await decoders.rewritePhoto(from, shelf.kept(id))
    return written.ok ? grant(writtenPhoto) : written
  }
  const cleaned = await decoders.cleanMedia(from, head.value)
  if (!cleaned.ok) return cleaned
  const { kind } = cleaned.value
  if (sizeB > maxSizeB[kind]) return refuse('upload.tooLarge', { maxB: maxSizeB[kind] })
  if (!isPutAway) await rename(from, shelf.kept(id))
  return cleaned
}

const isPassing = (code: string): boolean => code === 'upload.busy'

/** Judges files whose last byte has arrived. */
export function settlingOf(deps: SettlingDeps) {
  const { database, clock, shelf } = deps
  const running = new Map<string, Promise<Result<UploadRow>>>()

  async function settleOnce(id: string): Promise<Result<UploadRow>> {
    const row = await uploadOf(database.orm, id)
    if (!row) return refuse('upload.unknown')
    if (row.completedAt !== null) return row.rejected === null ? grant(row) : refuse(row.rejected)
    const taken = await judged(deps, row)
    if (!taken.ok && isPassing(taken.refusal.code)) return taken
    const settled = settledAs(taken, clock.now())
    await changeArriving(database.orm, id, settled)
    deps.onSettled()
    await shelf.forgetArrival(id)
    return taken.ok ? grant({ ...row, ...settled }) : taken
  }

  return {
    /**
     * Judges a file whose last byte has arrived; asked again, also after a crash between the two, it answers alike.
     * Refuses: `upload.unknown`, `upload.busy`, `contentRefusals`.
     */
    settle(id: string): Promise<Result<UploadRow>> {
      const judging = running.get(id) ?? settleOnce(id).finally(() => running.delete(id))
      running.set(id, judging)
      return judging
    },
  }
}

const settledAs = (taken: Result<FileKind>, now: Instant) => ({
  kind: taken.ok ? taken.value.kind : null,
  mediaType: taken.ok ? taken.value.mediaType : null,
  completedAt: now,
  touchedAt: now,
  forgetAt: instant(toMs(now) + waitsForCaseMs),
  rejected: taken.ok ? null : taken.refusal.code,
})

export type Settling = ReturnType<typeof settlingOf>
