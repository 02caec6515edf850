import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { types } from './arrays.ts'
import type { Log } from './log.ts'

/** In milliseconds. A statement that takes longer is a fault of ours or an overload; both should end. */
export const statementMs = 30_000
/** A transaction whose process stands still must not keep its locks. */
const idleInTransactionMs = 10_000

export interface PoolOptions {
  readonly url: string
  readonly log: Log
  readonly maxConnections: number
}

/** Settings of every session, whatever the server's own defaults: times come back in UTC and in ISO order. */
export const sessionOptions = '-c TimeZone=UTC -c DateStyle=ISO,YMD -c client_min_messages=warning -c jit=off'

/**
 * A pool that outlives its database: broken connections are dropped and opened again on demand. Without the
 * listeners an idle or a borrowed connection that breaks would end the process.
 */
export function openPool({ url, log, maxConnections }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: `shuniu ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statementMs,
    query_timeout: 2 * statementMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    options: sessionOptions,
    types,
  })
  pool.on('error', cause => log.warn({ cause }, 'an idle connection to the database broke'))
  pool.on('connect', client =>
    client.on('error', cause => log.warn({ cause }, 'a connection to the database broke')),
  )
  return pool
}

export const ormOf = (client: pg.Pool | pg.PoolClient): NodePgDatabase => drizzle(client)
