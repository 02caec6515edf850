import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { accountOf, accountToRunAs } from './account.ts'
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

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly log: Log
  /** Another server took the cluster while it was down for us: this one must not use it any more. */
  readonly onTaken: () => void
}

interface ClusterWatch extends Omit<EmbeddedOptions, 'dataDir'> {
  readonly cluster: Cluster
  readonly first: HeldCluster
}

export const productDatabase = 'shuniu'
const longestPauseMs = 10_000

/** A cluster that this process holds. */
interface HeldCluster {
  readonly pid: number
  readonly port: number
  readonly guard: pg.Client
}

/**
 * Brings up the cluster of a data folder and keeps it up until stopped: a cluster left by a killed server is taken
 * over, one that dies is started again.
 */
export async function openEmbedded({ dataDir, log, onTaken }: EmbeddedOptions): Promise<Embedded> {
  const preferred = accountToRunAs()
  const place = placeIn(dataDir, preferred)
  const account = accountOf(place.folder, preferred)
  const binaries = binariesFor(account)
  await ensureCluster(place, binaries, account)
  const cluster: Cluster = { place, binaries, account }
  const orphan = livingPostmaster(place.folder)
  const held = await hold(cluster)
  log.info(
    { pid: held.pid, port: held.port, folder: place.folder, adopted: orphan?.pid === held.pid },
    'database is up',
  )
  await ensureProductDatabase(held.guard)
  const watch = keepUp({ cluster, first: held, log, onTaken })
  return { url: urlOf(cluster, held.port, productDatabase), stop: watch.stop }
}

async function hold(cluster: Cluster, fixedPort?: number): Promise<HeldCluster> {
  for (;;) {
    const { pid, port } = await startPostmaster(cluster, fixedPort)
    const guard = await takeCluster(cluster, port)
    if (guard) return { pid, port, guard }
  }
}

/** The guard's connection ends when the cluster does, whoever started it: then it is brought up again. */
function keepUp({ cluster, first, log, onTaken }: ClusterWatch): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let held: HeldCluster | undefined = first
  let reviving = Promise.resolve()
  const stopWithProcess = () => held && signal(held.pid, 'SIGINT')

  function watch(now: HeldCluster): void {
    held = now
    now.guard.once('end', () => {
      held = undefined
      if (!stopping.signal.aborted) reviving = revive()
    })
  }

  async function revive(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
      log.error({ attempt }, 'the database went away; bringing it up again')
      try {
        watch(await hold(cluster, first.port))
        log.info({ pid: held?.pid }, 'database is up again')
        return
      } catch (cause) {
        log.error({ cause }, 'the database did not come up')
        if (cause instanceof DatabaseRefused && cause.code === 'database.inUse') return onTaken()
        const pause = Math.min(100 * 2 ** attempt, longestPauseMs)
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  watch(first)
  process.once('exit', stopWithProcess)
  return {
    async stop(): Promise<void> {
      stopping.abort()
      await reviving
      process.off('exit', stopWithProcess)
      if (!held) return
      const { pid, guard } = held
      // The lock is held to the end, so that nobody takes over a cluster that is going down.
      await stopPostmaster(cluster, pid)
      await guard.end().catch(() => undefined)
    },
  }
}

async function ensureProductDatabase(guard: pg.Client): Promise<void> {
  const { rowCount } = await guard.query('select 1 from pg_database where datname = $1', [productDatabase])
  if (rowCount === 0) await guard.query(`create database ${productDatabase}`)
}
