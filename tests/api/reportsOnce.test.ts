import { moveCase } from '@shuniu/shared/cases'
import { makeReport, type PostedReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { townshipCode } from '../builders/county.ts'

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

const post = (by: Browser, body: PostedReport) => by.call(makeReport, { body })

const countOf = async (text: string, id: string): Promise<number> =>
  (await running.database.pool.query(text, [id])).rowCount ?? 0

describe('a report sent again', () => {
  it('is answered 200 with the identical receipt, however late', async () => {
    const report = aReport()
    const first = await post(member, report)

    clock.moveOnS(40 * 86_400)
    const again = await post(await running.signIn('t1v1g1'), report)
    clock.moveOnS(-40 * 86_400)

    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
  })

  it('is the same report with its keys in another order', async () => {
    const report = aReport()
    const first = await post(member, report)
    const turned = JSON.stringify(Object.fromEntries(Object.entries(report).reverse()))

    const again = await member.send('POST', '/api/reports', { body: turned })

    expect([again.status, again.body]).toEqual([200, first.body])
  })

  it('keeps its receipt when its case has moved on', async () => {
    const report = aReport()
    const first = await post(member, report)
    const duty = await as('t1.duty')
    const at = await seen(duty, first.body.caseId)
    await duty.call(moveCase, { params: { id: at.id }, body: aMove('accept', at) })

    expect((await post(member, report)).body).toEqual(first.body)
  })

  it('two hundred times at once opens one case and gives one receipt', async () => {
    const report = aReport()

    const answers = await Promise.all(Array.from({ length: 200 }, () => post(member, report)))

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(199)
    const receipts = new Set(answers.map(({ body }) => JSON.stringify(body)))
    expect(receipts.size).toBe(1)
    const id = answers[0]?.body.caseId ?? ''
    expect(await countOf('select 1 from reports where id = $1', report.id)).toBe(1)
    expect(await countOf('select 1 from cases where id = $1', id)).toBe(1)
    expect(await countOf(`select 1 from outbox where body ->> 'id' = $1`, id)).toBe(1)
  })
})

describe('reports that come together', () => {
  it('each open a case of their own, with its clock, timeline and fact, and repeats among them open none', async () => {
    const reports = Array.from({ length: 60 }, () => aReport())

    const answers = await Promise.all([...reports, ...reports].map(report => post(member, report)))

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(60)
    const caseIds = [...new Set(answers.map(({ body }) => body.caseId))]
    expect(caseIds).toHaveLength(60)
    const { rows } = await running.database.pool.query<{ whole: boolean }>(
      `select (select count(*) from case_entries where case_id = cases.id) = 1
          and (select count(*) from case_clocks where case_id = cases.id) = 1
          and (select count(*) from clock_thresholds where case_id = cases.id) > 0
          and (select count(*) from outbox where body ->> 'id' = cases.id::text) = 1
          and (select count(*) from reports where case_id = cases.id) = 1 as whole
         from cases where id = any($1)`,
      [caseIds],
    )
    expect(rows).toEqual(caseIds.map(() => ({ whole: true })))
  })
})

describe('an id used again is refused', () => {
  const keysOf = (body: unknown): string[] => {
    const told: object = Object(body)
    return Object.keys(told).sort()
  }
  const withoutReceipt = ['code', 'detail', 'requestId', 'status', 'title', 'type']

  it('for another body, without the receipt', async () => {
    const report = aReport()
    await reported(member, report)

    const other = await post(member, { ...report, text: '另一件事' })

    expect([other.status, other.code]).toEqual([409, 'command.idTaken'])
    expect(keysOf(other.body)).toEqual(withoutReceipt)
    expect(other.body).toMatchObject({ detail: {} })
  })

  it('for another account, without the receipt', async () => {
    const report = aReport()
    await reported(member, report)

    const other = await post(await as('t1v1g2'), report)

    expect([other.status, other.code]).toEqual([409, 'command.idTaken'])
    expect(keysOf(other.body)).toEqual(withoutReceipt)
  })

  it('for another body even when that would have been refused by itself', async () => {
    const report = aReport()
    await reported(member, report)

    const other = await post(member, { ...report, categoryCode: '7777' })

    expect(other.code).toBe('command.idTaken')
  })

  it('when two bodies race: one is taken, the other told', async () => {
    const id = v7()
    const bodies = [aReport({ id, text: '甲' }), aReportIn(townshipCode(1), { id, text: '乙' })]

    const answers = await Promise.all(bodies.map(body => post(member, body)))

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})
