import { constants } from 'node:fs'
import { access, chmod, mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { folderMode } from './modes.ts'

const sizeB = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  )

/** Where files lie on disk: arriving under their ids, and kept in 256 folders by the end of their ids. */
export function shelfIn(dataDir: string) {
  const root = join(dataDir, 'uploads')
  const arrivals = join(root, 'arriving')
  const keeps = join(root, 'kept')
  const folderOf = (id: string) => join(keeps, id.slice(-2))
  const arriving = (id: string) => join(arrivals, id)
  const kept = (id: string) => join(folderOf(id), id)

  async function forgetArrival(id: string): Promise<void> {
    for (const path of [arriving(id), `${arriving(id)}.json`]) await rm(path, { force: true })
  }

  return {
    arrivals,
    arriving,
    kept,
    forgetArrival,
    arrivedB: (id: string) => sizeB(arriving(id)),
    keptB: (id: string) => sizeB(kept(id)),

    /** Makes the folders, and closes those that an earlier version left open to other users of the machine. */
    async make(): Promise<void> {
      for (const folder of [root, arrivals, keeps]) {
        await mkdir(folder, { recursive: true, mode: folderMode })
        await chmod(folder, folderMode)
      }
      for (const name of await readdir(keeps)) await chmod(join(keeps, name), folderMode)
    },

    async makeRoom(id: string): Promise<void> {
      await mkdir(folderOf(id), { recursive: true, mode: folderMode })
    },

    /** Whether the protocol has made the place for a file's bytes. */
    hasPlace: (id: string): Promise<boolean> =>
      access(`${arriving(id)}.json`, constants.R_OK).then(
        () => true,
        () => false,
      ),

    /** Bytes that the disk takes yet. */
    async freeB(): Promise<number> {
      const { bavail, bsize } = await statfs(root)
      return bavail * bsize
    },

    async forget(id: string): Promise<void> {
      await forgetArrival(id)
      await rm(kept(id), { force: true })
    },
  }
}

export type UploadShelf = ReturnType<typeof shelfIn>
