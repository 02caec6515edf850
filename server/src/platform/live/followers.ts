import { setTimeout as wait } from 'node:timers/promises'
import { asUnavailable, inTx, type Database, type Tx } from '../db/index.ts'
import { numberedAfter, type NumberedFact } from '../outbox/index.ts'
import { Doorbell } from '../relay/index.ts'
import { gauges } from './gauges.ts'
import { park, parkedAfter, retried, unpark } from './parking.ts'

/** A follower with effects in the database: its cursor advances in the transaction of its effect. */
export interface Follower<Read> {
  readonly name: string
  /** Names of the facts it takes; others only move its cursor. */
  readonly takes: readonly string[]
  /** What it needs of a fact; throws for one that it cannot read. */
  readonly read: (fact: NumberedFact) => Read
  /** The effect of some facts, in any number and, when facts were parked, in any order; each may come again. */
  readonly apply: (tx: Tx, facts: readonly Read[]) => Promise<void>
  /** After the commit of a batch. */
  readonly applied?: (through: number) => void
}

const readAtOnce = 500
const pollMs = 1_000
/** Between two batches of a stream that flows: what comes meanwhile is taken by one transaction. */
const gatherMs = 50
const maxPatienceMs = 5_000
/** Parked facts are tried again at the start and then so often: another process may read what this one could not. */
const retryEveryMs = 300_000

interface Taken {
  readonly through: number | undefined
  readonly isFull: boolean
}

/** Runs one follower: reads after its stored cursor, lets it apply, and moves the cursor, all in one transaction. */
export class Following<Read> {
  readonly #database: Database
  readonly #follower: Follower<Read>
  readonly #bell = new Doorbell()
  #isStopped = true
  /** After a batch that failed: its facts are taken one by one, so that the one to blame is found. */
  #isCareful = false
  #retriedAtMs = -Infinity
  #running: Promise<void> = Promise.resolve()

  constructor(database: Database, follower: Follower<Read>) {
    this.#database = database
    this.#follower = follower
  }

  get name(): string {
    return this.#follower.name
  }

  start(): void {
    this.#isStopped = false
    this.#running = this.#run()
  }

  wake(): void {
    this.#bell.ring()
  }

  /** Tries what is parked again, now. */
  retry(): void {
    this.#retriedAtMs = -Infinity
    this.#bell.ring()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#bell.ring()
    await this.#running
  }

  /** An edge: a batch that fails changes nothing and is taken again, one fact at a time; later and later while that fails. */
  async #run(): Promise<void> {
    let patienceMs = 100
    while (!this.#isStopped) {
      try {
        await this.#retryParked()
        const { through, isFull } = await this.#takeBatch()
        patienceMs = 100
        this.#isCareful = false
        if (through !== undefined) this.#follower.applied?.(through)
        if (!isFull) await Promise.all([this.#bell.rings(pollMs), wait(gatherMs)])
      } catch (cause) {
        this.#isCareful = asUnavailable(cause) === undefined
        this.#database.log.error(
          { cause, follower: this.#follower.name },
          'a follower failed; it tries again',
        )
        await wait(patienceMs)
        patienceMs = Math.min(2 * patienceMs, maxPatienceMs)
      }
    }
  }

  async #takeBatch(): Promise<Taken> {
    const { name, takes } = this.#follower
    return inTx(this.#database.reserved, async tx => {
      const after = await lockCursor(tx, name)
      if (after === undefined) return { through: undefined, isFull: false }
      const { facts, through, isFull } = await read(tx, after, takes)
      if (through === after) return { through: undefined, isFull: false }
      for (const { fact, cause } of await this.#apply(tx, facts)) await this.#park(tx, fact, cause)
      await tx.query('update followers set seq = $2 where name = $1', [name, through])
      return { through, isFull }
    })
  }

