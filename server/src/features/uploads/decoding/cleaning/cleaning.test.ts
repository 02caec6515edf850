import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindOf } from '../../kinds.ts'
import { WrongContent } from '../wrongContent.ts'
import { cleanMedia } from './index.ts'

/** Recordings of less than half a second, with a title, words and a place of recording in the ways of their kinds. */
const samples = join(import.meta.dirname, 'samples')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shuniu-cleaning-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sample = (name: string): Buffer => readFileSync(join(samples, name))
const tells = (bytes: Buffer): boolean => /SECRET|32\.9876/.test(bytes.toString('latin1'))

function told(path: string, bytes: Buffer): string {
  const found = kindOf(bytes.subarray(0, 4_096))
  if (!found.ok) return found.refusal.code
  try {
    return cleanMedia(path, found.value).mediaType
  } catch (cause) {
    if (cause instanceof WrongContent) return cause.code
    throw cause
  }
}

/** What becomes of a file: its media type, or the refusal, and its bytes then. */
function cleaned(bytes: Buffer): { told: string; bytes: Buffer } {
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  return { told: told(path, bytes), bytes: readFileSync(path) }
}

describe('the marks of place', () => {
  it.each([
    ['film.mp4', 'video/mp4'],
    ['film.mov', 'video/mp4'],
    ['fragments.mp4', 'video/mp4'],
    ['film.webm', 'video/webm'],
    ['opus.ogg', 'audio/ogg'],
    ['vorbis.ogg', 'audio/ogg'],
    ['voice.mp3', 'audio/mpeg'],
    ['voice.wav', 'audio/wav'],
  ])('are taken out of %s', (name, mediaType) => {
    const before = sample(name)

    const after = cleaned(before)

    expect(tells(before)).toBe(true)
    expect(after.told).toBe(mediaType)
    expect(tells(after.bytes)).toBe(false)
  })

  it.each(['film.mp4', 'film.mov', 'film.webm', 'opus.ogg', 'vorbis.ogg', 'voice.wav', 'voice.aac'])(
    'go from %s without a byte being moved, and once for all',
    name => {
      const once = cleaned(sample(name))

      const twice = cleaned(once.bytes)

      expect(once.bytes.length).toBe(sample(name).length)
      expect(twice.bytes.equals(once.bytes)).toBe(true)
    },
  )

  it('leave every sample of the kept tracks as it was', () => {
    const before = sample('film.mp4')
    const at = before.indexOf('mdat') + 4
    const end = before.indexOf('moov') - 4

    const after = cleaned(before)

    expect(after.bytes.subarray(at, end).equals(before.subarray(at, end))).toBe(true)
  })

  it('go with a track that is neither film nor sound, its samples too', () => {
    const film = sample('film.mp4')
    const handler = film.lastIndexOf('soun')
    film.write('meta', handler, 'latin1')

    const after = cleaned(film)

    const moov = film.indexOf('moov')
    const blanked = after.bytes.subarray(0, moov).filter((byte, at) => byte !== film[at]).length
    expect(after.told).toBe('video/mp4')
    expect(after.bytes.includes('meta')).toBe(false)
    expect(blanked).toBeGreaterThan(10)
  })

  it('are not searched for in fragments of other tracks: such a film is refused', () => {
    const film = sample('fragments.mp4')
    const trak = film.subarray(film.indexOf('trak') - 4, film.indexOf('mvex') - 4)
    const other = Buffer.from(trak)
    other.write('meta', other.indexOf('vide'), 'latin1')
    const at = film.indexOf('mvex') - 4
    const longer = Buffer.concat([film.subarray(0, at), other, film.subarray(at)])
    const moov = longer.indexOf('moov') - 4
    longer.writeUInt32BE(longer.readUInt32BE(moov) + other.length, moov)

    expect(cleaned(longer).told).toBe('upload.notCleanable')
  })
})

describe('a recording that is not what it says', () => {
  it.each(['film.mp4', 'film.mov', 'film.webm', 'vorbis.ogg', 'voice.wav'])(
    'is refused cut off: %s',
    name => {
      const whole = sample(name)

      expect(cleaned(whole.subarray(0, Math.floor(whole.length * 0.4))).told).toBe('upload.unreadable')
    },
  )

  it.each(['film.mp4', 'film.webm', 'opus.ogg', 'voice.mp3', 'voice.wav', 'voice.aac'])(
    'keeps nothing that was hung on %s',
    name => {
      const page = Buffer.from('PK\x03\x04<script>SECRET</script>'.repeat(20), 'latin1')

      const after = cleaned(Buffer.concat([sample(name), page]))

      expect(after.told.startsWith('upload.') || !after.bytes.includes('script')).toBe(true)
    },
  )

  it.each(['film.mp4', 'film.webm', 'opus.ogg', 'voice.mp3', 'voice.wav', 'voice.aac'])(
    'is refused with the head of %s and the body of another kind',
    name => {
      const head = sample(name).subarray(0, 40)
      const body = Buffer.from('<html>'.repeat(400))

      expect(cleaned(Buffer.concat([head, body])).told).toBe('upload.unreadable')
    },
  )

  it('is refused with boxes without end, and read in no time', () => {
    const box = Buffer.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65])
    const boxes = Buffer.concat([
      sample('film.mp4').subarray(0, 32),
      ...Array.from({ length: 200_000 }, () => box),
    ])

    expect(cleaned(boxes).told).toBe('upload.unreadable')
  })

  it.each([...Array(40).keys()])('never breaks the reader: damage %i', nth => {
    for (const name of ['film.mp4', 'film.webm', 'vorbis.ogg', 'voice.mp3', 'voice.wav', 'fragments.mp4']) {
      const bytes = sample(name)
      for (let hit = 0; hit < 6; hit += 1)
        bytes[16 + ((nth * 7_919 + hit * 104_729) % (bytes.length - 16))] = (nth * 37 + hit * 59) % 256

      expect(cleaned(bytes).told).toMatch(/^(audio|video|upload)/)
    }
  })
})
