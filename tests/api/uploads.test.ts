import { randomBytes } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { seeCase } from '@shuniu/shared/cases'
import { makeReport } from '@shuniu/shared/reports'
import { maxAnyB, maxArriving, maxSizeB } from '@shuniu/shared/uploads'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode } from '../builders/county.ts'
import { announce, aPhoto, aVoice, append, askLane, idIn, upload } from '../builders/uploads.ts'
import { until } from '../builders/watcher.ts'

let running: RunningApp
let member: Browser
let neighbour: Browser

beforeAll(async () => {
  running = await startApp()
  member = await running.signIn('t1v1g1')
  neighbour = await running.signIn('t2v1g1')
})
afterAll(() => running.drop())

const aReport = (media: readonly string[]) => ({
  id: v7(),
  categoryCode: 'E0701',
  occurredAt: new Date().toISOString(),
  areaCode: gridCode(1, 1, 1),
  media: [...media],
})
const fileOf = (browser: Browser, id: string, headers: Record<string, string> = {}) =>
  askLane(browser, ['GET', `/api/uploads/${id}/file`], { headers })
const pdf = (): Buffer<ArrayBuffer> => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(64)])

describe('a photo', () => {
  it('is taken, reported with, listed with its case and shown to whoever may read the case', async () => {
    const id = await upload(member)

    const receipt = await member.call(makeReport, { body: aReport([id]) })
    const desk = await running.signIn('t1.duty')
    const seen = await desk.call(seeCase, { params: { id: receipt.body.caseId } })
    const shown = await fileOf(desk, id)

    expect(receipt.status).toBe(201)
    expect(seen.body.media).toEqual([{ id, kind: 'photo', url: `/api/uploads/${id}/file` }])
    expect(shown.status).toBe(200)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('is shown without its camera and place', async () => {
    const id = await upload(member)

    const shown = await fileOf(member, id)

    expect(aPhoto().includes('PhoneOfTheField')).toBe(true)
    expect(shown.body.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    expect(shown.body.includes('Exif')).toBe(false)
    expect(shown.body.includes('PhoneOfTheField')).toBe(false)
  })

  it('leaves no original behind', async () => {
    const id = await upload(member)

    const left = await readdir(join(running.settings.dataDir, 'uploads', 'arriving'))

    expect(left.filter(name => name.startsWith(id))).toEqual([])
  })

  it('is refused when it is cut off', async () => {
    const half = aPhoto().subarray(0, 400)
    const { path } = await announce(member, half.length)

    const answer = await append(member, path, { body: half })

    expect([answer.status, answer.code]).toEqual([422, 'upload.unreadable'])
  })
})

describe('resuming', () => {
  const arrivedB = async (id: string) =>
    (await stat(join(running.settings.dataDir, 'uploads', 'arriving', id))).size

  it('goes on from the bytes that arrived before the line broke', async () => {
    const bytes = aVoice(300_000)
    const { path } = await announce(member, bytes.length)
    const cut = new AbortController()
    const half = new ReadableStream({
      async start(flow) {
        flow.enqueue(bytes.subarray(0, 100_000))
      },
    })

    const sending = append(member, path, { body: half, signal: cut.signal }).catch(() => undefined)
    await until('some bytes have arrived', async () => (await arrivedB(idIn(path))) > 0)
    cut.abort()
    await sending
    const asked = await askLane(member, ['HEAD', path])
    const at = Number(asked.headers.get('upload-offset'))
    const rest = await append(member, path, { at, body: bytes.subarray(at) })
    const shown = await fileOf(member, idIn(path))

    expect(at).toBeGreaterThan(0)
    expect(at).toBeLessThan(bytes.length)
    expect(rest.status).toBe(204)
    expect(shown.body.equals(bytes)).toBe(true)
  })

  it('is settled from where it lies when the server ended between putting it away and saying so', async () => {
    const sound = aVoice()
    const [photoId, voiceId] = [await upload(member), await upload(member, sound)]
    const both = [photoId, voiceId]
    const { pool } = running.database
    const before = await fileOf(member, photoId)
    await pool.query(
      `update uploads set completed_at = null, kind = null, media_type = null, touched_at = $2
        where id = any($1)`,
      [both, new Date(Date.now() - 300_000).toISOString()],
    )

    const isSettled = async () =>
      (await pool.query('select 1 from uploads where id = any($1) and completed_at is not null', [both]))
        .rowCount
    await until('both are settled', async () => (await isSettled()) === 2, 60_000)

    const [photo, voice] = [await fileOf(member, photoId), await fileOf(member, voiceId)]
    expect([photo.headers.get('content-type'), voice.headers.get('content-type')]).toEqual([
      'image/jpeg',
      'audio/wav',
    ])
    expect([photo.body.equals(before.body), voice.body.equals(sound)]).toEqual([true, true])
  }, 90_000)

  it('tells a phone that lost the last answer that the file is here', async () => {
    const id = await upload(member)

    const asked = await askLane(member, ['HEAD', `/api/uploads/${id}`])

    expect(asked.status).toBe(200)
    expect(asked.headers.get('upload-offset')).toBe(asked.headers.get('upload-length'))
  })

  it('refuses bytes that do not follow those that arrived', async () => {
    const bytes = aVoice()
    const { path } = await announce(member, bytes.length)

    const answer = await append(member, path, { at: 7, body: bytes.subarray(7) })

    expect([answer.status, answer.code]).toEqual([409, 'upload.wrongOffset'])
  })

  it('answers on the same connection where to go on, though the bytes before were not read', async () => {
    const { path } = await announce(member, 300_000)
    const { hostname, port } = new URL(running.url)
    const line = connect(Number(port), hostname)
    let said = ''
    line.on('data', chunk => (said += String(chunk)))
    const common = `Host: ${hostname}:${port}\r\nCookie: ${member.cookie}\r\nTus-Resumable: 1.0.0\r\n`
    const head = `PATCH ${path} HTTP/1.1\r\n${common}Content-Type: application/offset+octet-stream\r\n`

    line.write(`${head}Upload-Offset: 7\r\nContent-Length: 250000\r\n\r\n`)
    line.write(Buffer.alloc(250_000))
    await until('the refusal', () => said.includes('upload.wrongOffset'))
    line.write(`HEAD ${path} HTTP/1.1\r\n${common}\r\n`)

    await until('the next answer', () => /HTTP\/1.1 200[^]*upload-offset: 0/i.test(said))
    line.destroy()
  })

  it('gives a player the span it asks for', async () => {
    const bytes = aVoice()
    const id = await upload(member, bytes)

    const shown = await fileOf(member, id, { range: 'bytes=10-19' })

    expect(shown.status).toBe(206)
    expect(shown.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`)
    expect(shown.body.equals(bytes.subarray(10, 20))).toBe(true)
  })
})

describe('what is refused', () => {
  it('refuses content that is neither photo, voice nor video, whatever it is called', async () => {
    const bytes = pdf()
    const named = await askLane(member, ['POST', '/api/uploads'], {
      headers: {
        'upload-length': String(bytes.length),
        'upload-metadata': `filename ${btoa('photo.jpg')},filetype ${btoa('image/jpeg')}`,
      },
    })
    const path = named.headers.get('location') ?? ''

    const answer = await append(member, path, { body: bytes })
    const report = await member.call(makeReport, { body: aReport([idIn(path)]) })

    expect([answer.status, answer.code]).toEqual([415, 'upload.unknownType'])
    expect(report.status).toBe(201)
    expect((await fileOf(member, idIn(path))).status).toBe(404)
  })

  it('refuses a file longer than any may be, and a photo longer than photos may be', async () => {
    const long = await announce(member, maxAnyB + 1)
    const bytes = Buffer.concat([aPhoto(), Buffer.alloc(maxSizeB.photo)])
    const { path } = await announce(member, bytes.length)
    const photo = await append(member, path, { body: bytes })

    expect([long.answer.status, long.answer.code]).toEqual([413, 'upload.tooLarge'])
    expect([photo.status, photo.code]).toEqual([413, 'upload.tooLarge'])
  })

  it('refuses more bytes than were announced', async () => {
    const { path } = await announce(member, 10)

    const answer = await append(member, path, { body: aVoice() })

    expect([answer.status, answer.code]).toEqual([413, 'upload.tooLarge'])
  })

  it('refuses a file nobody announced the length of', async () => {
    const answer = await askLane(member, ['POST', '/api/uploads'])

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
  })

  it('refuses to let one account send too many at once', async () => {
    const busy = await running.signIn('t3v1g1')
    for (let begun = 0; begun < maxArriving; begun += 1) await announce(busy, 100)

    const { answer } = await announce(busy, 100)

    expect([answer.status, answer.code]).toEqual([429, 'upload.tooMany'])
  })

  it.each([
    ['POST', '/api/uploads'],
    ['PATCH', `/api/uploads/${v7()}`],
    ['GET', `/api/uploads/${v7()}/file`],
  ] as const)('refuses %s %s to whoever is not signed in', async (method, path) => {
    const answer = await askLane(running.stranger, [method, path], {
      headers: {
        'upload-length': '10',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      ...(method === 'PATCH' && { body: aVoice() }),
    })

    expect([answer.status, answer.code]).toEqual([401, 'session.none'])
  })

  it('refuses a wall to send anything, and another site to send in our name', async () => {
    const wall = await running.signIn('county.wall')
    const { answer } = await announce(wall, 100)
    const foreign = await askLane(member, ['POST', '/api/uploads'], {
      headers: { 'upload-length': '10', origin: 'http://elsewhere.example' },
    })

    expect([answer.status, answer.code]).toEqual([403, 'permission.missing'])
    expect([foreign.status, foreign.code]).toEqual([403, 'request.foreignOrigin'])
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('another’s upload', () => {
  it('is not seen, continued or reported with by a colleague', async () => {
    const { path } = await announce(member, 100)
    const id = await upload(member)

    const asked = await askLane(neighbour, ['HEAD', path])
    const sent = await append(neighbour, path, { body: aVoice() })
    const shown = await fileOf(neighbour, id)
    const report = await neighbour.call(makeReport, { body: aReport([id]) })

    expect(asked.status).toBe(404)
    expect([sent.status, sent.code]).toEqual([404, 'upload.unknown'])
    expect([shown.status, shown.code]).toEqual([404, 'upload.unknown'])
    expect(report.code).toBe('report.unknownMedia')
  })

  it('is refused to walls even when it belongs to a case of theirs', async () => {
    const id = await upload(member)
    await member.call(makeReport, { body: aReport([id]) })

    const shown = await fileOf(await running.signIn('county.wall'), id)

    expect([shown.status, shown.code]).toEqual([404, 'upload.unknown'])
  })

  it.each(['..%2F..%2Fpostgres.json', '%2e%2e', '..%5c..', 'a%00b', 'arriving', `${v7()}.json`])(
    'is not reached by the path %s',
    async name => {
      const shown = await askLane(member, ['GET', `/api/uploads/${name}/file`])
      const asked = await append(member, `/api/uploads/${name}`, { body: aVoice() })

      expect(shown.status).toBe(404)
      expect(asked.status).toBe(404)
    },
  )
})
