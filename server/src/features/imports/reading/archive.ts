import { open } from 'node:fs/promises'
import { WrongFile } from './wrongFile.ts'

/** What a file may grow to when it is unpacked, in bytes, and by how much; honest tables grow twentyfold. */
const unpackedAtMostB = 300 * 1_024 * 1_024
const growsAtMost = 200
const entriesAtMost = 2_000

const endMark = 0x06_05_4b_50
const entryMark = 0x02_01_4b_50
/** The end of the directory stands before a remark of at most 64 KB. */
const tailB = 66_000

/**
 * The names in a zip archive, by its directory. Refuses, before anything is unpacked, what would grow too large; what
 * lies about its size meets the reader's bound of memory.
 */
export async function namesInArchive(path: string): Promise<string[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(tailB, size))
    await file.read(tail, 0, tail.length, size - tail.length)
    const end = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
    if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== endMark)
      throw new WrongFile('file.broken')
    const directory = Buffer.alloc(Math.min(tail.readUInt32LE(end + 12), 4 * 1_024 * 1_024))
    await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16))
    return entriesOf(directory, size)
  } finally {
    await file.close()
  }
}

function entriesOf(directory: Buffer, packedB: number): string[] {
  const names: string[] = []
  let unpackedB = 0
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entryMark;) {
    unpackedB += directory.readUInt32LE(at + 24)
    const nameB = directory.readUInt16LE(at + 28)
    names.push(directory.toString('utf8', at + 46, at + 46 + nameB))
    at += 46 + nameB + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  const isBomb =
    unpackedB > unpackedAtMostB ||
    (unpackedB > 64 * 1_024 * 1_024 && unpackedB > packedB * growsAtMost) ||
    names.length > entriesAtMost
  if (isBomb) throw new WrongFile('file.bomb')
  return names
}
