import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { headB } from './kinds.ts'

/** Where files lie on disk: arriving under their ids, and kept in 256 folders by the end of their ids. */
export function shelfIn(dataDir: string) {
  const root = join(dataDir, 'uploads')
  const arrivals = join(root, 'arriving')
  const folderOf = (id: string) => join(root, 'kept', id.slice(-2))
  const sizeB = (path: string): Promise<number | undefined> =>
    stat(path).then(
      ({ size }) => size,
      () => undefined,
    )
  const arriving = (id: string) => join(arrivals, id)
  const kept = (id: string) => join(folderOf(id), id)
  return {
    arrivals,
    arriving,
    kept,
    arrivedB: (id: string) => sizeB(arriving(id)),
    keptB: (id: string) => sizeB(kept(id)),

    async makeRoom(id: string): Promise<void> {
      await mkdir(folderOf(id), { recursive: true })
    },

    /** The bytes that tell what the file is. */
    async head(id: string): Promise<Buffer> {
      const file = await open(arriving(id))
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(headB), 0, headB, 0)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },

    async forgetArrival(id: string): Promise<void> {
      for (const path of [arriving(id), `${arriving(id)}.json`]) await rm(path, { force: true })
    },

    async forget(id: string): Promise<void> {
      await this.forgetArrival(id)
      await rm(kept(id), { force: true })
    },
  }
}

export type Shelf = ReturnType<typeof shelfIn>
