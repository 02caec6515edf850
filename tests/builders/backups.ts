import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { open, readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { archiveTo } from '@shuniu/server/tools/backup/archive.ts'
import { makeBackup } from '@shuniu/server/tools/backup/making.ts'
import { restoreBackup } from '@shuniu/server/tools/backup/restoring.ts'
import { SealedWriter } from '@shuniu/server/tools/backup/sealing.ts'
import pg from 'pg'
import { v7 } from 'uuid'
import { silentLog } from './database.ts'
import { programArgs } from './programs.ts'

export const passphrase = 'correct horse battery'

/** Where a backup is of, or where a restore goes to. */
export interface BackupPlace {
  readonly dataDir: string
  readonly databaseUrl: string
  readonly secretKeyFile?: string
}

/** Without a URL: the embedded database of the folder. */
type ToolTarget = Pick<BackupPlace, 'dataDir'> & Partial<BackupPlace>

export const backedUp = (path: string, { dataDir, databaseUrl: url }: BackupPlace) =>
  makeBackup(path, {
    database: { url, log: silentLog },
    settings: { dataDir, secretKeyFile: undefined },
    passphrase,
    id: v7(),
    version: '0',
    told: () => undefined,
  })

export const restored = (path: string, place: BackupPlace, words = passphrase) =>
  restoreBackup(path, {
    settings: { secretKeyFile: undefined, ...place },
    log: silentLog,
    passphrase: words,
    stream: v7(),
    told: () => undefined,
  })

/** A sound backup of a version that knows a migration more. */
export async function laterBackup(path: string): Promise<void> {
  const file = await open(path, 'wx')
  const archive = archiveTo(await SealedWriter.begin(file, passphrase), () => undefined)
  const at = '2030-01-01T00:00:00.000Z'
  await archive.add({ is: 'manifest', id: v7(), at, version: '9', migrations: ['of later'], partitions: [] })
  await archive.end()
  await file.close()
}

/** Starts `backup` or `restore` as its own process. */
export function startTool(
  name: 'backup' | 'restore',
  words: readonly string[],
  place: ToolTarget,
): ChildProcess {
  const { DATABASE_URL: _, ...env } = process.env
  return spawn(process.execPath, [...programArgs(name), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...env,
      DATA_DIR: place.dataDir,
      BACKUP_PASSPHRASE: passphrase,
      ...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }),
    },
  })
}

/** Runs it to its end. */
export async function runTool(...line: Parameters<typeof startTool>) {
  const child = startTool(...line)
  const [said, complaint, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close'),
  ])
  return { code: Number(code), said, complaint }
}

export async function asked<R extends pg.QueryResultRow>(url: string, query: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<R>(query)).rows
  } finally {
    await client.end()
  }
}

/** What is another one's after a restore: who is signed in, who runs, and which stream it is. */
const ofTheServer: readonly string[] = ['sessions', 'processes', 'stream', 'backups', 'acts']

/** A checksum of the rows of each table, whatever their order; not of those that a restore begins anew. */
export async function tableSums(url: string): Promise<Record<string, string>> {
  const tables = await asked<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  )
  const sums: Record<string, string> = {}
  for (const { name } of tables.filter(({ name: one }) => !ofTheServer.includes(one))) {
    const [row] = await asked<{ sum: string }>(
      url,
      `select count(*) || ' ' || coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0) as sum from public."${name}" t`,
    )
    sums[name] = row?.sum ?? ''
  }
  return sums
}

/** The files below a folder by their paths, each with its checksum. */
export async function fileSums(folder: string): Promise<Record<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const sums: Record<string, string> = {}
  for (const entry of found.filter(one => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    sums[relative(folder, path)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  }
  return sums
}
