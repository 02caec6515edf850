import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { strFromU8, unzipSync } from 'fflate'

/** The parts of a workbook by their names, as text. */
export type WorkbookParts = Readonly<Record<string, string>>

/** Of the parts that are read, unpacked: a workbook that swells beyond is none of ours. */
const largestUnpacked = 16 * 1_024 * 1_024

const isRead = (name: string): boolean =>
  /^xl\/(workbook|sharedStrings|_rels\/workbook|worksheets\/[^/]+)\.xml(\.rels)?$/.test(name)

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte)

export const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b)
/** The container of Excel before 2007, and of every workbook with a password. */
export const isOld = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

/** The entry that holds an encrypted workbook, as the container names it (UTF-16). */
const sealedEntry = [...'EncryptedPackage'].join('\0')
export const isSealed = (bytes: Uint8Array): boolean =>
  isOld(bytes) && strFromU8(bytes, true).includes(sealedEntry)

function sizeOf(bytes: Uint8Array): number {
  let size = 0
  unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (isRead(name)) size += originalSize
      return false
    },
  })
  return size
}

/**
 * Unpacks what is read of a workbook; its parts say beforehand how large they are, and are given no more room.
 * Refuses: `workbook.tooLarge`, `workbook.unreadable`.
 */
export function partsOf(bytes: Uint8Array): Result<WorkbookParts> {
  try {
    if (sizeOf(bytes) > largestUnpacked) return refuse('workbook.tooLarge')
    const files = unzipSync(bytes, { filter: ({ name }) => isRead(name) })
    return grant(Object.fromEntries(Object.entries(files).map(([name, file]) => [name, strFromU8(file)])))
  } catch {
    // The file was picked by a person: one that does not unpack is told as such.
    return refuse('workbook.unreadable')
  }
}
