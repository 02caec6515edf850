import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { DetailedError, Upload } from 'tus-js-client'
import { refusalOf } from '../../platform/http/problem.ts'
import type { Picked } from './picked.ts'

const endpoint = '/api/uploads'
/** A weak network loses at most this much at a break, in bytes. */
const chunkSize = 256 * 1_024

interface SendingFile extends Picked {
  /** Whether the server may know of it: then it is asked how much has come. */
  readonly isAnnounced: boolean
  readonly announced: () => void
  readonly progress: (sentB: number) => void
  /** Lets go of the network at once; what has arrived by then is not sent again. */
  readonly signal: AbortSignal
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toldBy(error: Error): Result<never> {
  const answer = error instanceof DetailedError ? error.originalResponse : null
  if (!answer || answer.getStatus() === 0) return refuse('link.down')
  return refusalOf(answer.getStatus(), bodyOf(answer.getBody()))
}

/**
 * One attempt at a file, from where the server says it stands to its last byte. Refuses what the server refuses,
 * `link.down`, and `link.stopped` after the signal.
 */
export const sendFile = (sending: SendingFile): Promise<Result<true>> =>
  new Promise(resolve => {
    const { id, file, progress, signal } = sending
    const upload = new Upload(file, {
      endpoint,
      chunkSize,
      ...(sending.isAnnounced && { uploadUrl: `${endpoint}/${id}` }),
      metadata: { id },
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: sending.announced,
      onProgress: progress,
      onSuccess: () => resolve(grant(true)),
      onError: error => resolve(toldBy(error)),
    })
    const stop = () => {
      void upload.abort()
      resolve(refuse('link.stopped'))
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    upload.start()
  })
