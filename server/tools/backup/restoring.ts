import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { connectAlone, openDatabase, restoringMark, type Database } from '../../src/platform/db/index.ts'
import type { Log } from '../../src/platform/db/index.ts'
import type { Settings } from '../../src/platform/settings/index.ts'
import { entriesOf, type ArchiveEntry, type Heading, type Manifest } from './archive.ts'
import { loadingInto, type Loading } from './loading.ts'
import { absent, BackupRefused, tellFull } from './refused.ts'
import { SealedReader } from './sealing.ts'

export interface Restoring {
  readonly settings: Pick<Settings, 'dataDir' | 'databaseUrl' | 'secretKeyFile'>
  readonly log: Log
  readonly passphrase: string
  /** The new stream, so that every console reads anew. */
  readonly stream: string
  readonly told: (underWay: Heading, progress: SealedReader['progress']) => void
}

/** What a restore that was killed keeps of its folder: its cluster may be running, and holds nothing. */
const keptOnRetry: readonly string[] = ['restoring', 'postgres', 'postgres.json']

/**
 * Marks the folder as half restored until the last step; true where a restore was broken off in it before.
 * Refuses: `backup.folderNotEmpty`.
 */
async function takeFolder(dataDir: string): Promise<boolean> {
  const names = (await readdir(dataDir).catch(absent)) ?? []
  const mark = restoringMark(dataDir)
  const isRetry = names.includes(basename(mark))
  if (names.length > 0 && !isRetry) throw new BackupRefused('backup.folderNotEmpty', dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(mark, '', { mode: 0o600, flush: true })
  for (const name of names) {
    if (!keptOnRetry.includes(name)) await rm(join(dataDir, name), { recursive: true })
  }
  return isRetry
}

/** Nothing of a restore that failed is left; the folder was empty before. */
async function leaveFolder(dataDir: string): Promise<void> {
  const names = await readdir(dataDir)
  // The mark goes last, so that what cannot be removed is not taken for whole.
  const inOrder = [...names.filter(name => name !== 'restoring'), 'restoring']
  for (const name of inOrder) await rm(join(dataDir, name), { recursive: true, force: true })
}

/** A key that is there already has to be the same one. Refuses: `backup.otherKey`. */
async function restoreKey(path: string, bytes: Buffer): Promise<void> {
  const known = await readFile(path).catch(absent)
  if (known && known.toString('utf8').trim() !== bytes.toString('utf8').trim())
    throw new BackupRefused('backup.otherKey', path)
  if (!known) await writeFile(path, bytes, { mode: 0o600, flush: true })
}

async function restoreFile(
  entry: ArchiveEntry,
  path: string,
  { dataDir, secretKeyFile }: Restoring['settings'],
) {
  if (path === 'secret.key' && secretKeyFile !== undefined) {
    return restoreKey(secretKeyFile, await buffer(entry.bytes()))
  }
  const place = join(dataDir, path)
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  await pipeline(entry.bytes(), createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true }))
}

async function take(entry: ArchiveEntry, loading: Loading, settings: Restoring['settings']): Promise<void> {
  const { heading } = entry
  switch (heading.is) {
    case 'manifest':
      return loading.begin(heading)
    case 'table':
      return loading.addRows(heading, entry.bytes())
    case 'sequence':
      return loading.setSequence(heading)
    case 'file':
      return restoreFile(entry, heading.path, settings)
  }
}

interface Target {
  readonly database: Database
  /** What is in the database is what a restore that was killed left. */
  readonly isOwn: boolean
}

/** All of the database in one transaction: until the last byte of the backup is vouched for, there is nothing. */
async function load(
  sealed: SealedReader,
  { database, isOwn }: Target,
  restoring: Restoring,
): Promise<Manifest> {
  const client = await connectAlone(database)
  try {
    const loading = await loadingInto(client, isOwn)
    let manifest: Manifest | undefined
    for await (const entry of entriesOf(sealed)) {
      const { heading } = entry
      // The manifest says by what all others are read.
      if ((heading.is === 'manifest') !== (manifest === undefined)) throw new BackupRefused('backup.damaged')
      if (heading.is === 'manifest') manifest = heading
      await take(entry, loading, restoring.settings)
      restoring.told(heading, sealed.progress)
    }
    if (!manifest) throw new BackupRefused('backup.damaged')
    await loading.end(restoring.stream)
    return manifest
  } finally {
    await client.end()
  }
}

/**
 * Restores a backup into an empty folder and an empty database: all of it or nothing. Everybody has to sign in again, and
 * the stream begins anew. Gives what the backup is of. Refuses: whatever `backupRefusals` says of a backup that is read, and
 * of where it is to go.
 */
export async function restoreBackup(path: string, restoring: Restoring): Promise<Manifest> {
  const { settings, log, passphrase } = restoring
  const { dataDir, databaseUrl } = settings
  const file = await open(path).catch((cause: unknown) => {
    throw new BackupRefused('backup.unreadable', path, { cause })
  })
  try {
    const sealed = await SealedReader.begin(file, passphrase)
    const isRetry = await takeFolder(dataDir)
    try {
      const database = await openDatabase({ dataDir, databaseUrl, log, maxConnections: 4, isRestore: true })
      const isOwn = isRetry && database.kind === 'embedded'
      const manifest = await load(sealed, { database, isOwn }, restoring).finally(() => database.close())
      await rm(restoringMark(dataDir))
      return manifest
    } catch (cause) {
      await leaveFolder(dataDir)
      throw cause
    }
  } catch (cause) {
    return tellFull(cause)
  } finally {
    await file.close()
  }
}
