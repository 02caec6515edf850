import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from '../db/index.ts'
import type { StoredFact } from '../outbox/index.ts'
import { Doorbell } from './doorbell.ts'
import { claim, release, renew, renewEveryMs } from './lease.ts'
import { openConnection } from './connection.ts'
import { hasUnnumbered, numberedAtOnce, numberFacts } from './numbering.ts'

/** How often to look without being rung, in milliseconds: while facts come, when they do not, without the lease. */
const pollMs = { busy: 5, idle: 100, standingBy: 250 }
const busyForMs = 200
const patienceMs = 200

export interface RelayOptions {
  readonly database: Database
  /** Names this process in the lease. */
  readonly holder: string
  /** Other processes may write facts too, and their rings may be late. */
  readonly hasPeers: boolean
  /** After each durable numbering, with what was numbered. */
  readonly numbered: (facts: readonly StoredFact[]) => void
}

/** Numbers facts while this process holds the lease; else stands by for it. */
export class Relay {
  readonly #options: RelayOptions
  readonly #bell = new Doorbell()
  #connection: pg.Client | undefined
  #term: number | undefined
  #renewedAtMs = 0
  #busyUntilMs = 0
  #isStopped = true
  #running: Promise<void> = Promise.resolve()

  constructor(options: RelayOptions) {
    this.#options = options
  }

  /** The term under which this process numbers; undefined while another does. */
  get term(): number | undefined {
    return this.#term
  }

  start(): void {
    this.#isStopped = false
    this.#running = this.#run()
  }

  wake(): void {
    this.#bell.ring()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#bell.ring()
    await this.#running
    const connection = this.#connection
    try {
      if (connection && this.#term !== undefined) await release(connection, this.#term)
    } catch (cause) {
      this.#options.database.log.warn(
        { cause },
        'the lease of the stream was not given back; it will run out',
      )
    }
    await this.#drop()
  }

  /** An edge: a fault costs the connection and the seat, never the process. */
  async #run(): Promise<void> {
    let wasRung = true
    while (!this.#isStopped) {
      try {
        this.#connection ??= await openConnection(this.#options.database, 'relay')
        wasRung =
          this.#term === undefined
            ? await this.#standBy(this.#connection)
            : await this.#serve(this.#connection, wasRung)
      } catch (cause) {
        this.#options.database.log.warn({ cause }, 'the relay lost its database; it tries again')
        await this.#drop()
        await wait(patienceMs)
      }
    }
  }

  async #standBy(connection: pg.Client): Promise<boolean> {
    const askedAtMs = performance.now()
    this.#term = await claim(connection, this.#options.holder)
    this.#renewedAtMs = askedAtMs
    if (this.#term === undefined) await this.#bell.rings(pollMs.standingBy)
    else this.#options.database.log.info({ term: this.#term }, 'this process numbers the stream')
    return true
  }

  /** One turn with the lease: keep it, number what is there, wait for more. Returns whether it was rung meanwhile. */
  async #serve(connection: pg.Client, wasRung: boolean): Promise<boolean> {
    if (!(await this.#keepLease(connection))) return true
    if (wasRung || (await hasUnnumbered(connection))) {
      const isFull = await this.#number(connection)
      if (isFull) return true
    }
    return this.#bell.rings(this.#pauseMs())
  }

  async #keepLease(connection: pg.Client): Promise<boolean> {
    const nowMs = performance.now()
    if (this.#term === undefined) return false
    if (nowMs - this.#renewedAtMs < renewEveryMs) return true
    const isKept = await renew(connection, this.#term)
    if (isKept) this.#renewedAtMs = nowMs
    else this.#standDown()
    return isKept
  }

  /** Whether there may be more at once. */
  async #number(connection: pg.Client): Promise<boolean> {
    if (this.#term === undefined) return false
    const done = await numberFacts(connection, this.#term)
    if (!done.holdsLease) {
      this.#standDown()
      return false
    }
    if (done.facts.length === 0) return false
    this.#busyUntilMs = performance.now() + busyForMs
    this.#options.numbered(done.facts)
    return done.facts.length === numberedAtOnce
  }

  #standDown(): void {
    this.#options.database.log.warn(
      { term: this.#term },
      'another process numbers the stream; this one stands by',
    )
    this.#term = undefined
  }

  #pauseMs(): number {
    return this.#options.hasPeers && performance.now() < this.#busyUntilMs ? pollMs.busy : pollMs.idle
  }

  async #drop(): Promise<void> {
    const connection = this.#connection
    this.#connection = undefined
    this.#term = undefined
    await connection?.end().catch(() => undefined)
  }
}
