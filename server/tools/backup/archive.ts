import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { BackupRefused } from './refused.ts'
import type { SealedReader, SealedWriter } from './sealing.ts'

/**
 * What stands inside the seal: entries, each a heading and its bytes in pieces of any number. A piece is a letter, its
 * length in four bytes and so many bytes.
 */

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const Name = Type.String({ minLength: 1, maxLength: 63 })

/** What a backup is of: the first entry. */
export const Manifest = Type.Object({
  is: Type.Literal('manifest'),
  id: Uuid,
  /** When its snapshot was taken, and by which version. */
  at: Type.String(),
  version: Type.String(),
  /** The migrations that the database had, by their hashes, in order. */
  migrations: Type.Array(Type.String(), { maxItems: 10_000 }),
  partitions: Type.Array(
    Type.Object({
      parent: Name,
      name: Name,
      bound: Type.String({ pattern: String.raw`^FOR VALUES FROM \('[-0-9 :+.]+'\) TO \('[-0-9 :+.]+'\)$` }),
    }),
    { maxItems: 10_000 },
  ),
})
export type Manifest = Type.Static<typeof Manifest>

const Table = Type.Object({
  is: Type.Literal('table'),
  name: Name,
  columns: Type.Array(Name, { minItems: 1 }),
})
const Sequence = Type.Object({
  is: Type.Literal('sequence'),
  name: Name,
  last: Type.String({ pattern: String.raw`^-?\d{1,19}$` }),
  isCalled: Type.Boolean(),
})
/** A file of the data folder; its path is slashes and plain names, below a place that the restore knows. */
const File = Type.Object({
  is: Type.Literal('file'),
  path: Type.String({ pattern: '^([0-9A-Za-z][-.0-9A-Za-z]*/)*[0-9A-Za-z][-.0-9A-Za-z]*$', maxLength: 200 }),
})

const Heading = Type.Union([Manifest, Table, Sequence, File])
export type Heading = Type.Static<typeof Heading>

const letters = { heading: 0x48, piece: 0x50 } as const
const longestPieceB = 1_048_576

/** Tables are words and numbers, which pack well; photos and films are packed already. */
const isPacked = ({ is }: Heading): boolean => is === 'table'

/** Writes entries one after the other; `told` is told of what is under way, with each piece. */
export const archiveTo = (sealed: SealedWriter, told: (underWay: Heading) => void) => {
  async function put(letter: number, bytes: Buffer): Promise<void> {
    const head = Buffer.alloc(5)
    head.writeUInt8(letter)
    head.writeUInt32BE(bytes.length, 1)
    await sealed.write(head)
    await sealed.write(bytes)
  }

  return {
    async add(heading: Heading, content?: Readable): Promise<void> {
      // What could not be read again is better not written.
      if (!Check(Heading, heading)) throw new Error(`a backup cannot tell of ${JSON.stringify(heading)}`)
      await put(letters.heading, Buffer.from(JSON.stringify(heading)))
      if (!content) return
      let failure: unknown
      const putPiece = async (piece: Buffer): Promise<void> => {
        await put(letters.piece, piece).catch((cause: unknown) => {
          failure = cause
          throw cause
        })
        told(heading)
      }
      const putAll = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
        for await (const bytes of pieces) {
          for (let from = 0; from < bytes.length; from += longestPieceB) {
            await putPiece(bytes.subarray(from, from + longestPieceB))
          }
        }
      }
      const copied = isPacked(heading)
        ? pipeline(content, createGzip({ level: 1 }), putAll)
        : pipeline(content, putAll)
      // What is read is told to stop; why it was stopped is what counts.
      await copied.catch((cause: unknown) => {
        throw failure ?? cause
      })
    },
    end: () => sealed.end(),
  }
}
export type Archive = ReturnType<typeof archiveTo>

export interface ArchiveEntry {
  readonly heading: Heading
  /** To be read to its end before the next entry is asked for. */
  readonly bytes: () => Readable
}

interface ArchivePiece {
  readonly letter: number
  readonly bytes: Buffer
}

async function* piecesOf(sealed: SealedReader): AsyncGenerator<ArchivePiece> {
  let left: Buffer = Buffer.alloc(0)
  for await (const chunk of sealed.chunks()) {
    left = left.length === 0 ? chunk : Buffer.concat([left, chunk])
    while (left.length >= 5) {
      const lengthB = left.readUInt32BE(1)
      if (lengthB > longestPieceB) throw new BackupRefused('backup.damaged')
      if (left.length < 5 + lengthB) break
      yield { letter: left.readUInt8(0), bytes: left.subarray(5, 5 + lengthB) }
      left = left.subarray(5 + lengthB)
    }
  }
  if (left.length > 0) throw new BackupRefused('backup.damaged')
}

function headingIn(bytes: Buffer): Heading {
  const read: unknown = JSON.parse(bytes.toString('utf8'))
  if (!Check(Heading, read)) throw new BackupRefused('backup.damaged')
  return read
}

/** The entries of an archive in their order. Ends only where the archive does, so that none is taken for whole before. */
export async function* entriesOf(sealed: SealedReader): AsyncGenerator<ArchiveEntry> {
  const pieces = piecesOf(sealed)
  let next = await pieces.next()
  async function* bytesOfEntry(): AsyncGenerator<Buffer> {
    for (
      next = await pieces.next();
      !next.done && next.value.letter === letters.piece;
      next = await pieces.next()
    ) {
      yield next.value.bytes
    }
  }
  while (!next.done) {
    if (next.value.letter !== letters.heading) throw new BackupRefused('backup.damaged')
    const heading = headingIn(next.value.bytes)
    const read = next
    yield {
      heading,
      bytes() {
        const plain = Readable.from(bytesOfEntry(), { objectMode: false })
        return isPacked(heading) ? unpacked(plain, createGunzip()) : plain
      },
    }
    // An entry without bytes.
    if (next === read) next = await pieces.next()
  }
}

/** A fault of what is read is a fault of what is unpacked. */
function unpacked(packed: Readable, gunzip: Transform): Readable {
  packed.once('error', cause => gunzip.destroy(cause))
  return packed.pipe(gunzip)
}
