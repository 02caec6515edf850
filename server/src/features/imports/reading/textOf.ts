import { WrongFile } from './wrongFile.ts'

const decoded = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined // Not of this encoding: another one is tried.
  }
}

/** Half the bytes of Latin text in UTF-16 are zero, at the even or the odd places. */
function isWide(bytes: Uint8Array, zeroAt: 0 | 1): boolean {
  const some = bytes.subarray(0, 4_096)
  const zeros = some.filter((byte, at) => byte === 0 && at % 2 === zeroAt).length
  return zeros > some.length / 8
}

/** The text of a file in UTF-8, UTF-16 or GB18030, with a byte order mark or without one. */
export function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  const marked = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined
  const wide = marked ?? (isWide(bytes, 1) ? 'utf-16le' : isWide(bytes, 0) ? 'utf-16be' : undefined)
  const text =
    wide === undefined ? (decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')) : decoded(bytes, wide)
  if (text === undefined || text.includes('\u0000')) throw new WrongFile('file.unknown')
  return text
}
