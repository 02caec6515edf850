import { randomBytes } from 'node:crypto'
import type { Browser } from './browser.ts'

/** A photo of 16 × 8 points whose EXIF names the camera and a place in the county. */
export const aPhoto = (): Buffer<ArrayBuffer> =>
  Buffer.from(
    [
      '/9j/4QFKRXhpZgAASUkqAAgAAAAIAA8BAgAQAAAAfgAAABIBAwABAAAAAQAAABoBBQABAAAAbgAAABsBBQABAAAAdgAAACgBAwAB',
      'AAAAAgAAABMCAwABAAAAAQAAAGmHBAABAAAAjgAAACWIBAABAAAA3AAAAAAAAAA4YwAA6AMAADhjAADoAwAAUGhvbmVPZlRoZUZp',
      'ZWxkAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAQAAAAA6AEAAEAAAAI',
      'AAAAAAAAAAQAAQACAAIAAABOAAAAAgAFAAMAAAAqAQAAAwACAAIAAABFAAAABAAFAAMAAAASAQAAAAAAAHMAAAABAAAAJQAAAAEA',
      'AAAAAAAAAQAAACEAAAABAAAACgAAAAEAAAAAAAAAAQAAAP/bAEMAFA4PEg8NFBIQEhcVFBgeMiEeHBwePSwuJDJJQExLR0BGRVBa',
      'c2JQVW1WRUZkiGVtd3uBgoFOYI2XjH2Wc36BfP/bAEMBFRcXHhoeOyEhO3xTRlN8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8',
      'fHx8fHx8fHx8fHx8fHx8fHx8fHx8fP/AABEIAAgAEAMBIgACEQEDEQH/xAAVAAEBAAAAAAAAAAAAAAAAAAAABP/EABQQAQAAAAAA',
      'AAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIwBV1//',
      '2Q==',
    ].join(''),
    'base64',
  )

/** A voice of so many bytes: sound without end and meaning, as a recorder writes it (RIFF/WAVE, 8 kHz, mono). */
export function aVoice(sizeB = 1_000): Buffer<ArrayBuffer> {
  const voice = Buffer.alloc(sizeB)
  voice.write('RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data', 'latin1')
  voice.writeUInt32LE(sizeB - 8, 4)
  voice.writeUInt32LE(sizeB - 44, 40)
  randomBytes(sizeB - 44).copy(voice, 44)
  return voice
}

export interface TusAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
  /** The stable code of a refusal. */
  readonly code: string | undefined
}

type Sender = Pick<Browser, 'url' | 'cookie'>

interface UploadRequest {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer<ArrayBuffer> | ReadableStream
  readonly signal?: AbortSignal
}

/** Asks the upload lane as a phone's uploader does. */
export async function askLane(
  browser: Sender,
  [method, path]: readonly [method: string, path: string],
  { headers, ...sent }: UploadRequest = {},
): Promise<TusAnswer> {
  const answer = await fetch(`${browser.url}${path}`, {
    method,
    headers: {
      ...(browser.cookie !== '' && { cookie: browser.cookie }),
      'tus-resumable': '1.0.0',
      ...headers,
    },
    ...sent,
    ...(sent.body && { duplex: 'half' }),
  })
  const body = Buffer.from(await answer.arrayBuffer())
  const problem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  const code = problem === true && body.length > 0 ? String(JSON.parse(body.toString()).code) : undefined
  return { status: answer.status, headers: answer.headers, body, code }
}

/** Announces a file of so many bytes, under an id of the sender's own where one is given; gives the answer and the path. */
export async function announce(browser: Sender, sizeB: number, id?: string) {
  const answer = await askLane(browser, ['POST', '/api/uploads'], {
    headers: { 'upload-length': String(sizeB), ...(id && { 'upload-metadata': `id ${btoa(id)}` }) },
  })
  return { answer, path: answer.headers.get('location') ?? '' }
}

/** Sends bytes from an offset on. */
export const append = (
  browser: Sender,
  path: string,
  { at = 0, ...sent }: { at?: number; body: Buffer<ArrayBuffer> | ReadableStream; signal?: AbortSignal },
): Promise<TusAnswer> =>
  askLane(browser, ['PATCH', path], {
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at) },
    ...sent,
  })

export const idIn = (path: string): string => path.split('/').at(-1) ?? ''

/** Sends a whole file; gives the id of the upload. Throws when it is not taken. */
export async function upload(browser: Sender, bytes: Buffer<ArrayBuffer> = aPhoto()): Promise<string> {
  const { path } = await announce(browser, bytes.length)
  const answer = await append(browser, path, { body: bytes })
  if (answer.status !== 204) throw new Error(`an upload was answered ${answer.status} ${answer.code}`)
  return idIn(path)
}
