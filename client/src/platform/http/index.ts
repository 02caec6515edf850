import {
  grant,
  grantNew,
  refuse,
  type BodyOf,
  type Contract,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  type Result,
} from '@shuniu/shared/kernel'
import { hearServerTime } from '../time/serverTime.ts'
import { addressOf, type Parts } from './address.ts'
import { refusalOf } from './problem.ts'

type Part<K extends string, P> = [P] extends [undefined] ? unknown : { readonly [key in K]: P }

/** Exactly the parts a contract asks for. */
export type Asked<C extends Contract> = Part<'params', ParamsOf<C>> &
  Part<'query', QueryOf<C>> &
  Part<'body', BodyOf<C>>

type Asking<C extends Contract> = unknown extends Asked<C> ? [] : [asked: Asked<C>]

const timeoutMs = 20_000
let signedOut: () => void = () => undefined

/** Says what to do when the server answers that nobody is signed in any more. */
export const onSignedOut = (listener: () => void): void => {
  signedOut = listener
}

export const tellSignedOut = (): void => signedOut()

const requestOf = (contract: Contract, { body }: Parts): RequestInit => ({
  method: contract.method,
  credentials: 'same-origin',
  cache: 'no-store',
  signal: AbortSignal.timeout(timeoutMs),
  ...(body !== undefined && {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }),
})

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    return undefined
  }
}

/** The server's answer where it grants; no network, or none within 20 s, is the refusal `link.down`. */
async function send(contract: Contract, parts: Parts): Promise<Result<Response>> {
  const askedAtMs = Date.now()
  let answer: Response
  try {
    answer = await fetch(addressOf(contract, parts), requestOf(contract, parts))
  } catch {
    return refuse('link.down')
  }
  hearServerTime(answer.headers.get('date'), askedAtMs, Date.now())
  if (answer.ok) return grant(answer)
  const refused = refusalOf(answer.status, await readJson(answer))
  if (refused.refusal.code === 'session.none') tellSignedOut()
  return refused
}

/**
 * Asks the server by a contract. Never throws: no network, or no answer within 20 s, is the refusal `link.down`,
 * after which nobody knows whether a command took hold; sent again with the same id it does no harm.
 */
export async function call<C extends Contract>(
  contract: C,
  ...[asked]: Asking<C>
): Promise<Result<ReplyOf<C>>> {
  const answer = await send(contract, asked ?? {})
  if (!answer.ok) return answer
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the server serialises by this very schema
  const value = (await readJson(answer.value)) as ReplyOf<C>
  return answer.value.status === 201 ? grantNew(value) : grant(value)
}

/** Asks for a file by a contract that replies with one; one that breaks off on its way is refused with `link.down`. */
export async function callForFile<C extends Contract>(
  contract: C,
  ...[asked]: Asking<C>
): Promise<Result<Blob>> {
  const answer = await send(contract, asked ?? {})
  if (!answer.ok) return answer
  try {
    return grant(await answer.value.blob())
  } catch {
    return refuse('link.down')
  }
}
