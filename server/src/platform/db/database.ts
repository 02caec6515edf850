import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { openEmbedded } from './embedded.ts'
import { checkServer } from './external.ts'
import type { Log } from './log.ts'
import { openPool, ormOf } from './pool.ts'

/** The database as the rest of the server sees it. */
export interface Database {
  readonly kind: 'embedded' | 'external'
  readonly url: string
  readonly pool: pg.Pool
  /** For reads that need no transaction; writes go through `inTx`. */
  readonly orm: NodePgDatabase
  readonly log: Log
  /** Ends the connections and, when it is ours, the database. */
  close(): Promise<void>
}

export interface DatabaseWish {
  readonly dataDir: string
  /** Absent: an embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly log: Log
  readonly maxConnections?: number
}

/** Opens the database, starting the embedded one if need be. Throws `DatabaseRefused` when it cannot be used. */
export async function openDatabase({ dataDir, databaseUrl, log, ...wish }: DatabaseWish): Promise<Database> {
  const maxConnections = wish.maxConnections ?? 20
  if (databaseUrl !== undefined) {
    await checkServer(databaseUrl)
    const pool = openPool({ url: databaseUrl, log, maxConnections })
    return { kind: 'external', url: databaseUrl, pool, orm: ormOf(pool), log, close: () => endOf(pool) }
  }
  const cluster = await openEmbedded({ dataDir, log, onTaken: () => void endOf(pool) })
  const pool = openPool({ url: cluster.url, log, maxConnections })
  return {
    kind: 'embedded',
    url: cluster.url,
    pool,
    orm: ormOf(pool),
    log,
    async close() {
      await endOf(pool)
      await cluster.stop()
    },
  }
}

const patienceMs = 5_000

/** Waits for borrowed connections, but not for ever: what still runs then is cut off. */
async function endOf(pool: pg.Pool): Promise<void> {
  if (pool.ended) return
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([pool.end(), patience])
  clearTimeout(timer)
}
