import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A postmaster as its `postmaster.pid` tells. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** Whether a process of this id runs, whoever owns it; one that ended but was not yet reaped does not. */
export const isAlive = (pid: number): boolean => exists(pid) && !isZombie(pid)

/**
 * The living postmaster of a cluster. After a crash or a reboot the file stays, and its number may by now belong to
 * another program: then PostgreSQL would refuse to start, so the file is removed.
 */
export function livingPostmaster(folder: string): Postmaster | undefined {
  const file = join(folder, 'postmaster.pid')
  const lines = linesOf(file)
  const pid = Number(lines?.[0])
  if (!lines || !exists(pid)) return undefined
  if (isZombie(pid) || !isPostgresIn(folder, pid)) {
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]) }
}

function exists(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

/** Where nobody reaps orphans, as in some containers, the number of a dead process stays taken. */
const isZombie = (pid: number): boolean =>
  process.platform === 'linux' && /\) [ZX] /.test(linesOf(`/proc/${pid}/stat`)?.[0] ?? '')

function isPostgresIn(folder: string, pid: number): boolean {
  if (!programOf(pid).includes('postgres')) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return true // Another user's process: its program's name has to do.
  }
}

function programOf(pid: number): string {
  if (process.platform === 'linux') return linesOf(`/proc/${pid}/comm`)?.[0] ?? ''
  const asked =
    process.platform === 'win32'
      ? spawnSync('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'], { encoding: 'utf8' })
      : spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' })
  return asked.error ? '' : asked.stdout
}

/** Undefined when there is no such file, or no such process. */
function linesOf(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined
  }
}
