import {
  grant,
  grantNew,
  refuse,
  type Contract,
  type Refused,
  type ReplyOf,
  type RequestArguments,
  type Result,
} from '@shuniu/shared/kernel'
import type { Static, TSchema } from 'typebox'
import { hearServerTime } from '../time/serverTime.ts'
import { addressOf, type RequestParts } from './address.ts'
import { refusalOf } from './problem.ts'
import { hasShape } from './shape.ts'

export { saveAs } from './saving.ts'

const timeoutMs = 20_000
/** So many questions wait for somebody to sign in again; a page left alone asks on and on. */
const mostWaiting = 50
let waiting = 0
let signedOut: () => Promise<boolean> = () => Promise.resolve(false)

/**
 * Says what to do when the server answers that nobody is signed in any more. The listener resolves with whether the
 * same officer has signed in again: then what was asked is asked once more, a command under its own id.
 */
export const onSignedOut = (listener: () => Promise<boolean>): void => {
  signedOut = listener
}

let heardBuild: (build: string | null) => void = () => undefined

/** Says what to do with the name of the client's build that each answer carries. */
export const onServedBuild = (listener: (build: string | null) => void): void => {
  heardBuild = listener
}

export const tellSignedOut = (): Promise<boolean> => signedOut()

const requestOf = (contract: Contract, { body }: RequestParts): RequestInit => ({
  method: contract.method,
  credentials: 'same-origin',
  cache: 'no-store',
  signal: AbortSignal.timeout(timeoutMs),
  ...(body !== undefined && {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }),
})

/** The body as text; undefined where it broke off on its way. */
async function readText(answer: Response): Promise<string | undefined> {
  try {
    return await answer.text()
  } catch {
    return undefined
  }
}

/** The value of a text; undefined where it is none of ours. */
function jsonIn(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an answer refuses, and after how many seconds it may be asked again where the server said so. */
function refusedBy({ status, headers }: Response, body: unknown): Refused {
  const refused = refusalOf(status, body)
  const afterS = Number(headers.get('retry-after') ?? NaN)
  if (!(afterS > 0)) return refused
  return refuse(refused.refusal.code, { ...refused.refusal.detail, retryAfterS: afterS })
}

/** The server's answer where it grants; no network, or none within 20 s, is the refusal `link.down`. */
async function sendOnce(contract: Contract, parts: RequestParts): Promise<Result<Response>> {
  const askedAtMs = Date.now()
  let answer: Response
  try {
    answer = await fetch(addressOf(contract, parts), requestOf(contract, parts))
  } catch {
    return refuse('link.down')
  }
  // The page of a proxy has a clock of its own.
  if (answer.headers.has('x-request-id')) hearServerTime(answer.headers.get('date'), askedAtMs, Date.now())
  heardBuild(answer.headers.get('x-client-build'))
  if (answer.ok) return grant(answer)
  return refusedBy(answer, jsonIn(await readText(answer)))
}

async function isSignedInAgain(contract: Contract): Promise<boolean> {
  if (contract.method === 'GET' && waiting >= mostWaiting) return false
  waiting += 1
  const isIn = await tellSignedOut()
  waiting -= 1
  return isIn
}

/** As `sendOnce`; when the session has ended, waits for the officer to sign in again and goes on. */
async function send(contract: Contract, parts: RequestParts): Promise<Result<Response>> {
  const answer = await sendOnce(contract, parts)
  if (answer.ok || answer.refusal.code !== 'session.none') return answer
  return (await isSignedInAgain(contract)) ? sendOnce(contract, parts) : answer
}

/**
 * Asks the server by a contract. Never throws. No network, no answer within 20 s or one that breaks off is the refusal
 * `link.down`, after which nobody knows whether a command took hold; sent again with the same id it does no harm.
 * What is not ours (a proxy's page) is `link.foreignAnswer`, what is ours and not of this contract `link.otherVersion`.
 */
export async function call<C extends Contract>(
  contract: C,
  ...[asked]: RequestArguments<C>
): Promise<Result<ReplyOf<C>>> {
  const answer = await send(contract, asked ?? {})
  if (!answer.ok) return answer
  const { status: httpStatus } = answer.value
  const text = await readText(answer.value)
  if (text === undefined) return refuse('link.down')
  const body = jsonIn(text)
  if (body === undefined) return refuse('link.foreignAnswer', { httpStatus })
  // A command that was answered so may well have taken hold: that is for whoever sent it to find out.
  if (!hasShape(contract.shape.reply, body))
    return refuse(contract.method === 'GET' ? 'link.otherVersion' : 'link.foreignAnswer', { httpStatus })
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the shape was just looked at
  const value = body as ReplyOf<C>
  return httpStatus === 201 ? grantNew(value) : grant(value)
}

/** In milliseconds: a file over a weak line takes minutes. */
const fileTimeoutMs = 600_000

interface FileRequest<T extends TSchema> {
  readonly file: Blob
  readonly reply: T
}

/** Sends a file as the body of a PUT to an address that takes one. Refuses as `call` does. */
export async function sendFile<T extends TSchema>(
  { path, ...parts }: Pick<Contract, 'path'> & RequestParts,
  { file, reply }: FileRequest<T>,
): Promise<Result<Static<T>>> {
  try {
    const answer = await fetch(addressOf({ path }, parts), {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
      signal: AbortSignal.timeout(fileTimeoutMs),
    })
    const body = jsonIn(await readText(answer))
    if (!answer.ok) return refusedBy(answer, body)
    if (!hasShape(reply, body)) return refuse('link.foreignAnswer', { httpStatus: answer.status })
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the shape was just looked at
    return grant(body as Static<T>)
  } catch {
    return refuse('link.down')
  }
}

/** Asks for a file by a contract that replies with one; one that breaks off on its way is refused with `link.down`. */
export async function callForFile<C extends Contract>(
  contract: C,
  ...[asked]: RequestArguments<C>
): Promise<Result<Blob>> {
  const answer = await send(contract, asked ?? {})
  if (!answer.ok) return answer
  const { headers, status: httpStatus } = answer.value
  if (headers.get('content-type')?.startsWith('text/html') === true)
    return refuse('link.foreignAnswer', { httpStatus })
  try {
    return grant(await answer.value.blob())
  } catch {
    return refuse('link.down')
  }
}
