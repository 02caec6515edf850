import { owedBy, type Actor } from '@shuniu/shared/identity'
import type { IncomingMessage } from 'node:http'
import type { Log } from '../db/index.ts'
import { arrivalsOf, isOwnOrigin } from '../http/index.ts'
import type { LiveSocket } from '../hub/index.ts'
import { Limit } from '../limit/index.ts'
import type { Authenticate } from '../routes/index.ts'
import type { Settings } from '../settings/index.ts'
import { gauges } from './gauges.ts'
import { Holdings } from './limits.ts'

/** So many handshakes are looked at together, so that a county coming back at once does not drown the database. */
const authenticatedAtOnce = 16
const maxWaiting = 6_000
const retryInMs = 2_000
/** A member has a phone, a spare and some forgotten pages. */
const socketsOfMember = 8
const cutRememberedMs = 60_000

/** Told to the client as `connect_error` with `data.code`; `retryInMs` when trying again later may help. */
class SocketRefused extends Error {
  readonly data: { readonly code: string; readonly retryInMs?: number }

  constructor(code: string, later?: number) {
    super(code)
    this.data = later === undefined ? { code } : { code, retryInMs: later }
  }
}

interface AdmissionOptions {
  readonly settings: Settings
  readonly log: Log
  readonly authenticate: Authenticate
}

/** Decides which sockets come in: whose they are, from where, and how many an account may hold. */
export class Admission {
  readonly #options: AdmissionOptions
  readonly #limit = new Limit(authenticatedAtOnce)
  readonly #holdings = new Holdings()
  readonly #arrivalOf
  readonly #cutAtMs = new Map<string, number>()
  isOpen = false

  constructor(options: AdmissionOptions) {
    this.#options = options
    this.#arrivalOf = arrivalsOf(options.settings)
  }

  /** Before the WebSocket is made. */
  readonly allowRequest = (
    request: IncomingMessage,
    answer: (why: string | null, isIn: boolean) => void,
  ): void => {
    if (!this.isOpen) answer('platform.unavailable', false)
    else if (this.#isOurs(request)) answer(null, true)
    else answer('request.foreignOrigin', false)
  }

  /** After it, before the socket may do anything. */
  readonly admit = (socket: LiveSocket, next: (refused?: Error) => void): void => {
    this.#look(socket).then(
      () => next(),
      (cause: unknown) => next(this.#told(cause)),
    )
  }

  /** Sockets of the account that are just coming in must not slip past the cut. */
  noteCut(accountId: string): void {
    const nowMs = performance.now()
    this.#cutAtMs.set(accountId, nowMs)
    for (const [id, atMs] of this.#cutAtMs) if (nowMs - atMs > cutRememberedMs) this.#cutAtMs.delete(id)
  }

  /** How much is held of each of its structures. */
  held(): Readonly<Record<string, number>> {
    return {
      handshakesWaiting: this.#limit.waiting,
      accountsHolding: this.#holdings.size,
      cuts: this.#cutAtMs.size,
    }
  }

  wasCutSince(accountId: string, atMs: number): boolean {
    return (this.#cutAtMs.get(accountId) ?? -Infinity) >= atMs
  }

  #isOurs(request: IncomingMessage): boolean {
    return isOwnOrigin(request.headers, this.#arrivalOf(request), this.#options.settings)
  }

  async #look(socket: LiveSocket): Promise<void> {
    if (this.#limit.waiting >= maxWaiting) throw new SocketRefused('platform.overloaded', 2 * retryInMs)
    const { headers } = socket.request
    const askedAtMs = performance.now()
    const isGone = () => socket.conn.readyState !== 'open'
    const actor = await this.#limit.run(async () =>
      isGone() ? undefined : this.#options.authenticate({ headers }),
    )
    if (!actor || this.wasCutSince(actor.accountId, askedAtMs)) throw new SocketRefused('session.none')
    const owed = owedBy(actor)
    if (owed) throw new SocketRefused(owed)
    const giveBack = this.#holdings.take(actor.accountId, this.#mostFor(actor))
    if (!giveBack) throw new SocketRefused('live.tooManySockets')
    socket.conn.once('close', giveBack)
    if (isGone()) giveBack()
    socket.data = {
      actor,
      cookie: headers.cookie ?? '',
      openedAtMs: askedAtMs,
      checkedAtMs: askedAtMs,
      turn: 0,
      run: undefined,
      seen: 0,
      isEnded: false,
    }
  }

  #mostFor({ role }: Actor): number {
    return role === 'gridMember' ? socketsOfMember : this.#options.settings.socketsPerAccount
  }

  #told(cause: unknown): SocketRefused {
    const refused =
      cause instanceof SocketRefused ? cause : new SocketRefused('platform.unavailable', retryInMs)
    if (refused !== cause) this.#options.log.warn({ cause }, 'a socket could not be authenticated')
    gauges.refused.inc({ code: refused.data.code })
    return refused
  }
}
