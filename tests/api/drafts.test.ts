import { forgetOldDrafts } from '@shuniu/server/features/drafts'
import {
  draftBurst,
  draftsKeptMs,
  dropDraft,
  keepDraft,
  listDrafts,
  maxDraftLength,
  maxDrafts,
  seeDraft,
} from '@shuniu/shared/drafts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'

const clock = testClock()
let running: RunningApp
let duty: Browser
let other: Browser
let nth = 0

beforeAll(async () => {
  running = await startApp({ clock })
  duty = await running.signIn('t1.duty')
  other = await running.signIn('t1.dispatcher')
})
afterAll(() => running.drop())

const aName = () => `case.test-${(nth += 1)}.reject`
/** Nobody types faster than this; the pace is measured apart. */
async function keep(name: string, words: string, seenVersion = 0, by = duty) {
  clock.moveOnS(2)
  return by.call(keepDraft, { params: { name }, body: { seenVersion, words } })
}
const see = (name: string, by = duty) => by.call(seeDraft, { params: { name } })
const drop = (name: string, seenVersion: number, by = duty) =>
  by.call(dropDraft, { params: { name }, query: { seenVersion } })

describe('PUT /api/drafts/:name', () => {
  it('keeps the words and gives them back, each writing a version further', async () => {
    const name = aName()
    const first = await keep(name, '"经核实，"')
    const second = await keep(name, '"经核实，反映情况不存在。"', 1)

    expect([first.body.version, second.body.version]).toEqual([1, 2])
    expect((await see(name)).body).toMatchObject({ version: 2, words: '"经核实，反映情况不存在。"' })
  })

  it('refuses to write over words that were not seen, by version and not by time', async () => {
    const name = aName()
    await keep(name, '"甲"')
    await keep(name, '"乙"', 1)
    clock.moveOnS(-3_600)

    const refused = await keep(name, '"丙"', 1)

    expect(refused).toMatchObject({ status: 409, code: 'draft.stale', body: { detail: { version: 2 } } })
    clock.moveOnS(3_600)
    expect((await see(name)).body.words).toBe('"乙"')
  })

  it('takes the same words again when the reply to them was lost', async () => {
    const name = aName()
    await keep(name, '"甲"')

    expect((await keep(name, '"甲"')).body.version).toBe(1)
  })

  it('keeps the words of a page that does not know that they were thrown away', async () => {
    const name = aName()
    await keep(name, '"甲"')
    await drop(name, 1)

    expect((await keep(name, '"甲乙"', 1)).body.version).toBe(2)
  })

  it('lets one of two that write at the same moment win, and tells the other', async () => {
    const name = aName()
    const both = await Promise.all(['"甲"', '"乙"'].map(words => keep(name, words)))

    expect(both.map(one => one.status).sort()).toEqual([200, 409])
  })

  it('keeps the words that wait beside them, until a writing without them', async () => {
    const name = aName()
    const beside = { words: '"乙"', savedAt: clock.now() }
    const put = (words: string, seenVersion: number, other?: typeof beside) => {
      clock.moveOnS(2)
      const body = { seenVersion, words, ...(other && { beside: other }) }
      return duty.call(keepDraft, { params: { name }, body })
    }
    await keep(name, '"乙"')

    expect((await put('"甲"', 1, beside)).body.version).toBe(2)
    expect((await put('"甲"', 1, beside)).body.version).toBe(2)
    expect(await put('"甲"', 1, { ...beside, words: '"丙"' })).toMatchObject({ code: 'draft.stale' })
    expect((await see(name)).body).toMatchObject({ version: 2, words: '"甲"', beside })
    const { pool } = running.database
    const { rows } = await pool.query<{ sealed_words: string }>(
      'select sealed_words from drafts where name = $1',
      [name],
    )
    expect(rows.map(row => Buffer.from(row.sealed_words, 'base64').includes('乙'))).toEqual([false])

    await put('"乙"', 2)
    expect((await see(name)).body).not.toHaveProperty('beside')
  })

  it('refuses what is longer than a form, and names that are none', async () => {
    const tooLong = 'x'.repeat(maxDraftLength + 1)
    expect((await keep(aName(), tooLong)).code).toBe('request.malformed')
    const beside = { words: tooLong, savedAt: clock.now() }
    const body = { seenVersion: 0, words: '"甲"', beside }
    expect((await duty.call(keepDraft, { params: { name: aName() }, body })).code).toBe('request.malformed')
    expect((await keep('../secret', '"甲"')).status).toBeGreaterThanOrEqual(400)
  })

  it('refuses more forms than one account may keep', async () => {
    const many = await running.signIn('t2.duty')
    for (let n = 0; n < maxDrafts; n += 1) await keep(aName(), '"甲"', 0, many)

    expect((await keep(aName(), '"甲"', 0, many)).code).toBe('draft.tooMany')
    expect((await keep(aName(), '"甲"')).status).toBe(200)
  })

  it('refuses to be written to faster than anybody types, and only for who does', async () => {
    const hasty = await running.signIn('t2.dispatcher')
    const name = aName()
    const put = () => hasty.call(keepDraft, { params: { name }, body: { seenVersion: 0, words: '"甲"' } })
    for (let n = 0; n < draftBurst; n += 1) await put()

    expect(await put()).toMatchObject({ status: 429, code: 'draft.tooOften' })
    expect((await keep(aName(), '"甲"')).status).toBe(200)
    clock.moveOnS(5)
    expect((await put()).status).toBe(200)
  })
})

