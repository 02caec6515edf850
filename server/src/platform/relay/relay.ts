import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from '../db/index.ts'
import type { StoredFact } from '../outbox/index.ts'
import { Doorbell } from './doorbell.ts'
import { claim, release, renew, renewEveryMs } from './lease.ts'
import { openLine } from './line.ts'
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
  #line: pg.Client | undefined
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
    const line = this.#line
    try {
      if (line && this.#term !== undefined) await release(line, this.#term)
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
        this.#line ??= await openLine(this.#options.database, 'relay')
        wasRung =
          this.#term === undefined ? await this.#standBy(this.#line) : await this.#serve(this.#line, wasRung)
      } catch (cause) {
        this.#options.database.log.warn({ cause }, 'the relay lost its database; it tries again')
        await this.#drop()
        await wait(patienceMs)
      }
    }
  }

  async #standBy(line: pg.Client): Promise<boolean> {
    const askedAtMs = performance.now()
    this.#term = await claim(line, this.#options.holder)
    this.#renewedAtMs = askedAtMs
    if (this.#term === undefined) await this.#bell.rings(pollMs.standingBy)
    else this.#options.database.log.info({ term: this.#term }, 'this process numbers the stream')
    return true
  }

  /** One turn with the lease: keep it, number what is there, wait for more. Returns whether it was rung meanwhile. */
  async #serve(line: pg.Client, wasRung: boolean): Promise<boolean> {
    if (!(await this.#keepLease(line))) return true
    if (wasRung || (await hasUnnumbered(line))) {
      const isFull = await this.#number(line)
      if (isFull) return true
    }
    return this.#bell.rings(this.#pauseMs())
  }

  async #keepLease(line: pg.Client): Promise<boolean> {
    const nowMs = performance.now()
    if (this.#term === undefined) return false
    if (nowMs - this.#renewedAtMs < renewEveryMs) return true
    const isKept = await renew(line, this.#term)
    if (isKept) this.#renewedAtMs = nowMs
    else this.#standDown()
    return isKept
  }

  /** Whether there may be more at once. */
  async #number(line: pg.Client): Promise<boolean> {
    if (this.#term === undefined) return false
    const done = await numberFacts(line, this.#term)
    if (!done.isSeated) {
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
    const line = this.#line
    this.#line = undefined
    this.#term = undefined
    await line?.end().catch(() => undefined)
  }
}
