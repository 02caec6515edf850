import { crc32, deflateSync } from 'node:zlib'

interface PictureWish {
  readonly width: number
  readonly height: number
  readonly isInterlaced?: boolean
  /** Bits of each of the three colours. */
  readonly depth?: 8 | 16
  /** Chunks between the head and the picture. */
  readonly before?: readonly Buffer[]
  /** Leaves the picture out: what is told by its head alone. */
  readonly isHollow?: boolean
}

export function pngChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + body.length)
  chunk.writeUInt32BE(body.length, 0)
  chunk.write(type, 4, 'latin1')
  body.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length)
  return chunk
}

/** The seven passes of Adam7: where each begins, and how far apart its points are (PNG §8.2). */
// prettier-ignore
const passes = [
  [0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2],
] as const

/** How many bytes a picture has before it is packed, with a filter byte for each line. */
function rawB({ width, height, isInterlaced = false, depth = 8 }: PictureWish): number {
  const pointB = (3 * depth) / 8
  const linesB = (columns: number, rows: number) => (columns === 0 ? 0 : rows * (1 + columns * pointB))
  if (!isInterlaced) return linesB(width, height)
  return passes.reduce((sum, [x, y, dx, dy]) => {
    return sum + linesB(Math.max(0, Math.ceil((width - x) / dx)), Math.max(0, Math.ceil((height - y) / dy)))
  }, 0)
}

/** A black PNG. Black packs a thousandfold: a picture of a hundred million points is half a megabyte. */
export function aPng(wish: PictureWish): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(wish.width, 0)
  head.writeUInt32BE(wish.height, 4)
  head.set([wish.depth ?? 8, 2, 0, 0, wish.isInterlaced === true ? 1 : 0], 8)
  const picture = deflateSync(Buffer.alloc(wish.isHollow === true ? 100 : rawB(wish)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', head),
    ...(wish.before ?? []),
    pngChunk('IDAT', picture),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}
