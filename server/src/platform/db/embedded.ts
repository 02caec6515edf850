import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { accountToRunAs } from './account.ts'
import { binariesFor } from './binaries.ts'
import { takeCluster, urlOf } from './guard.ts'
import { ensureCluster } from './initdb.ts'
import type { Log } from './log.ts'
import { livingPostmaster } from './pidfile.ts'
import { placeIn } from './place.ts'
import { signal, startPostmaster, stopPostmaster, type Cluster } from './postmaster.ts'
import { DatabaseRefused } from './refused.ts'

export interface Embedded {
  readonly url: string
  stop(): Promise<void>
}

const productDatabase = 'shuniu'

/** A cluster that this process holds. */
interface Held {
  readonly pid: number
  readonly port: number
  readonly guard: pg.Client
}

/**
 * Brings up the cluster of a data folder and keeps it up until stopped: a cluster left by a killed server is taken
 * over, one that dies is started again.
 */
export async function openEmbedded(dataDir: string, log: Log): Promise<Embedded> {
  const account = accountToRunAs()
  const binaries = binariesFor(account)
  const place = placeIn(dataDir, account)
  await ensureCluster(place, binaries, account)
  const cluster: Cluster = { place, binaries, account }
  const orphan = livingPostmaster(place.folder)
  const held = await hold(cluster)
  log.info(
    { pid: held.pid, port: held.port, folder: place.folder, adopted: orphan?.pid === held.pid },
    'database is up',
  )
  await ensureProductDatabase(held.guard)
  const watch = keepUp(cluster, held, log)
  return { url: urlOf(cluster, held.port, productDatabase), stop: watch.stop }
}

async function hold(cluster: Cluster, fixedPort?: number): Promise<Held> {
  for (;;) {
    const { pid, port } = await startPostmaster(cluster, fixedPort)
    const guard = await takeCluster(cluster, port)
    if (guard) return { pid, port, guard }
  }
}

/** The guard's connection ends when the cluster does, whoever started it: then it is brought up again. */
function keepUp(cluster: Cluster, first: Held, log: Log) {
  let held = first
  let isStopping = false
  const ended = () => void revive()
  const stopWithProcess = () => signal(held.pid, 'SIGINT')

  async function revive(): Promise<void> {
    for (let attempt = 0; !isStopping; attempt += 1) {
      log.error({ attempt, pid: held.pid }, 'the database went away; bringing it up again')
      try {
        held = await hold(cluster, first.port)
        held.guard.once('end', ended)
        log.info({ pid: held.pid }, 'database is up again')
        return
      } catch (cause) {
        log.error({ cause }, 'the database did not come up')
        if (cause instanceof DatabaseRefused && cause.code === 'database.inUse') return
        await wait(Math.min(100 * 2 ** attempt, 10_000))
      }
    }
  }

  first.guard.once('end', ended)
  process.once('exit', stopWithProcess)
  return {
    async stop(): Promise<void> {
      isStopping = true
      held.guard.off('end', ended)
      process.off('exit', stopWithProcess)
      // The lock is held to the end, so that nobody takes over a cluster that is going down.
      await stopPostmaster(cluster, held.pid)
      await held.guard.end().catch(() => undefined)
    },
  }
}

async function ensureProductDatabase(guard: pg.Client): Promise<void> {
  const { rowCount } = await guard.query('select 1 from pg_database where datname = $1', [productDatabase])
  if (rowCount === 0) await guard.query(`create database ${productDatabase}`)
}
