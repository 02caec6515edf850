import pg from 'pg'
import type { Database } from '../db/index.ts'

/** A connection of one owner, outside the pool. Its database ends it when a transaction on it stands still for 2 s. */
export async function openLine(database: Database, name: string): Promise<pg.Client> {
  const line = new pg.Client({
    ...database.pool.options,
    application_name: `shuniu ${name} ${process.pid}`,
    idle_in_transaction_session_timeout: 2_000,
    query_timeout: 10_000,
  })
  line.on('error', cause => database.log.warn({ cause, line: name }, 'a line to the database broke'))
  await line.connect()
  return line
}
