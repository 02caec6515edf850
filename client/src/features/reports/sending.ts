import { grant, type Result } from '@shuniu/shared/kernel'
import { makeReport, type Receipt } from '@shuniu/shared/reports'
import { call } from '../../platform/http/index.ts'
import { sendFile, type Picked } from '../uploads/index.ts'
import { isPassing, postedOf, received, withoutUploads, type Queued } from './queued.ts'

export interface SendingReport {
  /** Keeps what has been reached, so that a phone that dies goes on from there. */
  readonly keep: (queued: Queued) => Promise<void>
  /** How much of the photos has been sent, 0 to 1. */
  readonly progress: (share: number) => void
  readonly sendFile?: typeof sendFile
  readonly post?: (queued: Queued) => Promise<Result<Receipt>>
}

const post = (queued: Queued) => call(makeReport, { body: postedOf(queued) })

const replaced = (queued: Queued, photo: Picked): Queued => ({
  ...queued,
  photos: queued.photos.map(one => (one.id === photo.id ? photo : one)),
})

/** Sends the photos that are not yet taken, one after another. */
async function sendPhotos(queued: Queued, by: SendingReport): Promise<Result<Queued>> {
  const { keep, progress, sendFile: send = sendFile } = by
  const wholeB = queued.photos.reduce((sum, { file }) => sum + file.size, 0)
  let sentB = 0
  let now = queued
  for (const photo of queued.photos) {
    if (photo.uploadId === undefined) {
      let present = photo
      const taken = await send({
        file: photo.file,
        address: photo.address,
        begun(address) {
          present = { ...present, address }
          now = replaced(now, present)
          void keep(now)
        },
        progress: doneB => progress((sentB + doneB) / wholeB),
      })
      if (!taken.ok) return taken
      now = replaced(now, { ...present, uploadId: taken.value })
      await keep(now)
    }
    sentB += photo.file.size
    progress(sentB / wholeB)
  }
  return grant(now)
}

/**
 * One attempt at a report: its photos first, then itself. Gives how it stands: `waiting` still when the network or
 * the server could not, `refused` when the server said no, `received` with the receipt.
 */
export async function sendQueued(queued: Queued, by: SendingReport): Promise<Queued> {
  const stands = (one: Queued, refusal: Parameters<typeof isPassing>[0]): Queued =>
    isPassing(refusal) ? one : { ...one, standing: { is: 'refused', refusal } }
  const sent = await sendPhotos(queued, by)
  if (!sent.ok) return stands(queued, sent.refusal)
  const answer = await (by.post ?? post)(sent.value)
  if (answer.ok) return received(sent.value, answer.value)
  const isForgotten =
    answer.refusal.code === 'report.unknownMedia' &&
    queued.photos.some(({ uploadId }) => uploadId !== undefined)
  return isForgotten ? withoutUploads(sent.value) : stands(sent.value, answer.refusal)
}
