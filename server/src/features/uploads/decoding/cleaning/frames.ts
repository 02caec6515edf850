import { WrongContent } from '../wrongContent.ts'
import type { OpenFile } from './openFile.ts'

/** Sound that is nothing but frames (MP3, ADTS, AMR): tags before are blanked, whatever follows the last frame is cut off. */

/** More than this behind the last frame is no tag, but a recording that cannot be read. */
const tailAtMost = 1_024 * 1_024

type FrameLength = (file: OpenFile, at: number) => number | undefined

const fits = (file: OpenFile, at: number, length: number): boolean => at + length <= file.sizeB

// prettier-ignore
const kbits = {
  v1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const hertz = [44_100, 48_000, 32_000]

/** An MPEG audio frame of layer III (ISO/IEC 11172-3 §2.4.1.3, 13818-3). */
const mp3Frame: FrameLength = (file, at) => {
  if (!fits(file, at, 4)) return undefined
  const head = file.u32(at)
  const version = (head >>> 19) & 3
  const rate = hertz[(head >>> 10) & 3]
  const isFirst = version === 3
  const kbit = (isFirst ? kbits.v1 : kbits.v2)[(head >>> 12) & 15]
  if (head >>> 21 !== 0x7ff || version === 1 || ((head >>> 17) & 3) !== 1) return undefined
  if (rate === undefined || kbit === undefined || kbit === 0) return undefined
  const perSecond = rate / (isFirst ? 1 : version === 2 ? 2 : 4)
  return Math.floor(((isFirst ? 144_000 : 72_000) * kbit) / perSecond) + ((head >>> 9) & 1)
}

/** An ADTS frame (ISO/IEC 13818-7 §6.2). */
const adtsFrame: FrameLength = (file, at) => {
  if (!fits(file, at, 7)) return undefined
  const head = file.bytes(at, 7)
  if ((head.readUInt16BE(0) & 0xfff6) !== 0xfff0) return undefined
  const length = (head.readUInt32BE(3) >>> 13) & 0x1fff
  return length < 7 ? undefined : length
}

const amrLengths = {
  narrow: [13, 14, 16, 18, 20, 21, 27, 32, 6],
  wide: [18, 24, 33, 37, 41, 47, 51, 59, 61, 6],
}

/** A frame of AMR or AMR-WB in storage format (RFC 4867 §5.3). */
const amrFrame =
  (isWide: boolean): FrameLength =>
  (file, at) => {
    if (!fits(file, at, 1)) return undefined
    const head = file.bytes(at, 1).readUInt8(0)
    const mode = (head >>> 3) & 15
    if ((head & 0x83) !== 0) return undefined
    return mode === 15 || (isWide && mode === 14) ? 1 : amrLengths[isWide ? 'wide' : 'narrow'][mode]
  }

/** Blanks the ID3v2 tags at the beginning; gives where they end. */
function blankTags(file: OpenFile): number {
  let at = 0
  while (fits(file, at, 10) && file.text(at, 3) === 'ID3') {
    const sizeB = [6, 7, 8, 9].reduce(
      (sum, nth) => sum * 128 + (file.bytes(at + nth, 1).readUInt8(0) & 0x7f),
      0,
    )
    const end = at + 10 + sizeB
    if (end > file.sizeB) throw new WrongContent('upload.unreadable')
    file.write(at + 5, Buffer.from([0]))
    file.blank(at + 10, end)
    at = end
  }
  return at
}

function cutAfterFrames(file: OpenFile, from: number, lengthOf: FrameLength): void {
  let at = from
  let frames = 0
  while (at < file.sizeB) {
    file.count()
    const length = lengthOf(file, at)
    if (length === undefined || !fits(file, at, length)) break
    at += length
    frames += 1
  }
  if (frames < 2 || file.sizeB - at > tailAtMost) throw new WrongContent('upload.unreadable')
  file.cutAt(at)
}

export const cleanMp3 = (file: OpenFile): void => cutAfterFrames(file, blankTags(file), mp3Frame)
export const cleanAdts = (file: OpenFile): void => cutAfterFrames(file, blankTags(file), adtsFrame)

export function cleanAmr(file: OpenFile): void {
  const wide = '#!AMR-WB\n'
  const isWide = fits(file, 0, wide.length) && file.text(0, wide.length) === wide
  if (!isWide && file.text(0, 6) !== '#!AMR\n') throw new WrongContent('upload.unreadable')
  cutAfterFrames(file, isWide ? wide.length : 6, amrFrame(isWide))
}
