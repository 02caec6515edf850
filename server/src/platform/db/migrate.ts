import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import { connectAlone } from './alone.ts'
import type { Database } from './database.ts'
import { DatabaseRefused } from './refused.ts'

/** One number for everyone who migrates one database. */
const migrationLock = '7310514820231501'

/**
 * Brings the database to the schema of this code: the migrations that are missing, in one transaction, under a lock
 * that makes processes starting at once take turns. Refuses a database that knows other migrations than ours.
 */
export async function migrate(
  database: Pick<Database, 'url' | 'log'>,
  folder = migrationsFolder(),
): Promise<void> {
  const client = await connectAlone(database)
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await runMigrations(drizzle(client), { migrationsFolder: folder })
    await refuseDivergence(client, folder)
  } finally {
    await client.end()
  }
}

/** The migrator looks at the newest time only; an edited, skipped or unknown migration would go unnoticed. */
async function refuseDivergence(client: pg.Client, folder: string): Promise<void> {
  const { rows } = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations')
  const applied = new Set(rows.map(row => row.hash))
  const ours = new Set(readMigrationFiles({ migrationsFolder: folder }).map(migration => migration.hash))
  const unknown = [...applied].filter(hash => !ours.has(hash))
  const missing = [...ours].filter(hash => !applied.has(hash))
  if (unknown.length === 0 && missing.length === 0) return
  throw new DatabaseRefused(
    'database.migrationsDiverged',
    `the database holds ${unknown.length} migrations that this version does not know and lacks ${missing.length} ` +
      'that it has: it belongs to another version; run that one, or restore a backup',
  )
}

/**
 * Makes the schema that these migrations made, in the caller's transaction, in an empty database. False, and nothing is
 * done, when they are not the first ones of this version: another version made them.
 */
export async function beginSchema(
  client: pg.Client,
  hashes: readonly string[],
  folder = migrationsFolder(),
): Promise<boolean> {
  const ours = readMigrationFiles({ migrationsFolder: folder })
  if (hashes.some((hash, n) => ours[n]?.hash !== hash)) return false
  await client.query(
    `create schema drizzle;
     create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
  for (const { sql, hash, folderMillis } of ours.slice(0, hashes.length)) {
    for (const statement of sql) await client.query(statement)
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      hash,
      folderMillis,
    ])
  }
  return true
}

/** `migrations/` above this file, wherever the server was built to. */
export function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'migrations', 'meta', '_journal.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('there is no folder of migrations above the server')
    folder = above
  }
  return join(folder, 'migrations')
}
