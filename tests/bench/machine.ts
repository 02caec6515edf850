import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

/** Where and when it was measured. */
export interface Machine {
  readonly date: string
  readonly cores: number
  readonly processor: string
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  /** Processes that wanted to run in the minute before, on average: more than the cores means a busy machine. */
  readonly loadBefore: number
}

export const describeMachine = (): Machine => ({
  date: new Date().toISOString(),
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
})
