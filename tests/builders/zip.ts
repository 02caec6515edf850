import { inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50

/** The files of an archive by their names, as its own directory lists them. */
export function unzipped(archive: Buffer): Map<string, Buffer> {
  let end = archive.length - 22
  while (end >= 0 && archive.readUInt32LE(end) !== endMark) end -= 1
  if (end < 0) throw new Error('no archive')
  const files = new Map<string, Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, sizeB] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)]
    const [nameB, extraB, noteB] = [28, 30, 32].map(offset => archive.readUInt16LE(at + offset))
    const local = archive.readUInt32LE(at + 42)
    const name = archive.toString('utf8', at + 46, at + 46 + (nameB ?? 0))
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const packed = archive.subarray(from, from + sizeB)
    files.set(name, method === 0 ? packed : inflateRawSync(packed))
    at += 46 + (nameB ?? 0) + (extraB ?? 0) + (noteB ?? 0)
  }
  return files
}
