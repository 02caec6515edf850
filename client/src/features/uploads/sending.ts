import { refuse, grant, type Result } from '@shuniu/shared/kernel'
import { DetailedError, Upload } from 'tus-js-client'
import { refusalOf } from '../../platform/http/problem.ts'

const endpoint = '/api/uploads'
/** A weak network loses at most this much at a break, in bytes. */
const chunkSize = 512 * 1_024
const retryDelays = [500, 2_000, 5_000]

export interface SendingFile {
  readonly file: Blob
  /** Where an earlier attempt was sent to: what arrived then is not sent again. */
  readonly address?: string | undefined
  /** The server knows of the file: remember where. */
  readonly begun: (address: string) => void
  readonly progress: (sentB: number, ofB: number) => void
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

/** Sends a file to its last byte, going on where it broke off; gives the upload's id once the server has taken it. */
export const sendFile = ({ file, address, begun, progress }: SendingFile): Promise<Result<string>> =>
  new Promise(resolve => {
    const upload = new Upload(file, {
      ...{ endpoint, chunkSize, retryDelays, storeFingerprintForResuming: false },
      ...(address !== undefined && { uploadUrl: address }),
      onUploadUrlAvailable: () => upload.url !== null && begun(new URL(upload.url, location.href).pathname),
      onProgress: progress,
      onSuccess: () => resolve(grant(upload.url?.split('/').at(-1) ?? '')),
      onError: error => resolve(toldBy(error)),
    })
    upload.start()
  })
