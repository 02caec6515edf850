import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { inTx, type Database, type Tx } from '../db/index.ts'
import type { Ids } from '../ids/index.ts'
import { jobOf, type Job } from '../jobs/index.ts'

/** In milliseconds, by the database's clock. */
const leaseMs = 4_000
const renewEveryMs = 1_000
/** A process that was killed leaves a lease; its successor waits so long for it to run out. */
const patienceMs = leaseMs + 2_000
const pollMs = 250

/** A second process that could not speak with the first; the message says what to do. */
export class ProcessRefused extends Error {
  override name = 'ProcessRefused'
}

interface ProcessSeat {
  readonly id: string
  readonly host: string
  readonly pid: number
}

const until = `clock_timestamp() + interval '${leaseMs} milliseconds'`
const ours = new Set<string>()

/** Whether a process of this machine still runs; of another machine its lease alone tells. */
function isGone({ id, host, pid }: ProcessSeat): boolean {
  if (host !== hostname()) return false
  if (pid === process.pid) return !ours.has(id)
  try {
    process.kill(pid, 0)
    return false
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ESRCH'
  }
}

/** The processes whose lease runs, the oldest first. */
export async function livingProcesses({ pool }: Pick<Database, 'pool'>) {
  const { rows } = await pool.query<ProcessSeat & { startedAt: Date }>(
    `select id, host, pid::int, started_at as "startedAt" from processes
      where until > clock_timestamp() order by started_at limit 50`,
  )
  return rows
}

/** The register of living processes: without Redis there may be only one. */
export class Processes {
  readonly #database: Database
  readonly #id: string
  readonly #hasPeers: boolean
  readonly #job: Job
  #isSeated = false
  #isLeft = false

  constructor(database: Database, ids: Ids, hasPeers: boolean) {
    this.#database = database
    this.#id = ids.next()
    this.#hasPeers = hasPeers
    this.#job = jobOf(() => this.#renew(), {
      name: 'processes.renew',
      everyMs: renewEveryMs,
      log: database.log,
    })
  }

  get id(): string {
    return this.#id
  }

  /** False when the lease was lost: this process stood still for long, and another may have taken its place. */
  get isSeated(): boolean {
    return this.#isSeated
  }

  /** Throws `ProcessRefused` when another process lives and there is no Redis to speak through. */
  async enter(): Promise<void> {
    const untilMs = performance.now() + patienceMs
    for (;;) {
      const other = await this.#trySeat()
      if (!other) break
      if (performance.now() > untilMs) throw refused(other)
      await wait(pollMs)
    }
    ours.add(this.#id)
    this.#isSeated = true
    this.#job.start()
  }

  async leave(): Promise<void> {
    this.#isLeft = true
    await this.#job.stop()
    ours.delete(this.#id)
    this.#isSeated = false
    await this.#database.reserved.pool
      .query('delete from processes where id = $1', [this.#id])
      .catch((cause: unknown) =>
        this.#database.log.warn({ cause }, 'the register of processes was not told of the end'),
      )
  }

  /** Takes a seat; the living process that is in the way, if one is. */
  async #trySeat(): Promise<ProcessSeat | undefined> {
    return inTx(this.#database.reserved, async tx => {
      await tx.query('lock table processes in share row exclusive mode')
      await tx.query('delete from processes where until < clock_timestamp()')
      const [other] = this.#hasPeers ? [] : await this.#living(tx)
      if (other) return other
      await tx.query(
        `insert into processes (id, host, pid, started_at, until) values ($1, $2, $3, clock_timestamp(), ${until})`,
        [this.#id, hostname(), process.pid],
      )
      return undefined
    })
  }

  async #living(tx: Tx): Promise<ProcessSeat[]> {
    const seats = await tx.query<ProcessSeat>('select id, host, pid::int from processes where id <> $1', [
      this.#id,
    ])
    return seats.filter(seat => !isGone(seat))
  }

  /** A renewal that fails is tried again in a second; one that finds its row gone takes a new seat if it may. */
  async #renew(): Promise<void> {
    const { rowCount } = await this.#database.reserved.pool.query(
      `update processes set until = ${until} where id = $1`,
      [this.#id],
    )
    const other = rowCount === 1 || this.#isLeft ? undefined : await this.#trySeat()
    if (other && this.#isSeated) this.#database.log.error({ other }, refused(other).message)
    this.#isSeated = other === undefined && !this.#isLeft
  }
}

const refused = ({ host, pid }: ProcessSeat): ProcessRefused =>
  new ProcessRefused(
    `another process of this server is alive on the same database (host ${host}, process ${pid}); stop it, or set REDIS_URL for all of them`,
  )
