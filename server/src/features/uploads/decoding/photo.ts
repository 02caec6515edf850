import { open, writeFile } from 'node:fs/promises'
import sharp, { type Metadata } from 'sharp'
import { fileMode } from '../modes.ts'
import { WrongContent } from './wrongContent.ts'

const mega = 1_000_000

/**
 * Points of a picture that is opened, by how it is stored. What is read line by line, or shrunk while it is read, takes
 * little memory however large it is: phones send up to 108 million points. What must stand in memory whole is bounded by
 * what the memory of a decoder holds.
 */
const maxPoints = {
  jpeg: 120 * mega,
  progressiveJpeg: 40 * mega,
  png: 120 * mega,
  interlacedPng: 24 * mega,
  webp: 40 * mega,
  heif: 40 * mega,
} as const

/** The longer side of what is kept, in points: a whole screen, and a number plate still to be read. */
const maxSide = 2_560
const quality = 82
const patienceS = 20

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif'].map(format => `VipsForeignLoad${format}File`),
})

function storedAs({ format, isProgressive }: Metadata): keyof typeof maxPoints | undefined {
  if (format === 'jpeg') return isProgressive ? 'progressiveJpeg' : 'jpeg'
  if (format === 'png') return isProgressive ? 'interlacedPng' : 'png'
  return format === 'webp' || format === 'heif' ? format : undefined
}

/** Whether a PNG says before its picture that it has several (`acTL`, PNG 3rd edition §11.3.4.1). */
async function isAnimatedPng(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(8)
    for (let at = 8, chunks = 0; chunks < 1_000; chunks += 1) {
      const { bytesRead } = await file.read(head, 0, 8, at)
      const type = head.toString('latin1', 4, 8)
      if (bytesRead < 8 || type === 'IDAT') return false
      if (type === 'acTL') return true
      at += 12 + head.readUInt32BE(0)
    }
    return false
  } finally {
    await file.close()
  }
}

/** Throws `WrongContent` for a picture that is not opened. */
async function check(path: string, told: Metadata): Promise<void> {
  const stored = storedAs(told)
  if (stored === undefined) throw new WrongContent('upload.unreadable')
  if (told.format === 'heif' && told.compression !== 'av1') throw new WrongContent('upload.heic')
  const points = told.width * told.height
  if (points > maxPoints[stored]) {
    throw new WrongContent('upload.tooManyPoints', { points, maxPoints: maxPoints[stored] })
  }
  const isMoving = (told.pages ?? 1) > 1 || (told.format === 'png' && (await isAnimatedPng(path)))
  if (isMoving) throw new WrongContent('upload.animated')
}

async function rewritten(from: string): Promise<Buffer> {
  const how = { failOn: 'truncated', sequentialRead: true } as const
  try {
    await check(from, await sharp(from, { ...how, limitInputPixels: false }).metadata())
    const photo = sharp(from, { ...how, limitInputPixels: maxPoints.jpeg })
      .timeout({ seconds: patienceS })
      .rotate()
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
    return await photo.jpeg({ quality }).toBuffer()
  } catch (cause) {
    // Whatever the library says of it: the picture cannot be opened.
    throw cause instanceof WrongContent ? cause : new WrongContent('upload.unreadable')
  }
}

/**
 * Writes a photo anew as JPEG, upright, at most 2,560 points wide or high, with no trace of camera, time or place:
 * sharp passes no metadata on unless told to. Throws `WrongContent` (`upload.unreadable`, `upload.tooManyPoints`,
 * `upload.animated`, `upload.heic`), and whatever the disk says that does not take it.
 */
export async function rewritePhoto(from: string, to: string): Promise<void> {
  await writeFile(to, await rewritten(from), { mode: fileMode })
}
