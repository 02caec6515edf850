import { Counter } from 'prom-client'
import type { Log } from '../db/index.ts'

/** Work that is done again and again while it is started. */
export interface Job {
  start(): void
  /** Does the work now, unless it is under way or the job is not started. */
  wake(): void
  /** Returns when the work that is under way has ended. */
  stop(): Promise<void>
}

export interface JobOptions {
  /** What it does, for the log and the metrics. */
  readonly name: string
  readonly everyMs: number
  readonly log: Pick<Log, 'warn' | 'info'>
  /** Whether it is done at once when it is started, and not only after its time. */
  readonly isAtOnce?: boolean
}

const failures = new Counter({
  name: 'shuniu_job_failures_total',
  help: 'Times that work done again and again has failed',
  labelNames: ['job'],
})

/** How a job stands in this process. */
interface JobStanding {
  readonly name: string
  readonly everyMs: number
  /** When it was last done, well or not. */
  endedAtMs: number | undefined
  failures: number
  /** Its last time failed. */
  isFailing: boolean
}

const standings = new Map<string, JobStanding>()

/** The jobs of this process by name. */
export const jobStandings = (): readonly Readonly<JobStanding>[] =>
  [...standings.values()].sort((one, other) => one.name.localeCompare(other.name))

/**
 * Does work every so many milliseconds, never twice at once: the times that pass while it is under way are passed over.
 * Work that answers how many things it did is done again as long as it finds some. An edge: what it throws is counted and,
 * of failures in a row, the first is logged; the next time comes.
 */
export function jobOf(work: () => Promise<number | void>, options: JobOptions): Job {
  const { name, everyMs, log, isAtOnce = false } = options
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | undefined
  const standing: JobStanding = { name, everyMs, endedAtMs: undefined, failures: 0, isFailing: false }
  standings.set(name, standing)

  async function run(): Promise<void> {
    try {
      while (Number(await work()) > 0) if (timer === undefined) break
      if (standing.isFailing) log.info({ job: name }, 'a job does its work again')
      standing.isFailing = false
    } catch (cause) {
      failures.inc({ job: name })
      standing.failures += 1
      if (!standing.isFailing) {
        log.warn({ cause, job: name }, 'a job failed; it is tried again at its next time')
      }
      standing.isFailing = true
    } finally {
      standing.endedAtMs = Date.now()
    }
  }
  function wake(): void {
    if (timer !== undefined) underWay ??= run().finally(() => (underWay = undefined))
  }
  return {
    wake,
    start() {
      timer ??= setInterval(wake, everyMs)
      if (isAtOnce) wake()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await underWay
    },
  }
}
