import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A postmaster as its `postmaster.pid` tells. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** Whether a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

/**
 * The living postmaster of a cluster. After a crash or a reboot the file stays, and its number may by now belong to
 * another program: then PostgreSQL would refuse to start, so the file is removed.
 */
export function livingPostmaster(folder: string): Postmaster | undefined {
  const file = join(folder, 'postmaster.pid')
  const lines = readLines(file)
  const pid = Number(lines?.[0])
  if (!lines || !isAlive(pid)) return undefined
  if (!programOf(pid).includes('postgres')) {
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]) }
}

function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined // No file: no postmaster.
  }
}

function programOf(pid: number): string {
  if (process.platform === 'linux') return readLines(`/proc/${pid}/comm`)?.[0] ?? ''
  const asked =
    process.platform === 'win32'
      ? spawnSync('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'], { encoding: 'utf8' })
      : spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' })
  return asked.stdout ?? ''
}
