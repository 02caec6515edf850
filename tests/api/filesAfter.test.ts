import { seeCase, type CaseDetail } from '@shuniu/shared/cases'
import { makeReport } from '@shuniu/shared/reports'
import { missedAfterMs } from '@shuniu/shared/uploads'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode } from '../builders/county.ts'
import { announce, aPhoto, append, askLane } from '../builders/uploads.ts'
import { until } from '../builders/watcher.ts'

const clock = testClock()
let running: RunningApp
let member: Browser
let neighbour: Browser
let duty: Browser

async function signInAll() {
  member = await running.signIn('t1v1g1')
  neighbour = await running.signIn('t2v1g1')
  duty = await running.signIn('t1.duty')
}
beforeAll(async () => {
  running = await startApp({ clock })
  await signInAll()
})
afterAll(() => running.drop())

const aReport = (media: readonly string[]) => ({
  id: v7(),
  categoryCode: 'E0701',
  occurredAt: clock.now(),
  areaCode: gridCode(1, 1, 1),
  media: [...media],
})
const report = (media: readonly string[]) => member.call(makeReport, { body: aReport(media) })
const seen = async (id: string) => (await duty.call(seeCase, { params: { id } })).body
/** The case as the township's desk sees it once that is so. */
async function reached(id: string, isSo: (now: CaseDetail) => boolean): Promise<CaseDetail> {
  let now = await seen(id)
  await until('the case stands so', async () => {
    now = await seen(id)
    return isSo(now)
  })
  return now
}

async function send(browser: Browser, id: string, bytes = aPhoto()) {
  const { answer, path } = await announce(browser, bytes.length, id)
  return answer.status === 201 ? append(browser, path, { body: bytes }) : answer
}
const toldFacts = async (caseId: string) => {
  const { rows } = await running.database.pool.query<{ name: string; text: string }>(
    `select name, body::text as text from outbox where body->>'id' = $1 and name = 'case.mediaChanged' order by id`,
    [caseId],
  )
  return rows
}

describe('a report before its files', () => {
  it('is received at once, waits for them by name, and tells each as it comes', async () => {
    const [first, second] = [v7(), v7()]

    const receipt = await report([first, second])
    const { caseId } = receipt.body
    const atOnce = await seen(caseId)
    await send(member, second)
    await reached(caseId, now => now.media.length === 1)
    await send(member, first)
    const whole = await reached(caseId, now => now.media.length === 2)
    await until('both are told', async () => (await toldFacts(caseId)).length === 2)

    expect(receipt.status).toBe(201)
    expect(atOnce.media).toEqual([])
    expect(atOnce.pendingMedia.map(({ state }) => state)).toEqual(['awaited', 'awaited'])
    expect(whole.media.map(({ id }) => id)).toEqual([first, second])
    expect(whole.pendingMedia).toEqual([])
    expect(atOnce.case.version).toBe(1)
    const facts = await toldFacts(caseId)
    expect(facts.some(({ text }) => text.includes(first) || text.includes(second))).toBe(false)
  })

  it('has the same receipt when it is sent again, also after its files came', async () => {
    const id = v7()
    const body = aReport([id])

    const first = await member.call(makeReport, { body })
    await send(member, id)
    const again = await member.call(makeReport, { body })

    expect([again.status, again.body]).toEqual([200, first.body])
  })

  it('says after a day what has not come, and still takes it', async () => {
    const id = v7()
    const { caseId } = (await report([id])).body

    clock.moveOnS(missedAfterMs / 1_000 + 60)
    await signInAll()
    const late = await reached(caseId, now => now.timeline.some(({ move }) => move === 'mediaMissed'))
    await send(member, id)
    const whole = await reached(caseId, now => now.media.length === 1)

    expect(late.pendingMedia).toEqual([{ id, state: 'missed', refusal: null }])
    const missed = late.timeline.filter(({ move }) => move === 'mediaMissed')
    expect(missed.map(({ filled }) => filled)).toEqual([{ media: [id] }])
    expect(whole.pendingMedia).toEqual([])
  })

  it('says what was refused, to its sender as well, and takes the file mended under the same id', async () => {
    const id = v7()
    const { caseId } = (await report([id])).body

    const gif = await send(member, id, Buffer.from('GIF89a'.padEnd(80, '.'), 'latin1'))
    const asked = await askLane(member, ['HEAD', `/api/uploads/${id}`])
    const refused = await reached(caseId, now => now.timeline.some(({ move }) => move === 'mediaRefused'))
    const mended = await send(member, id)
    const whole = await reached(caseId, now => now.media.length === 1)

    expect([gif.status, gif.code, asked.status]).toEqual([415, 'upload.animated', 415])
    expect(refused.pendingMedia).toEqual([{ id, state: 'refused', refusal: 'upload.animated' }])
    expect(mended.status).toBe(204)
    expect(whole.pendingMedia).toEqual([])
  })

  it('names no file of another account, whoever was first to name it', async () => {
    const id = v7()
    await report([id])

    const named = await neighbour.call(makeReport, {
      body: { ...aReport([id]), areaCode: gridCode(2, 1, 1) },
    })
    const sent = await send(neighbour, id)

    expect([named.status, named.code]).toEqual([400, 'report.unknownMedia'])
    expect([sent.status, sent.code]).toEqual([409, 'upload.idTaken'])
  })
})

