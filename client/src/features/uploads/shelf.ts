import type { DBSchema } from 'idb'
import { deviceStore } from '../../platform/device/index.ts'

/**
 * A file of this phone. Without `urgency` it belongs to something still being written and is not sent; with it, files
 * go by it, the smallest first.
 */
export interface KeptFile {
  readonly id: string
  readonly accountId: string
  /** What it belongs to: a report or a case. */
  readonly of: string
  readonly urgency?: number
  /** Epoch milliseconds of its choosing. */
  readonly since: number
  /** The server may know of it. */
  readonly isAnnounced?: boolean
  /** Why the server will not have it; until the person has seen it. */
  readonly refusal?: string
}

interface Files extends DBSchema {
  files: { key: string; value: KeptFile }
  /** The content, written once: what is known of a file changes often, and is small. */
  bodies: { key: string; value: Blob }
}

const store = deviceStore<Files>({
  name: 'shuniu.files',
  version: 1,
  upgrade(database) {
    database.createObjectStore('files', { keyPath: 'id' })
    database.createObjectStore('bodies')
  },
})

/** Where this phone keeps files until the server has them. */
export const shelf = {
  /** Those of an account whose content is there; a half that was left by a dying phone is dropped. */
  async all(accountId: string): Promise<(KeptFile & { readonly body: Blob })[]> {
    const known = (await store.read(database => database.getAll('files'))) ?? []
    const found: (KeptFile & { readonly body: Blob })[] = []
    for (const file of known) {
      if (file.accountId !== accountId) continue
      const body = await store.read(database => database.get('bodies', file.id))
      if (body) found.push({ ...file, body })
      else await shelf.drop(file.id)
    }
    return found
  },
  /** One of them; undefined when it, or its content, is not there. */
  async one(id: string): Promise<(KeptFile & { readonly body: Blob }) | undefined> {
    const file = await store.read(database => database.get('files', id))
    const body = await store.read(database => database.get('bodies', id))
    return file && body && { ...file, body }
  },
  keep: (file: KeptFile, body: Blob) =>
    store.write(async database => {
      const both = database.transaction(['files', 'bodies'], 'readwrite')
      await Promise.all([
        both.objectStore('bodies').put(body, file.id),
        both.objectStore('files').put(file),
        both.done,
      ])
    }),
  note: (file: KeptFile) => store.write(database => database.put('files', file)),
  drop: (id: string) =>
    store.write(async database => {
      const both = database.transaction(['files', 'bodies'], 'readwrite')
      await Promise.all([
        both.objectStore('bodies').delete(id),
        both.objectStore('files').delete(id),
        both.done,
      ])
    }),
}
