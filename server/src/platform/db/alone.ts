import pg from 'pg'
import type { Database } from './database.ts'
import { types } from './arrays.ts'
import { sessionOptions } from './pool.ts'

/**
 * One connection outside of every pool, without limits of time: for what may take long and is nobody's request, as
 * migrating or copying all of it. Whoever opens it ends it.
 */
export async function connectAlone({ url, log }: Pick<Database, 'url' | 'log'>): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: sessionOptions, types, keepAlive: true })
  client.on('error', cause => log.error({ cause }, 'a connection of its own broke'))
  await client.connect()
  return client
}
