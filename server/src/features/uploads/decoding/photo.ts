import { open, writeFile } from 'node:fs/promises'
import { grant, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { fileMode } from '../shelf.ts'

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
  if (format === 'jpeg') return isProgressive === true ? 'progressiveJpeg' : 'jpeg'
  if (format === 'png') return isProgressive === true ? 'interlacedPng' : 'png'
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

async function wrongPicture(path: string, told: Metadata): Promise<Refused | undefined> {
  const stored = storedAs(told)
  if (stored === undefined) return refuse('upload.unreadable')
  if (told.format === 'heif' && told.compression !== 'av1') return refuse('upload.heic')
  if (told.width * told.height > maxPoints[stored]) {
    return refuse('upload.tooManyPoints', { points: told.width * told.height, maxPoints: maxPoints[stored] })
  }
  const isMoving = (told.pages ?? 1) > 1 || (told.format === 'png' && (await isAnimatedPng(path)))
  return isMoving ? refuse('upload.animated') : undefined
}

const opened = (path: string): Sharp =>
  sharp(path, { limitInputPixels: maxPoints.jpeg, failOn: 'truncated', sequentialRead: true })

async function rewritten(from: string): Promise<Result<Buffer>> {
  try {
    const wrong = await wrongPicture(from, await opened(from).metadata())
    if (wrong) return wrong
    const photo = opened(from)
      .timeout({ seconds: patienceS })
      .rotate()
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
    return grant(await photo.jpeg({ quality }).toBuffer())
  } catch {
    return refuse('upload.unreadable')
  }
}

/**
 * Writes a photo anew as JPEG, upright, at most 2,560 points wide or high, with no trace of camera, time or place:
 * sharp passes no metadata on unless told to. Refuses: `upload.unreadable`, `upload.tooManyPoints`, `upload.animated`,
 * `upload.heic`. Throws when the disk does not take it.
 */
export async function rewritePhoto(from: string, to: string): Promise<Result<true>> {
  const photo = await rewritten(from)
  if (!photo.ok) return photo
  await writeFile(to, photo.value, { mode: fileMode })
  return grant(true)
}
