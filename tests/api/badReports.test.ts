import { moveCase, seeCase, type CaseDetail } from '@shuniu/shared/cases'
import { makeReport, type PostedReport } from '@shuniu/shared/reports'
import { v4, v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { countyCode, gridCode, insideGrid, outsideCounty, villageCode } from '../builders/county.ts'
import { aMove, broughtTo, moved } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'

const clock = testClock()
let running: RunningApp
let as: People
let member: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  member = await as('t1v1g1')
})
afterAll(() => running.drop())

/** Posts whatever it is, be it no report at all. */
const post = (body: unknown) => member.post('/api/reports', body)

async function detail(by: Browser, id: string): Promise<CaseDetail> {
  const { body } = await by.call(seeCase, { params: { id } })
  return body
}

const report: Readonly<Record<string, unknown>> = aReport()
const at = { lon: 115.62, lat: 33.12 }

describe('a malformed report is refused', () => {
  it.each<[string, Record<string, unknown>]>([
    ['an unknown key', { colour: 'red' }],
    ['an unknown key within the position', { position: { ...at, altitude: 30 } }],
    ['an unknown key within the reporter', { reporter: { name: '张三', idNumber: '341222190001011234' } }],
    ['an id that is no UUID', { id: 'one' }],
    ['an id of another version', { id: v4() }],
    ['an id in capitals', { id: v7().toUpperCase() }],
    ['an id with something after it', { id: `${v7()}\n` }],
    ['no id', { id: undefined }],
    ['a number for a text', { text: 42 }],
    ['an object for a text', { text: { $ne: null } }],
    ['a list for a text', { text: ['a'] }],
    ['null for a text', { text: null }],
    ['a blank text', { text: ' \n\t　' }],
    ['a text of which nothing shows', { text: '\u200B\u2060\uFEFF\u202E\u3164\uFE0F' }],
    ['a text too long', { text: '长'.repeat(2_001) }],
    ['U+0000 in the text', { text: '井盖\u0000缺失' }],
    ['a lone high surrogate', { text: '井盖\uD83D' }],
    ['a lone low surrogate', { text: '\uDE00井盖' }],
    ['U+0000 in the place', { placeText: 'a\u0000b' }],
    ['a lone surrogate in the reporter’s name', { reporter: { name: '张\uD800' } }],
    ['letters for a phone', { reporter: { phone: 'call me maybe' } }],
    ['texts for a position', { position: { lon: '115.6', lat: '33.1' } }],
    ['a list for a position', { position: [115.6, 33.1] }],
    ['a longitude of 181', { position: { ...at, lon: 181 } }],
    ['a latitude of -91', { position: { ...at, lat: -91 } }],
    ['null for a latitude, as NaN is written', { position: { ...at, lat: Number.NaN } }],
    ['half a position', { position: { lon: 115.6 } }],
    ['a negative accuracy', { position: { ...at, accuracyM: -1 } }],
    ['an unknown datum', { position: { ...at, datum: 'MARS' } }],
    ['a date without a time', { occurredAt: '2026-11-24' }],
    ['a time without a zone', { occurredAt: '2026-11-24T10:00:00' }],
    ['a number for a time', { occurredAt: 1_764_000_000_000 }],
    ['a thirteenth month', { occurredAt: '2026-13-01T00:00:00Z' }],
    ['a level that does not exist', { level: 'purple' }],
    ['a level of another type', { level: 1 }],
    ['a category of letters', { categoryCode: 'DROP' }],
    ['an area of letters', { areaCode: '34122x' }],
    ['an area of seven digits', { areaCode: '3412221' }],
    ['thirteen files', { media: Array.from({ length: 13 }, () => v7()) }],
    [
      'a file named twice',
      { media: ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000001'] },
    ],
    ['a path for a file', { media: ['../../etc/passwd'] }],
  ])('%s', async (_, differing) => {
    const answer = await post({ ...report, id: v7(), ...differing })

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
  })

  it.each([
    ['a list', []],
    ['a text', '"report"'],
    ['null', 'null'],
    ['a number', '7'],
    ['an empty object', {}],
    ['a list of reports', [report]],
  ])('%s for a report', async (_, body) => {
    const answer = await post(body)

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
  })

  it('says where it is wrong, without repeating what was sent', async () => {
    const answer = await post({ ...report, id: v7(), level: 'purple-secret', text: '' })

    expect(answer.body).toMatchObject({
      detail: { faults: expect.arrayContaining([expect.objectContaining({ part: 'body', at: '/level' })]) },
    })
    expect(JSON.stringify(answer.body)).not.toContain('purple-secret')
  })

  it('says where a move is wrong by the branch that was meant', async () => {
    const accepted = await broughtTo('accepted', as)
    const body = { ...aMove('assign', accepted), ownerUnitId: 'nobody' }

    const answer = await (await as('t1.dispatcher')).call(moveCase, { params: { id: accepted.id }, body })

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
    expect(answer.body).toMatchObject({ detail: { faults: [{ part: 'body', at: '/ownerUnitId' }] } })
  })

  it.each<[string, Record<string, unknown>]>([
    ['an unknown move', { move: 'explode' }],
    ['a move without what it requires', { move: 'accept' }],
    ['a move with what another requires', { move: 'sign', opinion: '同意' }],
    ['a version of text', { move: 'sign', seenVersion: '1' }],
    ['a version of zero', { move: 'sign', seenVersion: 0 }],
    ['a version and a half', { move: 'sign', seenVersion: 1.5 }],
    ['no id', { move: 'sign', id: undefined }],
    ['U+0000 in an opinion', { move: 'close', opinion: 'ok\u0000' }],
  ])('so is a move: %s', async (_, differing) => {
    const { id } = await broughtTo('reported', as)
    const duty = await as('t1.duty')

    const answer = await duty.post(`/api/cases/${id}/moves`, { id: v7(), seenVersion: 1, ...differing })

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
  })
})

describe('hostile words are kept as words', () => {
  const hostile = [
    `'; drop table cases; --`,
    `1' or '1'='1`,
    `$1 $$ \\' \\x00 %s %n {{7*7}} \${7*7}`,
    `<script>alert(1)</script><img src=x onerror=alert(1)>`,
    `=cmd|' /C calc'!A0`,
    `"}],"level":"red","x":[{"`,
    `../../../etc/passwd`,
    `\u202Egnp.exe \uFEFF\u200B 👩‍👩‍👧‍👦 𠀀 زياد`,
    `line\r\nSet-Cookie: x=1`,
  ]

  it.each(hostile)('in each text of a report: %s', async words => {
    const duty = await as('t1.duty')
    const sent = aReportIn(villageCode(1, 1), {
      sourceCode: '03',
      text: words,
      placeText: words,
      reporter: { name: words.slice(0, 40), phone: '13900000001' },
    })

    const { caseId } = await reported(duty, sent)

    expect(await detail(duty, caseId)).toMatchObject({
      text: words,
      placeText: words,
      reporter: { name: words.slice(0, 40) },
    })
  })

  it.each(hostile)('in the opinions of moves: %s', async words => {
    const duty = await as('t1.duty')
    const fresh = await broughtTo('reported', as)
    await moved(duty, fresh, aMove('askInfo', fresh, { text: words }))

    const { timeline } = await detail(duty, fresh.id)

    expect(timeline.at(-1)?.filled).toEqual({ text: words })
  })

  it('and the tables are still there', async () => {
    const { rows } = await running.database.pool.query<{ n: number }>('select count(*)::int as n from cases')

    expect(rows[0]?.n).toBeGreaterThan(2 * hostile.length)
  })
})

describe('an implausible report is kept and flagged', () => {
  const [insideLon, insideLat] = insideGrid(1, 1, 1)

  it.each<[string, NonNullable<PostedReport['position']>]>([
    ['swapped', { lon: insideLat, lat: insideLon - 30 }],
    ['outside the county', { lon: outsideCounty[0], lat: outsideCounty[1] }],
    ['at (0,0)', { lon: 0, lat: 0 }],
    ['at the pole', { lon: 180, lat: 90 }],
    ['vaguer than five kilometres', { lon: insideLon, lat: insideLat, accuracyM: 60_000 }],
  ])('with a position %s: it falls to the reporter’s own grid', async (_, position) => {
    const { caseId, ...receipt } = await reported(member, aReport({ position }))

    expect(receipt).toMatchObject({ placeDoubt: true, gridCode: gridCode(1, 1, 1) })
    const { case: opened } = await detail(member, caseId)
    expect(opened).toMatchObject({ placeDoubt: true, position: [position.lon, position.lat] })
  })

  it('with a position swapped beyond the globe is malformed, not implausible', async () => {
    const answer = await post(aReport({ position: { lon: insideLat, lat: insideLon } }))

    expect(answer.code).toBe('request.malformed')
  })

  it('with a position outside, from a desk: it falls to the county’s inbox', async () => {
    const receipt = await reported(await as('t1.duty'), aReport({ position: { lon: 0, lat: 0 } }))

    expect(receipt).toMatchObject({ placeDoubt: true, areaCode: countyCode, gridCode: null })
  })

  it('with a position at odds with the area named', async () => {
    const receipt = await reported(member, aReport({ areaCode: villageCode(1, 4) }))

    expect(receipt).toMatchObject({ placeDoubt: true, gridCode: gridCode(1, 1, 1) })
  })

  it.each([
    '1970-01-01T00:00:00Z',
    '1901-01-01T08:05:43+08:05',
    '2026-10-01T00:00:00Z',
    '2100-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1899-12-31T23:59:59Z',
    '9999-12-31T23:59:59Z',
  ])('with a time of %s: clocks run from its receipt', async occurredAt => {
    const receipt = await reported(member, aReport({ occurredAt }))

    const told = await detail(member, receipt.caseId)

    expect(receipt).toMatchObject({ clockDoubt: true, receivedAt: clock.now() })
    expect(told.occurredAt).toBe(new Date(occurredAt).toISOString())
    expect(told.case).toMatchObject({ clockDoubt: true, openedAt: clock.now() })
    expect(told.clocks[0]?.startedAt).toBe(clock.now())
  })

  it('with a time of a minute ahead is plausible: clocks of phones differ', async () => {
    const receipt = await reported(member, aReport({ occurredAt: '2026-11-24T02:01:00Z' }))

    expect(receipt.clockDoubt).toBe(false)
  })

  it('with a time of another zone is the same moment', async () => {
    const { caseId, clockDoubt } = await reported(
      member,
      aReport({ occurredAt: '2026-11-24T09:55:00+08:00' }),
    )

    expect(clockDoubt).toBe(false)
    expect((await detail(member, caseId)).occurredAt).toBe('2026-11-24T01:55:00.000Z')
  })

  it.each([
    ['9999-12-31T23:59:59-23:59', 'the year ten thousand'],
    ['0000-01-01T00:00:00Z', 'the year nought'],
    ['0001-01-01T00:00:00+08:00', 'the year nought, in UTC'],
  ])('is refused with a time of %s: %s has no word on the wire', async occurredAt => {
    const answer = await member.call(makeReport, { body: aReport({ occurredAt }) })

    expect([answer.status, answer.code]).toEqual([400, 'report.notAMoment'])
  })
})
