import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, migrationsFolder, openDatabase, type Database, type Log } from '@shuniu/server/platform/db'
import pg from 'pg'
import { clusterUrl } from './cluster.ts'

/** A database of its own for a test, with the schema of all migrations and nothing else. */
export type FreshDatabase = Database & {
  /** Ends the connections and removes the database. */
  drop(): Promise<void>
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const templateLock = 7_310_514
let template: Promise<string> | undefined

/** Copies the migrated template: some fifty milliseconds, so that each file, or each test, may have its own. */
export async function freshDatabase(log: Log = silentLog): Promise<FreshDatabase> {
  const from = await (template ??= asAdmin(ensureTemplate))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(admin => admin.query(`create database ${name} template ${from}`))
  const databaseUrl = urlOf(await clusterUrl(), name)
  const database = await openDatabase({ dataDir: '.', databaseUrl, log, maxConnections: 10 })
  return {
    ...database,
    async drop() {
      await database.close()
      await asAdmin(admin => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** An empty database without any schema, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(admin => admin.query(`create database ${name} template template0 encoding 'UTF8'`))
  return {
    url: urlOf(await clusterUrl(), name),
    drop: () =>
      asAdmin(async admin => void (await admin.query(`drop database if exists ${name} with (force)`))),
  }
}

function urlOf(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: await clusterUrl() })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** One template for each state of the migrations; made once, whichever worker asks first, and seen only when whole. */
async function ensureTemplate(admin: pg.Client): Promise<string> {
  const name = `shuniu_template_${fingerprint()}`
  await admin.query('select pg_advisory_lock($1)', [templateLock])
  const known = await admin.query('select 1 from pg_database where datname = $1', [name])
  if (known.rowCount === 1) return name
  const half = `${name}_half`
  await admin.query(`drop database if exists ${half} with (force)`)
  await admin.query(`create database ${half} template template0 encoding 'UTF8'`)
  await migrate({ url: urlOf(await clusterUrl(), half), log: silentLog })
  await admin.query(`alter database ${half} rename to ${name}`)
  return name
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const folder = migrationsFolder()
  const journal: { entries: readonly { tag: string }[] } = JSON.parse(
    readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'),
  )
  for (const { tag } of journal.entries) hash.update(readFileSync(join(folder, `${tag}.sql`)))
  return hash.digest('hex').slice(0, 16)
}
