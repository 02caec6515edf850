import { seeCase } from '@shuniu/shared/cases'
import { makeReport, type PostedReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { countyCode, gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { accountId, unitIds } from '../builders/staff.ts'

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

const ask = async (by: Browser, body: PostedReport) => by.call(makeReport, { body })

describe('POST /api/reports', () => {
  it('receipts a report of a grid member with the case it opens', async () => {
    const answer = await ask(member, aReport())

    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      areaCode: villageCode(1, 1),
      gridCode: gridCode(1, 1, 1),
      placeDoubt: false,
      clockDoubt: false,
      receivedAt: clock.now(),
    })
    expect(answer.body.caseNumber).toMatch(/^ZZ341222-20261124-\d{4,}$/)
  })

  it('opens a case of the township, with its first clock running', async () => {
    const { caseId } = await reported(member)

    expect(await seen(await as('t1.duty'), caseId)).toMatchObject({
      status: 'reported',
      level: 'blue',
      tier: 'township',
      ownerUnitId: unitIds.township(1),
      reporterId: accountId('t1v1g1'),
      sourceCode: '01',
      selfFound: true,
      stage: 'acceptance',
      overdue: false,
      version: 1,
    })
  })

  it.each(['red', 'orange'] as const)('opens a %s case at the county', async level => {
    const { caseId } = await reported(member, aReport({ level }))

    expect(await seen(await as('county.duty'), caseId)).toMatchObject({
      level,
      tier: 'county',
      ownerUnitId: unitIds.county,
    })
  })

  it('takes the level of the category where none is named', async () => {
    const { caseId } = await reported(member, aReport({ categoryCode: 'E0205' }))

    expect((await seen(member, caseId)).level).toBe('yellow')
  })

  it.each([
    ['a grid', gridCode(1, 2, 1)],
    ['a village', villageCode(1, 2)],
    ['a township', townshipCode(1)],
    ['the county', countyCode],
  ])('lies in %s that it names when it has no position', async (_, areaCode) => {
    const receipt = await reported(await as('county.duty'), aReportIn(areaCode))

    expect(receipt).toMatchObject({
      areaCode: areaCode.slice(0, 12),
      gridCode: areaCode.length === 15 ? areaCode : null,
      placeDoubt: false,
    })
  })

  it.each([
    ['GCJ02', 115.64335, 33.11807],
    ['BD09', 115.64989, 33.12395],
  ] as const)(
    'finds the grid of a position in %s, which read as WGS-84 lies in the next grid',
    async (datum, lon, lat) => {
      const receipt = await reported(member, aReport({ position: { lon, lat, datum } }))

      const misread = await reported(member, aReport({ position: { lon, lat } }))

      expect(receipt).toMatchObject({ gridCode: gridCode(1, 1, 1), placeDoubt: false })
      expect(misread.gridCode).toBe(gridCode(1, 1, 2))
    },
  )

  it('lets a window clerk name the source and the caller', async () => {
    const duty = await as('t1.duty')
    const report = aReport({ sourceCode: '04', reporter: { name: '王小二', phone: '13900000001' } })

    const { caseId } = await reported(duty, report)

    expect(await seen(duty, caseId)).toMatchObject({ sourceCode: '04', selfFound: false })
  })

  it.each([
    ['a number alone', { phone: '13900000002' }, { name: null, phone: '13900000002' }],
    ['nothing', {}, { name: null, phone: null }],
  ])('takes a caller who gave %s for nobody else', async (_, reporter, told) => {
    const duty = await as('t1.duty')

    const { caseId } = await reported(duty, aReport({ sourceCode: '16', reporter }))

    const { body } = await duty.call(seeCase, { params: { id: caseId } })
    expect(body.reporter).toMatchObject(told)
  })
})

describe('POST /api/reports is refused', () => {
  const { text: _, ...wordless } = aReport()
  const { position: __, ...nowhere } = aReport()

  it.each([
    ['without text or media', wordless, 400, 'report.empty'],
    ['without position or area', nowhere, 400, 'report.nowhere'],
    [
      'with a source that a grid member may not name',
      aReport({ sourceCode: '04' }),
      403,
      'report.sourceNotYours',
    ],
    ['with a category that does not exist', aReport({ categoryCode: '7777' }), 400, 'category.unknown'],
    ['with an area outside the register', aReportIn('341222999'), 400, 'area.unknown'],
    [
      'with a day that no calendar has',
      aReport({ occurredAt: '2026-02-30T00:00:00Z' }),
      400,
      'report.notAMoment',
    ],
  ] as const)('%s', async (_, body, status, code) => {
    const answer = await ask(member, { ...body, id: v7() })

    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('with a source that the catalogue does not have', async () => {
    const answer = await ask(await as('t1.duty'), aReport({ sourceCode: '77' }))

    expect([answer.status, answer.code]).toEqual([400, 'report.unknownSource'])
  })

  it.each(['county.wall', 'county.leader', 'county.admin', 't1v1.secretary'])(
    'from %s, whose post reports nothing',
    async account => {
      const answer = await ask(await as(account), aReport())

      expect([answer.status, answer.code]).toEqual([403, 'permission.missing'])
    },
  )

  it('from a stranger, whatever is sent', async () => {
    const answer = await running.stranger.post('/api/reports', { id: 'nonsense' })

    expect([answer.status, answer.code]).toEqual([401, 'session.none'])
  })

  it('and leaves no trace', async () => {
    const report = aReport({ categoryCode: '7777' })
    await ask(member, report)

    const { rowCount } = await running.database.pool.query('select 1 from reports where id = $1', [report.id])

    expect(rowCount).toBe(0)
  })
})
