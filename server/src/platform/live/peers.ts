import { SignalFrame } from '@shuniu/shared/live'
import { createClient } from 'redis'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Log } from '../db/index.ts'

const channel = 'shuniu:signals'
const message = Compile(Type.Object({ origin: Type.String(), scope: Type.String(), frame: SignalFrame }))

interface PeersOptions {
  readonly redisUrl: string
  /** This process. */
  readonly origin: string
  /** The stream both must be of: two databases may share a Redis. */
  readonly scope: string
  readonly log: Log
  readonly heard: (frame: SignalFrame, origin: string) => void
}

/**
 * Readings between processes, through publish and subscribe: lossy like the readings themselves. What must not be lost
 * (facts, ends of sessions) goes by the database, so a Redis that is away takes nothing but signals of other processes.
 */
export class Peers {
  readonly #options: PeersOptions
  readonly #speaking
  readonly #hearing

  constructor(options: PeersOptions) {
    this.#options = options
    const reconnectStrategy = (attempts: number) => Math.min(100 * 2 ** attempts, 3_000)
    this.#speaking = createClient({
      url: options.redisUrl,
      disableOfflineQueue: true,
      socket: { reconnectStrategy },
    })
    this.#hearing = this.#speaking.duplicate()
    for (const client of [this.#speaking, this.#hearing]) {
      client.on('error', (cause: unknown) =>
        options.log.warn({ cause }, 'Redis is out of reach; signals stay within this process'),
      )
    }
  }

  /** Does not wait: a server starts and serves without its Redis. */
  start(): void {
    const tried = (cause: unknown) => this.#options.log.warn({ cause }, 'Redis does not answer yet')
    this.#speaking.connect().catch(tried)
    this.#hearing
      .connect()
      .then(() => this.#hearing.subscribe(channel, text => this.#hear(text)))
      .catch(tried)
  }

  get isReached(): boolean {
    return this.#speaking.isReady && this.#hearing.isReady
  }

  stop(): void {
    for (const client of [this.#speaking, this.#hearing]) if (client.isOpen) client.destroy()
  }

  tell(frame: SignalFrame): void {
    if (!this.#speaking.isReady) return
    const { origin, scope } = this.#options
    this.#speaking.publish(channel, JSON.stringify({ origin, scope, frame })).catch((cause: unknown) => {
      this.#options.log.warn({ cause }, 'a signal did not reach the other processes')
    })
  }

  #hear(text: string): void {
    const told: unknown = JSON.parse(text)
    if (!message.Check(told) || told.origin === this.#options.origin || told.scope !== this.#options.scope)
      return
    this.#options.heard(told.frame, told.origin)
  }
}
