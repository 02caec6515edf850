import { readFileSync } from 'node:fs'

/** Milliseconds of the machine's monotonic clock, which all its processes share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Node runs on. */
const ticksPerS = 100

/** CPU seconds that a process has used so far, in user and system together; `NaN` where it cannot be known. */
export function cpuS(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerS
  } catch {
    return Number.NaN
  }
}

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
