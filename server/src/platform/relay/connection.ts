import pg from 'pg'
import type { Database } from '../db/index.ts'

/** A connection of one owner, outside the pool. Its database ends it when a transaction on it stands still for 2 s. */
export async function openConnection(database: Database, name: string): Promise<pg.Client> {
  const connection = new pg.Client({
    ...database.pool.options,
    application_name: `shuniu ${name} ${process.pid}`,
    idle_in_transaction_session_timeout: 2_000,
    query_timeout: 10_000,
  })
  connection.on('error', cause =>
    database.log.warn({ cause, connection: name }, 'a connection to the database broke'),
  )
  await connection.connect()
  return connection
}
