import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { openEmbedded } from './embedded.ts'
import { checkServer } from './external.ts'
import { refuseHalfRestored } from './halfRestored.ts'
import type { Log } from './log.ts'
import { openPool, ormOf, type PoolOptions } from './pool.ts'

/** Connections to one database. */
export interface Connections {
  readonly pool: pg.Pool
  /** For reads that need no transaction; writes go through `inTx`. */
  readonly orm: NodePgDatabase
  readonly log: Log
}

/** What reads, within a transaction or outside of one. */
export type ReadOrm = Pick<Connections['orm'], 'select' | 'selectDistinct'>

/** The database as the rest of the server sees it. */
export interface Database extends Connections {
  readonly kind: 'embedded' | 'external'
  readonly url: string
  /** A few more, which no request can take: for what must go on however many ask, as the stream and the sweeps. */
  readonly reserved: Connections
  /** For the hub alone: what is told live waits for nobody, neither for requests nor for consoles that catch up. */
  readonly hub: Connections
  /** For the catching up of consoles alone, however many come at once. */
  readonly replays: Connections
  /** Ends the connections and, when it is ours, the database. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly dataDir: string
  /** Absent: an embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly log: Log
  readonly maxConnections?: number
  /** Only a restore opens what a restore has not finished. */
  readonly isRestore?: boolean
}

/** Opens the database, starting the embedded one if need be. Throws `DatabaseRefused` when it cannot be used. */
export async function openDatabase({
  dataDir,
  databaseUrl,
  log,
  ...options
}: DatabaseOptions): Promise<Database> {
  const { maxConnections = 20, isRestore = false } = options
  if (!isRestore) refuseHalfRestored(dataDir)
  if (databaseUrl !== undefined) {
    await checkServer(databaseUrl)
    const opened = openBoth({ url: databaseUrl, log, maxConnections })
    return { kind: 'external', url: databaseUrl, ...opened, close: () => endOf(opened) }
  }
  const cluster = await openEmbedded({ dataDir, log, onTaken: () => void endOf(opened) })
  const opened = openBoth({ url: cluster.url, log, maxConnections })
  return {
    kind: 'embedded',
    url: cluster.url,
    ...opened,
    async close() {
      await endOf(opened)
      await cluster.stop()
    },
  }
}

type Opened = Pick<Database, 'pool' | 'orm' | 'log' | 'reserved' | 'hub' | 'replays'>

function openBoth(options: PoolOptions): Opened {
  const connections = (maxConnections: number): Connections => {
    const pool = openPool({ ...options, maxConnections })
    return { pool, orm: ormOf(pool), log: options.log }
  }
  return {
    ...connections(options.maxConnections),
    reserved: connections(6),
    hub: connections(2),
    replays: connections(4),
  }
}

const patienceMs = 5_000

/** Waits for borrowed connections, but not for ever: what still runs then is cut off. */
async function endOf({ pool, reserved, hub, replays }: Opened): Promise<void> {
  const pools = [pool, reserved.pool, hub.pool, replays.pool].filter(one => !one.ended)
  if (pools.length === 0) return
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([Promise.all(pools.map(one => one.end())), patience])
  clearTimeout(timer)
}