  /** Applies what can be applied; gives what cannot, and why. */
  async #apply(tx: Tx, facts: readonly NumberedFact[]): Promise<Failed[]> {
    const failed: Failed[] = []
    const legible: { readonly fact: NumberedFact; readonly read: Read }[] = []
    for (const fact of facts) {
      try {
        legible.push({ fact, read: this.#follower.read(fact) })
      } catch (cause) {
        failed.push({ fact, cause })
      }
    }
    if (legible.length > 0 && !this.#isCareful) {
      await this.#follower.apply(
        tx,
        legible.map(({ read: one }) => one),
      )
      return failed
    }
    for (const one of legible) {
      const cause = await this.#applyAlone(tx, one.read)
      if (cause !== undefined) failed.push({ fact: one.fact, cause })
    }
    return failed
  }

  /** Why a fact could not be applied, if it could not; a database that is away is nobody's fault. */
  async #applyAlone(tx: Tx, one: Read): Promise<unknown> {
    await tx.query('savepoint one')
    try {
      await this.#follower.apply(tx, [one])
      await tx.query('release savepoint one')
      return undefined
    } catch (cause) {
      if (asUnavailable(cause)) throw cause
      await tx.query('rollback to savepoint one')
      return cause
    }
  }

  async #park(tx: Tx, { seq, name, bodyVersion }: NumberedFact, cause: unknown): Promise<void> {
    const follower = this.#follower.name
    const forgotten = await park(tx, { follower, seq, error: String(cause) })
    tx.onCommit(() => {
      gauges.parked.inc({ follower })
      this.#database.log.error(
        { cause, follower, seq, name, bodyVersion, forgotten },
        'a follower cannot take a fact; the fact is parked and the follower goes on',
      )
    })
  }

  /** Tries what is parked again, a lot at a time and each fact alone. */
  async #retryParked(): Promise<void> {
    if (performance.now() - this.#retriedAtMs < retryEveryMs) return
    this.#retriedAtMs = performance.now()
    let after: number | undefined = 0
    while (after !== undefined && !this.#isStopped) after = await this.#retryAfter(after)
  }

  /** Through where facts were tried; undefined when there are no more. */
  async #retryAfter(after: number): Promise<number | undefined> {
    const { name } = this.#follower
    return inTx(this.#database.reserved, async tx => {
      // Only whoever holds the cursor: another process may be at the same facts.
      if ((await lockCursor(tx, name)) === undefined) return undefined
      const facts = await parkedAfter(tx, name, after)
      if (facts.length === 0) return undefined
      this.#isCareful = true
      const failed = new Map((await this.#apply(tx, facts)).map(({ fact, cause }) => [fact.seq, cause]))
      for (const { seq } of facts) {
        if (failed.has(seq)) await retried(tx, { follower: name, seq, error: String(failed.get(seq)) })
        else await unpark(tx, name, seq)
      }
      this.#isCareful = false
      this.#database.log.info(
        { follower: name, tried: facts.length, failed: failed.size },
        'parked facts were tried again',
      )
      return facts.at(-1)?.seq
    })
  }
}

interface Failed {
  readonly fact: NumberedFact
  readonly cause: unknown
}

/** Where the follower is; undefined while another process has it. */
async function lockCursor(tx: Tx, name: string): Promise<number | undefined> {
  const lock = async () =>
    tx.query<{ seq: number }>('select seq::float8 from followers where name = $1 for update skip locked', [
      name,
    ])
  const [known] = await lock()
  if (known) return known.seq
  await tx.query('insert into followers (name, seq) values ($1, 0) on conflict do nothing', [name])
  return (await lock())[0]?.seq
}

async function read(tx: Tx, after: number, takes: readonly string[]) {
  const rows = await numberedAfter(tx, after, readAtOnce)
  return {
    facts: rows.filter(({ name }) => takes.includes(name)),
    through: rows.at(-1)?.seq ?? after,
    isFull: rows.length === readAtOnce,
  }
}
