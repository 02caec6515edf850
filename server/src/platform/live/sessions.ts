import type { Actor } from '@shuniu/shared/identity'
import type { Log } from '../db/index.ts'
import { jobOf, type Job } from '../jobs/index.ts'
import { end, type LiveServer, type LiveSocket } from '../hub/index.ts'
import { Limit } from '../limit/index.ts'
import type { Authenticate } from '../routes/index.ts'

const checkEveryMs = 1_000
/** So many sessions are asked about each second, those first that have waited longest. */
const checkedAtOnce = 200
const questionsAtOnce = 4

const isSame = (a: Actor, b: Actor): boolean =>
  a.accountId === b.accountId && a.role === b.role && a.scope === b.scope && a.unitId === b.unitId

/** The accounts that hold an open socket. */
export const accountsOn = (io: LiveServer): ReadonlySet<string> =>
  new Set(
    [...io.sockets.sockets.values()]
      .filter(({ data }) => !data.isEnded)
      .map(({ data }) => data.actor.accountId),
  )

/** Asks again and again whether open sockets still have a session, for ends that nobody told this process of. */
export class SessionCheck {
  readonly #io: LiveServer
  readonly #authenticate: Authenticate
  readonly #limit = new Limit(questionsAtOnce)
  readonly #job: Job

  constructor(io: LiveServer, authenticate: Authenticate, log: Log) {
    this.#io = io
    this.#authenticate = authenticate
    this.#job = jobOf(() => this.#check(), { name: 'live.sessions', everyMs: checkEveryMs, log })
  }

  start(): void {
    this.#job.start()
  }

  async stop(): Promise<void> {
    await this.#job.stop()
  }

  /** A check that fails ends nobody and is made again. */
  async #check(): Promise<void> {
    const due = this.#longestUnchecked()
    await Promise.all(due.map(([cookie, sockets]) => this.#limit.run(() => this.#ask(cookie, sockets))))
  }

  #longestUnchecked(): [string, LiveSocket[]][] {
    const byCookie = new Map<string, LiveSocket[]>()
    for (const socket of this.#io.sockets.sockets.values()) {
      const alike = byCookie.get(socket.data.cookie)
      if (alike) alike.push(socket)
      else byCookie.set(socket.data.cookie, [socket])
    }
    const checkedAtMs = ([, sockets]: [string, LiveSocket[]]) => sockets[0]?.data.checkedAtMs ?? 0
    return [...byCookie].sort((a, b) => checkedAtMs(a) - checkedAtMs(b)).slice(0, checkedAtOnce)
  }

  async #ask(cookie: string, sockets: readonly LiveSocket[]): Promise<void> {
    const actor = await this.#authenticate({ headers: { cookie } })
    for (const socket of sockets) {
      socket.data.checkedAtMs = performance.now()
      if (!actor || !isSame(actor, socket.data.actor)) end(socket, 'session.none')
    }
  }
}
