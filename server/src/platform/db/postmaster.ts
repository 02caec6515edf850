import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { parse } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { isAlive, livingPostmaster, type Postmaster } from './pidfile.ts'
import { rememberedPort, rememberPort, type ClusterPlace } from './place.ts'
import { DatabaseRefused } from './refused.ts'

export interface Cluster {
  readonly place: ClusterPlace
  readonly binaries: Binaries
  readonly account: Account | undefined
}

/**
 * Loopback and password only; nothing that the server's own folders cannot hold (no `/dev/shm`, no socket folder).
 * Values of rows never reach the database's log.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  dynamic_shared_memory_type: 'mmap',
  fsync: 'on',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_size: '0',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

const pollMs = 20
/** Recovery after a crash may replay much; it tells of itself as starting, not as failed. */
const startPatienceMs = 120_000
const stopPatienceMs = 30_000

/** Starts the cluster on the port it had before, or on a free one. A postmaster that lives already is returned as it is. */
export async function startPostmaster(cluster: Cluster, fixedPort?: number): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const living = livingPostmaster(cluster.place.folder)
    if (living) return living
    const port = fixedPort ?? (await wantedPort(cluster, attempt))
    const failure = await launch(cluster, port)
    if (failure === undefined) {
      rememberPort(cluster.place, port)
      continue
    }
    if (attempt >= 5) {
      throw new DatabaseRefused('database.cannotStart', `the database did not start: ${failure}`)
    }
    await wait(attempt * 100)
  }
}

/** At first the port it had before, unless another has that now. */
async function wantedPort({ place }: Cluster, attempt: number): Promise<number> {
  const remembered = attempt === 1 ? rememberedPort(place) : undefined
  return remembered !== undefined && (await isFree(remembered)) ? remembered : freePort()
}

/** Undefined when the postmaster has taken its folder; otherwise what it said before it ended. */
async function launch({ place, binaries, account }: Cluster, port: number): Promise<string | undefined> {
  const noteFile = `${place.folder}.start.log`
  const note = openSync(noteFile, 'w', 0o600)
  const words = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(binaries.postgres, ['-D', place.folder, ...words], {
    ...account,
    cwd: parse(place.folder).root,
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    // A group of its own: an interrupt at the terminal is for the server, which then stops the database last.
    detached: true,
    stdio: ['ignore', note, note],
    windowsHide: true,
  })
  closeSync(note)
  child.unref()
  let failure: string | undefined
  child.once('error', cause => {
    failure = cause.message
  })
  child.once('exit', code => {
    failure ??= `it ended with ${code}`
  })
  const latest = Date.now() + startPatienceMs
  while (failure === undefined && Date.now() < latest) {
    const living = livingPostmaster(place.folder)
    if (living?.port === port && living.pid === child.pid) return undefined
    await wait(pollMs)
  }
  const said = readFileSync(noteFile, 'utf8').trim()
  return `${failure ?? `it was not ready after ${startPatienceMs} ms`}: ${said}`
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. Returns when it is down. */
export async function stopPostmaster({ place, binaries, account }: Cluster, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-D', place.folder, '-m', 'fast', '-w'], { ...account })
    return
  }
  signal(pid, 'SIGINT')
  const latest = Date.now() + stopPatienceMs
  while (isAlive(pid) && Date.now() < latest) await wait(pollMs)
  if (isAlive(pid)) signal(pid, 'SIGQUIT')
}

/** It may have ended by itself meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, name)
}

/** A port that nobody listens on now. */
export const freePort = (): Promise<number> => listenedOn(0)

const isFree = (port: number): Promise<boolean> =>
  listenedOn(port).then(
    () => true,
    () => false,
  )

/** Listens for a moment, on any port for 0, and tells which that was. */
function listenedOn(wanted: number): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') return reject(new Error('no port was given'))
        resolve(address.port)
      })
    })
  })
}
