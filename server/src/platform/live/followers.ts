import { setTimeout as wait } from 'node:timers/promises'
import { inTx, type Database, type Tx } from '../db/index.ts'
import { Doorbell } from '../relay/index.ts'

/** A numbered fact as followers read it. */
export interface NumberedFact {
  readonly seq: number
  readonly name: string
  readonly at: string
  readonly body: unknown
}

/** A follower with effects in the database: its cursor advances in the transaction of its effect. */
export interface Follower {
  readonly name: string
  /** Names of the facts it takes; others only move its cursor. */
  readonly takes: readonly string[]
  readonly apply: (tx: Tx, facts: readonly NumberedFact[]) => Promise<void>
  /** After the commit of a batch. */
  readonly applied?: (through: number) => void
}

const readAtOnce = 500
const pollMs = 1_000
const maxPatienceMs = 5_000

/** Runs one follower: reads after its stored cursor, lets it apply, and moves the cursor, all in one transaction. */
export class Following {
  readonly #database: Database
  readonly #follower: Follower
  readonly #bell = new Doorbell()
  #isStopped = true
  #running: Promise<void> = Promise.resolve()

  constructor(database: Database, follower: Follower) {
    this.#database = database
    this.#follower = follower
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
  }

  /** An edge: a batch that fails changes nothing and is taken again, more patiently each time. */
  async #run(): Promise<void> {
    let patienceMs = 100
    while (!this.#isStopped) {
      try {
        const hasMore = await this.#takeBatch()
        patienceMs = 100
        if (!hasMore) await this.#bell.rings(pollMs)
      } catch (cause) {
        this.#database.log.error(
          { cause, follower: this.#follower.name },
          'a follower failed; it tries again',
        )
        await wait(patienceMs)
        patienceMs = Math.min(2 * patienceMs, maxPatienceMs)
      }
    }
  }

  async #takeBatch(): Promise<boolean> {
    const { name, takes, apply, applied } = this.#follower
    const batch = await inTx(this.#database.reserved, async tx => {
      const after = await lockCursor(tx, name)
      if (after === undefined) return { through: undefined, isFull: false }
      const { facts, through, isFull } = await read(tx, after, takes)
      if (through === after) return { through: undefined, isFull: false }
      if (facts.length > 0) await apply(tx, facts)
      await tx.query('update followers set seq = $2 where name = $1', [name, through])
      return { through, isFull }
    })
    if (batch.through !== undefined) applied?.(batch.through)
    return batch.isFull
  }
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
  const rows = await tx.query<NumberedFact>(
    `select seq::float8, name, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, body
       from outbox where seq > $1 order by seq limit $2`,
    [after, readAtOnce],
  )
  return {
    facts: rows.filter(({ name }) => takes.includes(name)),
    through: rows.at(-1)?.seq ?? after,
    isFull: rows.length === readAtOnce,
  }
}