describe('announcing', () => {
  it('is repeated without losing what came', async () => {
    const id = v7()
    const bytes = aPhoto()
    const { path } = await announce(member, bytes.length, id)
    await append(member, path, { body: bytes.subarray(0, 100) })

    const again = await announce(member, bytes.length, id)
    const asked = await askLane(member, ['HEAD', path])
    const rest = await append(member, path, { at: 100, body: bytes.subarray(100) })

    expect([again.answer.status, again.path]).toEqual([201, path])
    expect(path).toBe(`/api/uploads/${id}`)
    expect(asked.headers.get('upload-offset')).toBe('100')
    expect(rest.status).toBe(204)
  })

  it('of a file that is here sends its phone on to ask how far it is', async () => {
    const id = v7()
    const bytes = aPhoto()
    await send(member, id)

    const again = await announce(member, bytes.length, id)
    const sent = await append(member, again.path, { body: bytes })
    const asked = await askLane(member, ['HEAD', again.path])

    expect(again.answer.status).toBe(201)
    expect([sent.status, sent.code]).toEqual([409, 'upload.wrongOffset'])
    expect(asked.headers.get('upload-offset')).toBe(String(bytes.length))
  })

  it('refuses an empty file, a malformed id, and an id that names a file of another length', async () => {
    const id = v7()
    const bytes = aPhoto()
    const { path } = await announce(member, bytes.length, id)
    await append(member, path, { body: bytes.subarray(0, 100) })

    const empty = await announce(member, 0)
    const malformed = await announce(member, 10, '../../secret.key')
    const other = await announce(member, bytes.length + 1, id)

    expect([empty.answer.status, empty.answer.code]).toEqual([422, 'upload.empty'])
    expect([malformed.answer.status, malformed.answer.code]).toEqual([400, 'request.malformed'])
    expect([other.answer.status, other.answer.code]).toEqual([409, 'upload.idTaken'])
  })

  it('is taken back, but not from a case that holds the file', async () => {
    const [loose, held, awaited] = [v7(), v7(), v7()]
    await announce(member, 100, loose)
    await send(member, held)
    const { caseId } = (await report([held, awaited])).body
    await announce(member, 100, awaited)
    const takeBack = (id: string) => askLane(member, ['DELETE', `/api/uploads/${id}`])

    const gone = await takeBack(loose)
    const kept = await takeBack(held)
    const waited = await takeBack(awaited)
    const told = await reached(caseId, now => now.timeline.some(({ move }) => move === 'mediaRefused'))

    expect([gone.status, (await askLane(member, ['HEAD', `/api/uploads/${loose}`])).status]).toEqual([
      204, 404,
    ])
    expect([kept.status, kept.code]).toEqual([409, 'upload.inUse'])
    expect(waited.status).toBe(204)
    expect(told.pendingMedia).toEqual([{ id: awaited, state: 'refused', refusal: 'upload.cancelled' }])
    expect(told.media.map(({ id }) => id)).toEqual([held])
  })
})
