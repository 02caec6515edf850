import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { DetailedError, Upload } from 'tus-js-client'
import { refusalOf } from '../../platform/http/problem.ts'
import type { PickedFile } from './picked.ts'

const endpoint = '/api/uploads'
/** A weak network loses at most this much at a break, in bytes. */
const chunkSize = 256 * 1_024
/** A line on which nothing moves for so long, in milliseconds, is taken for broken: some never say that they are. */
const stalledMs = 30_000

interface SendingFile extends PickedFile {
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
 * `link.down`, also when nothing has moved for half a minute, and `link.stopped` after the signal.
 */
export const sendFile = (sending: SendingFile): Promise<Result<true>> =>
  new Promise(resolve => {
    const { id, file, progress, signal } = sending
    let stalling: ReturnType<typeof setTimeout> | undefined
    const end = (result: Result<true>) => {
      clearTimeout(stalling)
      resolve(result)
    }
    const stop = (code: string) => {
      void upload.abort()
      end(refuse(code))
    }
    const moves = () => {
      clearTimeout(stalling)
      stalling = setTimeout(() => stop('link.down'), stalledMs)
    }
    const upload = new Upload(file, {
      endpoint,
      chunkSize,
      ...(sending.isAnnounced && { uploadUrl: `${endpoint}/${id}` }),
      metadata: { id },
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: sending.announced,
      onProgress(bytes) {
        moves()
        progress(bytes)
      },
      onSuccess: () => end(grant(true)),
      onError: error => end(toldBy(error)),
    })
    if (signal.aborted) return stop('link.stopped')
    signal.addEventListener('abort', () => stop('link.stopped'), { once: true })
    moves()
    upload.start()
  })
