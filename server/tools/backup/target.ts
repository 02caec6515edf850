import { constants } from 'node:fs'
import { access, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { BackupRefused, tellFull } from './refused.ts'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

/** What backups of the same name left that were killed. */
async function sweepParts(path: string): Promise<void> {
  const mark = `${basename(path)}.part-`
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(mark) || isAlive(Number(name.slice(mark.length)))) continue
    await rm(join(dirname(path), name), { force: true })
  }
}

/** Makes a new name durable; Windows does so by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, constants.O_RDONLY)
  await folder.sync().finally(() => folder.close())
}

/**
 * Writes a file that is there whole, durably and for our eyes alone, or not at all: under another name first, which is
 * taken away when it fails. Refuses: `backup.fileExists`, `backup.noFolder`.
 */
export async function writeWhole<T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  const exists = await access(path).then(
    () => true,
    () => false,
  )
  if (exists) throw new BackupRefused('backup.fileExists', path)
  const part = `${path}.part-${process.pid}`
  const unwritable = (cause: unknown): never => {
    throw new BackupRefused('backup.noFolder', dirname(path), { cause })
  }
  await sweepParts(path).catch(unwritable)
  const file = await open(part, 'wx', 0o600).catch(unwritable)
  try {
    const written = await write(file)
    await file.sync().catch(tellFull)
    await rename(part, path)
    return written
  } finally {
    await file.close()
    await rm(part, { force: true })
    await syncFolder(dirname(path))
  }
}
