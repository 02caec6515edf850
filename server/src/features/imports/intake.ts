import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { importBounds } from '@shuniu/shared/imports'
import { RefusedAtEdge } from '../../platform/http/index.ts'

/** A file that has arrived, and its hash. */
export interface ArrivedFile {
  readonly path: string
  readonly fileHash: string
}

/** Where files lie until they are read; they name people and are gone then. */
export const arrivalsIn = (dataDir: string): string => join(dataDir, 'imports')

/** Writes what comes to a file of its own, readable by the server alone. Refuses what is too long: `import.tooLarge`. */
export async function arrive(
  from: Readable,
  { folder, name }: { folder: string; name: string },
): Promise<ArrivedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const hash = createHash('sha256')
  let sizeB = 0
  try {
    await pipeline(
      from,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          sizeB += piece.length
          if (sizeB > importBounds.fileB) throw new RefusedAtEdge('import.tooLarge')
          hash.update(piece)
          yield piece
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    )
  } catch (cause) {
    await rm(path, { force: true })
    throw cause
  }
  return { path, fileHash: hash.digest('hex') }
}
