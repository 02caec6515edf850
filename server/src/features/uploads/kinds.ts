import { open } from 'node:fs/promises'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { MediaFile } from '@shuniu/shared/uploads'

/** What a file is by its first bytes. */
export interface FileKind {
  readonly kind: MediaFile['kind']
  readonly mediaType: string
}

/** How many bytes at the beginning tell the kind. */
const headB = 4_096

/** The bytes that tell what a file is. */
export async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headB), 0, headB, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const ascii = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to)

/** Brands of ISO base media files (ISO/IEC 14496-12 §4.3) that hold no moving picture. */
const stillBrands = ['avif']
const heicBrands = /^(hei[cxms]|hev[cxms]|mif1|msf1)$/
const soundBrands = ['M4A ', 'M4B ']
const filmBrands = /^(isom|iso\d|mp4\d|avc1|qt {2}|3gp.|3g2.|M4V |MSNV|dash)$/

function isoKind(head: Buffer): FileKind | undefined {
  if (ascii(head, 4, 8) !== 'ftyp') return undefined
  const brand = ascii(head, 8, 12)
  if (stillBrands.includes(brand)) return { kind: 'photo', mediaType: 'image/avif' }
  if (soundBrands.includes(brand)) return { kind: 'voice', mediaType: 'audio/mp4' }
  return filmBrands.test(brand) ? { kind: 'video', mediaType: 'video/mp4' } : undefined
}

/** Matroska names its tracks' codecs near the beginning; a picture's begins with `V_`. */
function webmKind(head: Buffer): FileKind | undefined {
  if (head.readUInt32BE(0) !== 0x1a_45_df_a3) return undefined
  return head.includes('V_')
    ? { kind: 'video', mediaType: 'video/webm' }
    : { kind: 'voice', mediaType: 'audio/webm' }
}

function riffKind(head: Buffer): FileKind | undefined {
  if (ascii(head, 0, 4) !== 'RIFF') return undefined
  const form = ascii(head, 8, 12)
  if (form === 'WEBP') return { kind: 'photo', mediaType: 'image/webp' }
  return form === 'WAVE' ? { kind: 'voice', mediaType: 'audio/wav' } : undefined
}

/** An MPEG audio frame: eleven set bits, then a version and layer III; or ADTS, whose layer is 0. */
function frameKind(head: Buffer): FileKind | undefined {
  const [first = 0, second = 0] = head
  if (first !== 0xff) return undefined
  if ((second & 0xf6) === 0xf0) return { kind: 'voice', mediaType: 'audio/aac' }
  return (second & 0xe6) === 0xe2 ? { kind: 'voice', mediaType: 'audio/mpeg' } : undefined
}

const signs: readonly (readonly [sign: string, found: FileKind])[] = [
  ['\xff\xd8\xff', { kind: 'photo', mediaType: 'image/jpeg' }],
  ['\x89PNG\r\n\x1a\n', { kind: 'photo', mediaType: 'image/png' }],
  ['OggS', { kind: 'voice', mediaType: 'audio/ogg' }],
  ['ID3', { kind: 'voice', mediaType: 'audio/mpeg' }],
  ['#!AMR', { kind: 'voice', mediaType: 'audio/amr' }],
]

/** What is often sent and never taken, each with the refusal that says why. */
function whyNotTaken(head: Buffer): string {
  if (head.length === 0) return 'upload.empty'
  const brand = ascii(head, 4, 8) === 'ftyp' ? ascii(head, 8, 12) : ''
  if (heicBrands.test(brand)) return 'upload.heic'
  return brand === 'avis' || /^GIF8[79]a/.test(ascii(head, 0, 6)) ? 'upload.animated' : 'upload.unknownType'
}

/**
 * The kind of a file by its first bytes, whatever it is called. Refuses what we do not take: pages, scripts, drawings that
 * can hold scripts, programs, archives with `upload.unknownType`; `upload.empty`, `upload.heic`, `upload.animated`.
 */
export function kindOf(head: Buffer): Result<FileKind> {
  const signed = signs.find(([sign]) => ascii(head, 0, sign.length) === sign)?.[1]
  const found =
    head.length < 16
      ? undefined
      : (signed ?? isoKind(head) ?? webmKind(head) ?? riffKind(head) ?? frameKind(head))
  return found ? grant(found) : refuse(whyNotTaken(head))
}
