import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { maxSizeB } from '@shuniu/shared/uploads'
import { newId } from '../../platform/ids/index.ts'
import type { PickedFile } from './picked.ts'
import { isCutOff } from './wholeness.ts'

/** The longer edge of what is sent of a photo, in points: a number plate can still be read. */
const longEdge = 2_000
/** What is sent of a photo, in bytes: four of them pass a village's network in seconds. */
const mostB = 400_000
const qualities = [0.82, 0.72, 0.62, 0.5, 0.4]
/** By so much the edges shrink while the coarsest picture is still too long. */
const shrinkBy = 0.8

interface ImageSize {
  readonly width: number
  readonly height: number
}

/** The size with its longer edge at most `most`; never larger than it was. Pure. */
export function fitted({ width, height }: ImageSize, most: number): ImageSize {
  const share = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) }
}

async function opened(file: Blob): Promise<HTMLImageElement> {
  const picture = new Image()
  const address = URL.createObjectURL(file)
  try {
    picture.src = address
    await picture.decode()
    return picture
  } finally {
    URL.revokeObjectURL(address)
  }
}

const asJpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))

/** Draws the picture upright at a size, on white: what was clear would be black in a JPEG. */
function drawn(picture: HTMLImageElement, { width, height }: ImageSize): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(picture, 0, 0, width, height)
  return canvas
}

/** The photo as it will be sent: upright, without marks of camera and place, at most 400 kB. */
async function shrunk(file: Blob): Promise<Blob | undefined> {
  const picture = await opened(file)
  const natural = { width: picture.naturalWidth, height: picture.naturalHeight }
  if (natural.width === 0 || natural.height === 0) return undefined
  for (let edge = longEdge; edge >= 200; edge *= shrinkBy) {
    const canvas = drawn(picture, fitted(natural, edge))
    for (const quality of qualities) {
      const written = await asJpeg(canvas, quality)
      if (!written) return undefined
      if (written.size <= mostB) return written
    }
  }
  return undefined
}

const isHeic = (file: Blob & { readonly name?: string }): boolean =>
  /^image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name ?? '')

async function judgedPhoto(file: Blob): Promise<Result<Blob>> {
  if (isCutOff(new Uint8Array(await file.arrayBuffer()))) return refuse('upload.unreadable')
  const written = await shrunk(file).catch(() => undefined)
  if (written) return grant(written)
  return refuse(isHeic(file) ? 'upload.heic' : 'upload.unreadable')
}

/** Of film and sound only the length can be judged here; what the content is, the server sees. */
function judgedOther(file: Blob): Result<Blob> {
  const most = file.type.startsWith('video/') ? maxSizeB.video : maxSizeB.voice
  return file.size > most ? refuse('upload.tooLarge', { maxB: most }) : grant(file)
}

/**
 * Judges a file the moment it is picked, and makes a photo small. Refuses, as the server would: `upload.empty`,
 * `upload.heic` (this browser cannot open it), `upload.unreadable`, `upload.unknownType`, `upload.tooLarge`.
 */
export async function judged(file: Blob): Promise<Result<PickedFile>> {
  if (file.size === 0) return refuse('upload.empty')
  const isOther = /^(video|audio)\//.test(file.type)
  if (!isOther && !file.type.startsWith('image/') && file.type !== '' && !isHeic(file)) {
    return refuse('upload.unknownType')
  }
  const taken = isOther ? judgedOther(file) : await judgedPhoto(file)
  return taken.ok ? grant({ id: newId(), file: taken.value }) : taken
}
