import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { shelfIn } from '../../src/features/uploads/index.ts'
import { connectAlone, type Database } from '../../src/platform/db/index.ts'
import type { Settings } from '../../src/platform/settings/index.ts'
import { archiveTo, type Archive, type Heading } from './archive.ts'
import { absent } from './refused.ts'
import { SealedWriter } from './sealing.ts'
import { snapshotOn, type Snapshot } from './snapshot.ts'
import { writeWhole } from './target.ts'

export interface Backing {
  readonly database: Pick<Database, 'url' | 'log'>
  readonly settings: Pick<Settings, 'dataDir' | 'secretKeyFile'>
  readonly passphrase: string
  readonly id: string
  readonly version: string
  /** Told what is under way, and how much is written; often. */
  readonly told: (underWay: Heading, writtenB: number) => void
}

/** What a backup holds. */
export interface MadeBackup {
  readonly sizeB: number
  readonly tables: number
  readonly files: number
  /** Files that their rows call kept and that are not on the disk. */
  readonly missing: number
}

/** A file as long as it was when it was opened, whatever is added to it meanwhile; undefined where there is none. */
async function addFile(archive: Archive, path: string, source: string): Promise<boolean> {
  const file = await open(source, constants.O_RDONLY).catch(absent)
  if (!file) return false
  try {
    const { size } = await file.stat()
    const bytes =
      size > 0 && file.createReadStream({ start: 0, end: size - 1, highWaterMark: 262_144, autoClose: false })
    await archive.add({ is: 'file', path }, bytes || Readable.from([]))
    return true
  } finally {
    await file.close()
  }
}

/** Keys, certificates and the accounts of a demo: what stands beside the database and the uploads. */
async function addOwnFiles(
  archive: Archive,
  { dataDir, secretKeyFile }: Backing['settings'],
): Promise<number> {
  const certificates = (await readdir(join(dataDir, 'tls')).catch(absent)) ?? []
  const names = ['demo-accounts.json', 'demo-staff.json', ...certificates.map(name => `tls/${name}`)]
  let added = 0
  if (await addFile(archive, 'secret.key', secretKeyFile ?? join(dataDir, 'secret.key'))) added += 1
  for (const name of names) if (await addFile(archive, name, join(dataDir, name))) added += 1
  return added
}

async function addTables(archive: Archive, snapshot: Snapshot): Promise<number> {
  const tables = await snapshot.tables()
  for (const table of tables) await archive.add({ is: 'table', ...table }, snapshot.rowsOf(table))
  for (const sequence of await snapshot.sequences()) await archive.add({ is: 'sequence', ...sequence })
  return tables.length
}

/**
 * The files of the uploads that the snapshot knows. One that still arrives is taken as far as it has come; one that was
 * settled meanwhile lies among the kept ones. One that was forgotten meanwhile is due to be forgotten in the snapshot too.
 */
async function addUploads(archive: Archive, snapshot: Snapshot, dataDir: string) {
  const shelf = shelfIn(dataDir)
  let [files, missing] = [0, 0]
  const add = async (source: string) => {
    const isThere = await addFile(archive, relative(dataDir, source).split(sep).join('/'), source)
    if (isThere) files += 1
    return isThere
  }
  for await (const { id, isSettled, isKept } of snapshot.uploads()) {
    const arrives = !isSettled && (await add(shelf.arriving(id)))
    if (arrives) await add(`${shelf.arriving(id)}.json`)
    else if (!(await add(shelf.kept(id))) && isKept) missing += 1
  }
  return { files, missing }
}

/**
 * Makes a sealed backup of the whole: one snapshot of the database, the keys, and the files that it names, beside a living
 * server. Holds a few MB in memory, whatever the size.
 */
export async function makeBackup(path: string, backing: Backing): Promise<MadeBackup> {
  const { settings, passphrase, id, version, told } = backing
  const client = await connectAlone(backing.database)
  try {
    return await writeWhole(path, async file => {
      const sealed = await SealedWriter.begin(file, passphrase)
      const archive = archiveTo(sealed, heading => told(heading, sealed.writtenB))
      const snapshot = await snapshotOn(client)
      const [migrations, partitions] = [await snapshot.migrations(), await snapshot.partitions()]
      await archive.add({ is: 'manifest', id, at: snapshot.at, version, migrations, partitions })
      const own = await addOwnFiles(archive, settings)
      const tables = await addTables(archive, snapshot)
      const { files, missing } = await addUploads(archive, snapshot, settings.dataDir)
      await snapshot.end()
      await archive.end()
      return { sizeB: sealed.writtenB, tables, files: own + files, missing }
    })
  } finally {
    await client.end()
  }
}
