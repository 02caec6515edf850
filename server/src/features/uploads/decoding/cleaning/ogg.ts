import { WrongContent } from '../wrongContent.ts'
import type { OpenFile } from './openFile.ts'

/**
 * Sound in Ogg (RFC 3533): Opus, Vorbis and Speex. The second packet of each stream holds free text, place among it; it
 * stays as long as it was and says nothing, and the pages it lies on get their check sums anew.
 */

const headB = 27
const commentAtMost = 4 * 1_024 * 1_024

interface OggPage {
  readonly at: number
  readonly serial: number
  readonly segments: readonly number[]
  readonly body: number
  readonly end: number
}

/** A stretch of the file that belongs to a packet. */
interface Piece {
  readonly page: OggPage
  readonly at: number
  readonly length: number
}

interface Stream {
  /** How many bytes of the comment packet name its kind. */
  readonly prefixB: number
  /** A Vorbis comment ends with a set bit. */
  readonly hasFrame: boolean
  packets: number
  comment: Piece[]
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit += 1) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0)
  return sum
})

function checkSum(bytes: Buffer): number {
  let sum = 0
  for (const byte of bytes) sum = ((sum << 8) ^ (crcTable[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return sum
}

/** The page at a place; undefined when there is none, or it is cut off. */
function pageAt(file: OpenFile, at: number): OggPage | undefined {
  file.count()
  if (at + headB > file.sizeB || file.text(at, 4) !== 'OggS') return undefined
  const n = file.bytes(at + 26, 1).readUInt8(0)
  const body = at + headB + n
  if (body > file.sizeB) return undefined
  const segments = [...file.bytes(at + headB, n)]
  const end = body + segments.reduce((sum, length) => sum + length, 0)
  const serial = file.bytes(at + 14, 4).readUInt32LE(0)
  return end > file.sizeB ? undefined : { at, serial, segments, body, end }
}

function streamOf(file: OpenFile, { body, end }: OggPage): Stream {
  const head = file.text(body, Math.min(8, end - body))
  const begun = { packets: 0, comment: [] }
  if (head === 'OpusHead') return { ...begun, prefixB: 8, hasFrame: false }
  if (head.startsWith('\x01vorbis')) return { ...begun, prefixB: 7, hasFrame: true }
  if (head.startsWith('Speex')) return { ...begun, prefixB: 0, hasFrame: false }
  throw new WrongContent('upload.notCleanable')
}

/** The comment with no text: its vendor's name and an empty list. */
function emptied(comment: Buffer, { prefixB, hasFrame }: Stream): Buffer {
  const empty = Buffer.alloc(comment.length)
  if (comment.length < prefixB + 8) throw new WrongContent('upload.unreadable')
  comment.copy(empty, 0, 0, prefixB)
  if (hasFrame && comment.length > prefixB + 8) empty.writeUInt8(1, prefixB + 8)
  return empty
}

function emptyComment(file: OpenFile, stream: Stream): void {
  const comment = Buffer.concat(stream.comment.map(({ at, length }) => Buffer.from(file.bytes(at, length))))
  const empty = emptied(comment, stream)
  let done = 0
  for (const { at, length } of stream.comment) {
    file.write(at, empty.subarray(done, done + length))
    done += length
  }
  for (const { at, end } of new Set(stream.comment.map(({ page }) => page))) {
    const page = Buffer.from(file.bytes(at, end - at))
    page.writeUInt32LE(0, 22)
    const sum = Buffer.alloc(4)
    sum.writeUInt32LE(checkSum(page), 0)
    file.write(at + 22, sum)
  }
}

/** Follows a stream's packets over a page, until its comment is whole and emptied. */
function follow(file: OpenFile, page: OggPage, stream: Stream): void {
  let at = page.body
  for (const length of page.segments) {
    if (stream.packets > 1) return
    if (stream.packets === 1 && length > 0) stream.comment.push({ page, at, length })
    if (stream.comment.length * 255 > commentAtMost) throw new WrongContent('upload.notCleanable')
    at += length
    if (length === 255) continue
    stream.packets += 1
    if (stream.packets === 2) emptyComment(file, stream)
  }
}

export function cleanOgg(file: OpenFile): void {
  const streams = new Map<number, Stream>()
  let at = 0
  for (let page = pageAt(file, at); page; page = pageAt(file, at)) {
    const stream = streams.get(page.serial) ?? streamOf(file, page)
    streams.set(page.serial, stream)
    follow(file, page, stream)
    at = page.end
  }
  const isWhole = streams.size > 0 && [...streams.values()].every(({ packets }) => packets > 1)
  if (!isWhole) throw new WrongContent('upload.unreadable')
  file.cutAt(at)
}
