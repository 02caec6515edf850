import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { aPng, pngChunk } from '../builders/pictures.ts'
import { announce, aPhoto, append, askLane, idIn } from '../builders/uploads.ts'

let running: RunningApp
let member: Browser

beforeAll(async () => {
  running = await startApp()
  member = await running.signIn('t1v1g1')
})
afterAll(() => running.drop())

async function send(bytes: Buffer<ArrayBuffer>) {
  const { path } = await announce(member, bytes.length)
  const answer = await append(member, path, { body: bytes })
  return { status: answer.status, code: answer.code, id: idIn(path) }
}
const latin = (text: string): Buffer<ArrayBuffer> => Buffer.from(text, 'latin1')

describe('a picture that could harm', () => {
  it.each([
    [
      'a hundred million points, interlaced',
      aPng({ width: 10_900, height: 10_900, isInterlaced: true, isHollow: true }),
      'upload.tooManyPoints',
    ],
    [
      'more points than a picture has',
      aPng({ width: 60_000, height: 60_000, isHollow: true }),
      'upload.tooManyPoints',
    ],
    [
      'less of it than its head says',
      aPng({ width: 3_000, height: 3_000, isHollow: true }),
      'upload.unreadable',
    ],
    [
      'several pictures',
      aPng({ width: 8, height: 8, before: [pngChunk('acTL', Buffer.alloc(8))] }),
      'upload.animated',
    ],
    ['a GIF', latin('GIF89a'.padEnd(64, '\0')), 'upload.animated'],
    ['a HEIC photo', latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(64, '\0')), 'upload.heic'],
    [
      'the head of a JPEG and the body of a PNG',
      Buffer.concat([aPhoto().subarray(0, 20), aPng({ width: 8, height: 8 })]),
      'upload.unreadable',
    ],
    [
      'the head of a JPEG and a page',
      Buffer.concat([aPhoto().subarray(0, 20), latin('<html>'.repeat(50))]),
      'upload.unreadable',
    ],
    ['the head of a WebP and zeros', latin('RIFF\x10\0\0\0WEBPVP8X'.padEnd(80, '\0')), 'upload.unreadable'],
    ['the head of an AVIF and zeros', latin('\0\0\0\x20ftypavif'.padEnd(120, '\0')), 'upload.unreadable'],
  ])('is refused by its own code: %s', async (_, bytes, code) => {
    const told = await send(bytes)

    expect([told.status, told.code]).toEqual([
      code === 'upload.heic' || code === 'upload.animated' ? 415 : 422,
      code,
    ])
  })

  it.each([
    ['of sixteen bits', aPng({ width: 40, height: 30, depth: 16 })],
    ['interlaced, within bounds', aPng({ width: 400, height: 300, isInterlaced: true })],
    ['with a page hung on', Buffer.concat([aPhoto(), latin('PK\x03\x04<script>SECRET</script>')])],
  ])('is written anew where it is none: %s', async (_, bytes) => {
    const told = await send(bytes)
    const shown = await askLane(member, ['GET', `/api/uploads/${told.id}/file`])

    expect(told.status).toBe(204)
    expect(shown.body.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    expect(shown.body.includes('SECRET')).toBe(false)
  })
})

describe('files on disk', () => {
  it('are for the server alone', async () => {
    const { id } = await send(aPhoto())
    const { path } = await announce(member, 500)
    const root = join(running.settings.dataDir, 'uploads')
    const modeOf = async (...way: string[]) => ((await stat(join(root, ...way))).mode & 0o777).toString(8)

    expect(await modeOf()).toBe('700')
    expect(await modeOf('arriving')).toBe('700')
    expect(await modeOf('kept', id.slice(-2))).toBe('700')
    expect(await modeOf('kept', id.slice(-2), id)).toBe('600')
    expect(await modeOf('arriving', idIn(path))).toBe('600')
    expect(await modeOf('arriving', `${idIn(path)}.json`)).toBe('600')
  })
})

describe('room on the disk', () => {
  it('is kept: a file that would leave too little is refused, to be sent later', async () => {
    const full = await startApp({ settings: { uploadsLeaveFreeB: Number.MAX_SAFE_INTEGER } })
    const { answer } = await announce(await full.signIn('t1v1g1'), 100)
    await full.drop()

    expect([answer.status, answer.code]).toEqual([507, 'upload.noRoom'])
  })
})
