import { grant, type Result } from '@shuniu/shared/kernel'
import type { Picked } from './picked.ts'
import { sendFile } from './sending.ts'

interface SendingAll {
  /** Keeps how far one file has come, so that a second try goes on from there. */
  readonly keep: (file: Picked) => void
  /** Share of all files sent, 0 to 1. */
  readonly progress: (share: number) => void
}

export type SendPicked = typeof sendPicked

/** Sends the files that are not taken yet, one after another; gives the ids of all, or why one was not taken. */
export async function sendPicked(
  picked: readonly Picked[],
  { keep, progress }: SendingAll,
): Promise<Result<string[]>> {
  const ids: string[] = []
  for (const [index, file] of picked.entries()) {
    let present = file
    const taken =
      file.uploadId === undefined
        ? await sendFile({
            ...{ file: file.file, address: file.address },
            begun: address => keep((present = { ...present, address })),
            progress: (sentB, ofB) => progress((index + sentB / ofB) / picked.length),
          })
        : grant(file.uploadId)
    if (!taken.ok) return taken
    keep({ ...present, uploadId: taken.value })
    ids.push(taken.value)
  }
  return grant(ids)
}
