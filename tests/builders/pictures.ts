import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

interface PictureOptions {
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
function rawB({ width, height, isInterlaced = false, depth = 8 }: PictureOptions): number {
  const pointB = (3 * depth) / 8
  const linesB = (columns: number, rows: number) => (columns === 0 ? 0 : rows * (1 + columns * pointB))
  if (!isInterlaced) return linesB(width, height)
  return passes.reduce((sum, [x, y, dx, dy]) => {
    return sum + linesB(Math.max(0, Math.ceil((width - x) / dx)), Math.max(0, Math.ceil((height - y) / dy)))
  }, 0)
}

/** A black PNG. Black packs a thousandfold: a picture of a hundred million points is half a megabyte. */
export function aPng(options: PictureOptions): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(options.width, 0)
  head.writeUInt32BE(options.height, 4)
  head.set([options.depth ?? 8, 2, 0, 0, options.isInterlaced === true ? 1 : 0], 8)
  const picture = deflateSync(Buffer.alloc(options.isHollow === true ? 100 : rawB(options)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', head),
    ...(options.before ?? []),
    pngChunk('IDAT', picture),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Grain that is the same in every run (numerical recipes' linear congruence): a number of one byte at a time. */
function grain(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
}

const camera = { width: 4_400, height: 3_300 }
/** The colour of what the camera held uppermost. */
export const sky = [40, 90, 220] as const
const ground = [150, 120, 80] as const

/**
 * A photo as a phone held upright writes it: 14.5 million points of grain, 11 MB, lying on its side (EXIF
 * orientation 6), with the maker and a place of the county in its marks. Its upper quarter is sky.
 */
export async function aCameraPhoto(seed = 1): Promise<Buffer> {
  const { width, height } = camera
  const points = Buffer.alloc(width * height * 3)
  const noise = grain(seed)
  for (let at = 0, x = 0; at < points.length; at += 3, x = (x + 1) % width) {
    const [r, g, b] = x < width / 4 ? sky : ground
    const by = (noise() >> 2) - 32
    points[at] = r + by
    points[at + 1] = g + by
    points[at + 2] = b + by
  }
  return sharp(points, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 99, chromaSubsampling: '4:4:4' })
    .withExif({
      IFD0: { Make: 'PhoneOfTheField', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '33/1 9/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}
