import type { FileKind } from '../../kinds.ts'
import { WrongContent } from '../wrongContent.ts'
import type { OpenFile } from './openFile.ts'

/**
 * Films and sound in WebM and Matroska (RFC 9559): tags, attachments, chapters, titles and dates become `Void` elements
 * of the same length; tracks other than film and sound are not taken.
 */

const ids = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  cues: 0x1c53bb6b,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  chapters: 0x1043a770,
  void: 0xec,
  track: 0xae,
  trackType: 0x83,
  trackName: 0x536e,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
} as const

const inSegment: readonly number[] = [ids.seekHead, ids.info, ids.tracks, ids.cluster, ids.cues, ids.void]
const ofLevelOne: readonly number[] = [...inSegment, ids.tags, ids.attachments, ids.chapters]
const inInfo: readonly number[] = [ids.timestampScale, ids.duration, ids.muxingApp, ids.writingApp, ids.void]

interface Element {
  readonly id: number
  readonly at: number
  readonly body: number
  /** Infinity for one whose length was not known when it was begun. */
  readonly end: number
}

const lengthOf = (first: number): number => {
  const length = Math.clz32(first) - 23
  if (first === 0 || length > 8) throw new WrongContent('upload.unreadable')
  return length
}

function elementAt(file: OpenFile, at: number): Element {
  file.count()
  const idB = lengthOf(file.bytes(at, 1).readUInt8(0))
  if (idB > 4) throw new WrongContent('upload.unreadable')
  const id = file.bytes(at, idB).readUIntBE(0, idB)
  const first = file.bytes(at + idB, 1).readUInt8(0)
  const sizeB = lengthOf(first)
  const bytes = file.bytes(at + idB, sizeB)
  let size = BigInt(first & ((1 << (8 - sizeB)) - 1))
  for (const byte of bytes.subarray(1)) size = (size << 8n) | BigInt(byte)
  const body = at + idB + sizeB
  const isOpen = size === (1n << BigInt(7 * sizeB)) - 1n
  return { id, at, body, end: isOpen ? Infinity : body + Number(size) }
}

function elementsIn(file: OpenFile, { body, end }: Element): Element[] {
  const found: Element[] = []
  for (let at = body; at < end;) {
    const one = elementAt(file, at)
    if (one.end > end) throw new WrongContent('upload.unreadable')
    found.push(one)
    at = one.end
  }
  return found
}

/** Makes an element one that says nothing, of the same length. */
function voidElement(file: OpenFile, { at, end }: Element): void {
  const length = end - at
  const head = length < 129 ? Buffer.from([0xec, 0x80 | (length - 2)]) : Buffer.alloc(9)
  if (length >= 129) {
    head.writeUInt8(0xec, 0)
    head.writeUInt16BE(0x0100, 1)
    head.writeUIntBE(length - 9, 3, 6)
  }
  file.write(at, head)
  file.blank(at + head.length, end)
}

/** Where a cluster ends that was begun without a length: where the next element of its own level begins. */
function endOfOpen(file: OpenFile, { body }: Element, limit: number): number {
  let at = body
  while (at < limit) {
    const one = elementAt(file, at)
    if (ofLevelOne.includes(one.id) && one.id !== ids.void) return at
    if (one.end > limit) throw new WrongContent('upload.unreadable')
    at = one.end
  }
  return at
}

function cleanInfo(file: OpenFile, info: Element): void {
  for (const one of elementsIn(file, info)) {
    if (!inInfo.includes(one.id)) voidElement(file, one)
    else if (one.id === ids.muxingApp || one.id === ids.writingApp) file.blank(one.body, one.end)
  }
}

/** Whether there is film among the tracks. */
function cleanTracks(file: OpenFile, tracks: Element): boolean {
  const types = elementsIn(file, tracks).flatMap(track => {
    if (track.id !== ids.track) {
      voidElement(file, track)
      return []
    }
    const parts = elementsIn(file, track)
    for (const part of parts) if (part.id === ids.trackName) voidElement(file, part)
    const type = parts.find(({ id }) => id === ids.trackType)
    return [type ? file.bytes(type.body, 1).readUInt8(0) : 0]
  })
  if (!types.every(type => type === 1 || type === 2)) throw new WrongContent('upload.notCleanable')
  if (types.length === 0) throw new WrongContent('upload.unreadable')
  return types.includes(1)
}

/** Cleans a film or a sound; gives its kind by its tracks. */
export function cleanWebm(file: OpenFile): FileKind {
  const header = elementAt(file, 0)
  const segment = elementAt(file, header.end)
  if (header.id !== ids.header || segment.id !== ids.segment) throw new WrongContent('upload.unreadable')
  if (segment.end !== Infinity) {
    if (segment.end > file.sizeB) throw new WrongContent('upload.unreadable')
    file.cutAt(segment.end)
  }
  let isFilm: boolean | undefined
  let hasCluster = false
  for (let at = segment.body; at < file.sizeB;) {
    const one = elementAt(file, at)
    const isOpenCluster = one.id === ids.cluster && one.end === Infinity
    const end = isOpenCluster ? endOfOpen(file, one, file.sizeB) : one.end
    if (end > file.sizeB) throw new WrongContent('upload.unreadable')
    if (!inSegment.includes(one.id)) voidElement(file, one)
    if (one.id === ids.void) file.blank(one.body, one.end)
    if (one.id === ids.info) cleanInfo(file, one)
    if (one.id === ids.tracks) isFilm = cleanTracks(file, one)
    hasCluster ||= one.id === ids.cluster
    at = end
  }
  if (isFilm === undefined || !hasCluster) throw new WrongContent('upload.unreadable')
  return isFilm ? { kind: 'video', mediaType: 'video/webm' } : { kind: 'voice', mediaType: 'audio/webm' }
}
