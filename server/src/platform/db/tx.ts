import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { setTimeout as wait } from 'node:timers/promises'
import { asUnavailable, DatabaseUnavailable, isContention } from './faults.ts'
import type { Database } from './database.ts'
import { ormOf } from './pool.ts'

/** One transaction on one connection. It must not be used after its function has returned. */
export interface Tx {
  readonly orm: Omit<NodePgDatabase, 'transaction' | '$client'>
  /** Plain SQL. The caller vouches for the row's type; `bigint` and `numeric` come as text, times as `Date`. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** Runs after the commit and never for a transaction that was rolled back; must not throw or wait. */
  onCommit(run: () => void): void
}

export interface TxOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readonly readOnly?: boolean
  /** Longest time of one statement, in milliseconds; at most a minute. */
  readonly statementMs?: number
  /** Longest time between two statements, in milliseconds, before the database ends the session. */
  readonly idleMs?: number
}

const maxAttempts = 6
const ormByClient = new WeakMap<pg.PoolClient, NodePgDatabase>()

/**
 * Runs `work` in one transaction and returns what it returns. Runs it again when it lost against another transaction
 * (serialization, deadlock), so `work` must have no effect but on `tx`. Throws `DatabaseUnavailable` when the database
 * cannot serve now; whatever `work` throws rolls back and is thrown on.
 */
export async function inTx<T>(
  database: Pick<Database, 'pool' | 'log'>,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(database, work, options)
    } catch (error) {
      if (!isContention(error) || attempt === maxAttempts) throw asUnavailable(error) ?? error
      await wait(2 ** attempt * 5 * (0.5 + Math.random()))
    }
  }
}

async function runOnce<T>(
  { pool, log }: Pick<Database, 'pool' | 'log'>,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions,
): Promise<T> {
  const afterwards: (() => void)[] = []
  const client = await begunOn(pool, beginningOf(options))
  let broken = false
  try {
    const result = await work(txOn(client, afterwards))
    await commit(client)
    for (const run of afterwards) runQuietly(run, log)
    return result
  } catch (error) {
    broken = error instanceof DatabaseUnavailable || !(await rollback(client))
    throw error
  } finally {
    client.release(broken)
  }
}

/** A pooled connection may have died unnoticed; before the first statement another one does as well. */
async function begunOn(pool: pg.Pool, beginning: string): Promise<pg.PoolClient> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect()
    try {
      await client.query(beginning)
      return client
    } catch (error) {
      client.release(true)
      if (attempt === maxAttempts || asUnavailable(error)?.reason !== 'lost') throw error
    }
  }
}

function beginningOf({ isolation, readOnly, statementMs, idleMs }: TxOptions): string {
  const statements = [
    `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`,
  ]
  if (statementMs !== undefined) statements.push(`set local statement_timeout = ${Math.round(statementMs)}`)
  if (idleMs !== undefined) {
    statements.push(`set local idle_in_transaction_session_timeout = ${Math.round(idleMs)}`)
  }
  return statements.join('; ')
}

function txOn(client: pg.PoolClient, afterwards: (() => void)[]): Tx {
  const orm = ormByClient.get(client) ?? ormOf(client)
  ormByClient.set(client, orm)
  return {
    orm,
    async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      return (await client.query<R>(text, [...values])).rows
    },
    onCommit: run => void afterwards.push(run),
  }
}

/** A connection that breaks here leaves the outcome unknown; a database that answers with an error has rolled back. */
async function commit(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('commit')
  } catch (error) {
    if (asUnavailable(error)?.reason === 'lost') throw new DatabaseUnavailable('lost', error, true)
    throw error
  }
}

/** Whether the connection may be used again. */
const rollback = (client: pg.PoolClient): Promise<boolean> =>
  client.query('rollback').then(
    () => true,
    () => false,
  )

function runQuietly(run: () => void, log: Database['log']): void {
  try {
    run()
  } catch (cause) {
    log.error({ cause }, 'what was to run after a commit failed')
  }
}