describe('GET /api/drafts/:name', () => {
  it('refuses another account’s, though it knows the name', async () => {
    const name = aName()
    await keep(name, '"举报人电话 13800001234"')

    expect(await see(name, other)).toMatchObject({ status: 404, code: 'draft.unknown' })
    expect((await drop(name, 9, other)).status).toBe(200)
    expect((await see(name)).status).toBe(200)
  })

  it('gives words that nobody reads in the database, and that open in no other row', async () => {
    const name = aName()
    await keep(name, '"举报人电话 13800001234"')
    const { pool } = running.database
    const { rows } = await pool.query<{ sealed_words: string }>('select sealed_words from drafts')
    expect(rows.some(row => Buffer.from(row.sealed_words, 'base64').includes('13800001234'))).toBe(false)

    const theirs = aName()
    await keep(theirs, '"自己的"', 0, other)
    await pool.query(
      'update drafts set sealed_words = (select sealed_words from drafts where name = $1) where name = $2',
      [name, theirs],
    )
    expect((await see(theirs, other)).code).toBe('draft.unknown')
  })
})

describe('DELETE /api/drafts/:name', () => {
  it('throws a form away, twice without harm', async () => {
    const name = aName()
    await keep(name, '"甲"')

    expect((await drop(name, 1)).status).toBe(200)
    expect((await drop(name, 1)).status).toBe(200)
    expect((await see(name)).code).toBe('draft.unknown')
  })

  it('refuses to throw away words written since', async () => {
    const name = aName()
    await keep(name, '"甲"')
    await keep(name, '"乙"', 1)

    expect((await drop(name, 1)).code).toBe('draft.stale')
    expect((await see(name)).body.words).toBe('"乙"')
  })
})

describe('GET /api/drafts', () => {
  it('lists one’s own without their words, with a device key of each account’s own', async () => {
    const name = aName()
    await keep(name, '"甲"')
    const [own, theirs, again] = [
      await duty.call(listDrafts),
      await other.call(listDrafts),
      await duty.call(listDrafts),
    ]

    expect(own.body.items.find(one => one.name === name)).toMatchObject({ version: 1 })
    expect(theirs.body.items.some(one => one.name === name)).toBe(false)
    expect(own.body.deviceKey).toBe(again.body.deviceKey)
    expect(own.body.deviceKey).not.toBe(theirs.body.deviceKey)
    expect(Buffer.from(own.body.deviceKey, 'base64')).toHaveLength(32)
  })

  it('refuses whoever is not signed in', async () => {
    expect((await running.stranger.call(listDrafts)).code).toBe('session.none')
  })
})

it('forgets what nobody touched for 30 days, and nothing younger', async () => {
  const [old, young] = [aName(), aName()]
  await keep(old, '"甲"')
  clock.moveOnS(draftsKeptMs / 1_000 - 60)
  const back = await running.signIn('t1.duty')
  await keep(young, '"乙"', 0, back)
  clock.moveOnS(120)
  await forgetOldDrafts({ ...running, clock })

  expect((await see(old, back)).code).toBe('draft.unknown')
  expect((await see(young, back)).status).toBe(200)
})
