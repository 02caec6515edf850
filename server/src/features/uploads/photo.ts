import { writeFile } from 'node:fs/promises'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import sharp from 'sharp'

/** Beyond this a picture is a trap rather than a photo: phones send up to 108 million points. */
const maxPoints = 120_000_000
/** The longer side of what is kept, in points: a whole screen, and a number plate still to be read. */
const maxSide = 2_560
const quality = 82

async function rewritten(from: string): Promise<Result<Buffer>> {
  try {
    const photo = sharp(from, { limitInputPixels: maxPoints, failOn: 'truncated' })
      .rotate()
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
    return grant(await photo.jpeg({ quality }).toBuffer())
  } catch {
    return refuse('upload.unreadable')
  }
}

/**
 * Writes a photo anew as JPEG, upright, at most 2,560 points wide or high, with no trace of camera, time or place:
 * sharp passes no metadata on unless told to. Refuses: `upload.unreadable`. Throws when the disk does not take it.
 */
export async function rewritePhoto(from: string, to: string): Promise<Result<true>> {
  const photo = await rewritten(from)
  if (!photo.ok) return photo
  await writeFile(to, photo.value)
  return grant(true)
}
