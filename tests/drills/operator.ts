import type { SessionView } from '@shuniu/shared/identity'
import { type seeSession, signIn } from '@shuniu/shared/identity'
import type { BodyOf, Contract, ReplyOf } from '@shuniu/shared/kernel'

/** What the server answered: the reply, or the status and code of its refusal. */
export type OperatorAnswer<T> =
  | { readonly ok: true; readonly status: number; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly code: string }

interface OperatorRequest<C extends Contract> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: BodyOf<C>
}

function addressOf(
  url: string,
  contract: Contract,
  { params = {}, query = {} }: OperatorRequest<Contract>,
): string {
  const path = contract.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
  return `${url}/api${path}${search.size > 0 ? `?${search.toString()}` : ''}`
}

const codeOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : 'no problem details'

export interface OperatorCredentials {
  readonly account: string
  readonly password: string
}

interface OperatorSession {
  readonly cookie: string
  readonly session: SessionView
}

async function signedIn(url: string, { account, password }: OperatorCredentials): Promise<OperatorSession> {
  const answer = await fetch(`${url}/api${signIn.path}`, {
    method: signIn.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  if (!answer.ok) throw new Error(`${account} could not sign in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the server serialises by this contract
  return { cookie, session: (await answer.json()) as ReplyOf<typeof seeSession> }
}

/** A simulated person at a phone or a desk: signs in once, and again when a session has run out, and calls by contract. */
export class Operator {
  readonly url: string
  readonly account: string
  readonly session: SessionView
  readonly #who: OperatorCredentials
  #cookie: string
  #renewing: Promise<void> | undefined

  private constructor(url: string, who: OperatorCredentials, { cookie, session }: OperatorSession) {
    this.url = url
    this.account = session.account
    this.session = session
    this.#who = who
    this.#cookie = cookie
  }

  static async signIn(url: string, who: OperatorCredentials): Promise<Operator> {
    return new Operator(url, who, await signedIn(url, who))
  }

  get cookie(): string {
    return this.#cookie
  }

  async call<C extends Contract>(
    contract: C,
    sent: OperatorRequest<C> = {},
  ): Promise<OperatorAnswer<ReplyOf<C>>> {
    const answer = await this.#ask(contract, sent)
    if (answer.ok || answer.code !== 'session.none') return answer
    await (this.#renewing ??= this.#renew())
    return this.#ask(contract, sent)
  }

  async #renew(): Promise<void> {
    try {
      this.#cookie = (await signedIn(this.url, this.#who)).cookie
    } finally {
      this.#renewing = undefined
    }
  }

  /** One request; a connection that fails is thrown, a refusal is returned. */
  async #ask<C extends Contract>(contract: C, sent: OperatorRequest<C>): Promise<OperatorAnswer<ReplyOf<C>>> {
    const body: unknown = sent.body
    const answer = await fetch(addressOf(this.url, contract, sent), {
      method: contract.method,
      headers: { cookie: this.#cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const told: unknown = await answer.json().catch(() => undefined)
    if (!answer.ok) return { ok: false, status: answer.status, code: codeOf(told) }
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the server serialises by this contract
    return { ok: true, status: answer.status, value: told as ReplyOf<C> }
  }

  /** Calls until the server can be reached and is not overloaded, as a phone's outbox does; at most `tries` times. */
  async callUntilHeard<C extends Contract>(
    contract: C,
    sent: OperatorRequest<C>,
    tries = 240,
  ): Promise<OperatorAnswer<ReplyOf<C>>> {
    for (let left = tries; ; left -= 1) {
      const answer = await this.call(contract, sent).catch(() => undefined)
      if (answer && (answer.ok || answer.status < 500)) return answer
      if (left === 0) return answer ?? { ok: false, status: 0, code: 'link.down' }
      await new Promise(resolve => setTimeout(resolve, 250))
    }
  }
}
