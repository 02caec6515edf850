import { boxesIn, type IsoBox } from './isoBoxes.ts'
import { WrongContent } from '../wrongContent.ts'
import type { OpenFile } from './openFile.ts'

/** A stretch of a file, from one place to another. */
export type FileSpan = readonly [from: number, to: number]

const chunksAtMost = 1_000_000

function found(boxes: readonly IsoBox[], ...types: readonly string[]): IsoBox {
  const box = boxes.find(({ type }) => types.includes(type))
  if (!box) throw new WrongContent('upload.unreadable')
  return box
}

/** How many entries of a table there are, each of so many bytes; they must fit. */
function entries(file: OpenFile, box: IsoBox, { at, widthB }: { at: number; widthB: number }): number {
  const n = file.u32(box.body + at)
  if (n > chunksAtMost * 4 || box.body + at + 4 + Math.ceil(n * widthB) > box.end)
    throw new WrongContent('upload.unreadable')
  return n
}

/** The length of the nth sample (`stsz`, `stz2`; ISO/IEC 14496-12 §8.7.3). */
function sampleSizes(file: OpenFile, box: IsoBox): { n: number; sizeOf: (nth: number) => number } {
  if (box.type === 'stsz') {
    const same = file.u32(box.body + 4)
    if (same !== 0) return { n: file.u32(box.body + 8), sizeOf: () => same }
    const n = entries(file, box, { at: 8, widthB: 4 })
    return { n, sizeOf: nth => file.u32(box.body + 12 + 4 * nth) }
  }
  const bits = file.u32(box.body + 4) & 0xff
  if (bits !== 4 && bits !== 8 && bits !== 16) throw new WrongContent('upload.unreadable')
  const n = entries(file, box, { at: 8, widthB: bits / 8 })
  const sizeOf = (nth: number) => {
    const at = box.body + 12 + Math.floor((nth * bits) / 8)
    if (bits === 16) return file.bytes(at, 2).readUInt16BE(0)
    const byte = file.bytes(at, 1).readUInt8(0)
    return bits === 8 ? byte : nth % 2 === 0 ? byte >> 4 : byte & 0xf
  }
  return { n, sizeOf }
}

/** How many samples each chunk holds (`stsc` §8.7.4), read in the order of the chunks. */
function samplesOf(file: OpenFile, box: IsoBox): (chunk: number) => number {
  const n = entries(file, box, { at: 4, widthB: 12 })
  if (n === 0) return () => 0
  const row = (nth: number) => ({
    first: file.u32(box.body + 8 + 12 * nth),
    each: file.u32(box.body + 12 + 12 * nth),
  })
  let nth = 0
  let now = row(0)
  let next = n > 1 ? row(1) : undefined
  return chunk => {
    while (next && chunk >= next.first) {
      nth += 1
      now = next
      next = nth + 1 < n ? row(nth + 1) : undefined
    }
    return now.each
  }
}

/** Where the samples of a track lie, chunk by chunk. */
export function samplesIn(file: OpenFile, stbl: IsoBox): FileSpan[] {
  const tables = boxesIn(file, stbl)
  const sizes = sampleSizes(file, found(tables, 'stsz', 'stz2'))
  const inChunk = samplesOf(file, found(tables, 'stsc'))
  const offsets = found(tables, 'stco', 'co64')
  const widthB = offsets.type === 'stco' ? 4 : 8
  const chunks = entries(file, offsets, { at: 4, widthB })
  if (chunks > chunksAtMost) throw new WrongContent('upload.unreadable')
  const spans: FileSpan[] = []
  for (let chunk = 0, sample = 0; chunk < chunks; chunk += 1) {
    const until = Math.min(sizes.n, sample + inChunk(chunk + 1))
    let length = 0
    for (; sample < until; sample += 1) {
      file.count()
      length += sizes.sizeOf(sample)
    }
    const at = offsets.body + 8 + widthB * chunk
    const from = widthB === 4 ? file.u32(at) : Number(file.bytes(at, 8).readBigUInt64BE(0))
    spans.push([from, from + length])
  }
  return spans
}
