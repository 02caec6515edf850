import { listActs } from '@shuniu/shared/audit'
import { listCases, seeCase } from '@shuniu/shared/cases'
import { listUnits } from '@shuniu/shared/centres'
import { seeDocument } from '@shuniu/shared/documents'
import {
  listDivisionActs,
  previewDivisionAct,
  seeDivisionHistory,
  withdrawDivisionAct,
} from '@shuniu/shared/divisions'
import { listDivisions } from '@shuniu/shared/grids'
import { seeOverview } from '@shuniu/shared/statistics'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, insideGrid, townshipCode, villageCode } from '../builders/county.ts'
import { broughtTo } from '../builders/course.ts'
import { done, tryAct } from '../builders/divisionActs.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'
import { until } from '../builders/watcher.ts'

/** A few minutes before a day ends in Shanghai. */
const clock = testClock('2026-11-24T15:55:00.000Z')
let running: RunningApp
let as: People
let admin: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  admin = await running.signIn('county.admin')
})
afterAll(() => running.drop())

const at = (t: number, v: number, g: number) => {
  const [lon, lat] = insideGrid(t, v, g)
  return { position: { lon, lat } }
}
const divisions = async () => (await admin.call(listDivisions, { query: {} })).body
const nameOf = async (code: string) => (await divisions()).items.find(one => one.code === code)?.name
const grids = async (village: string) =>
  (await admin.call(listDivisions, { query: { parent: village } })).body.items
const casesIn = async (by: Browser, area?: string) =>
  (await by.call(listCases, { query: area === undefined ? {} : { area } })).body

describe('a village gets another name', () => {
  it('from a day on; cases of before keep the one that it had, in lists and documents', async () => {
    const old = await reported(await as('t1v1g1'), aReport(at(1, 1, 1)))
    const act = await done(admin, { kind: 'rename', code: villageCode(1, 1), name: '文昌社区' }, '2026-11-25')
    expect(act.state).toBe('planned')
    expect(await nameOf(villageCode(1, 1))).toBe('北街村委会')

    clock.moveOnS(600)
    await until(
      'the planned act has taken effect',
      async () => (await nameOf(villageCode(1, 1))) === '文昌社区',
      30_000,
    )

    const fresh = await reported(
      await as('t1v1g1'),
      aReport({ ...at(1, 1, 1), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const { items } = await casesIn(await as('t1.director'), villageCode(1, 1))
    expect(items.find(({ id }) => id === old.caseId)?.title).toMatch(/^城关镇北街村委会/)
    expect(items.find(({ id }) => id === fresh.caseId)?.title).toMatch(/^城关镇文昌社区/)
    const taken = await broughtTo(
      'closed',
      as,
      aReport({ ...at(1, 1, 2), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    await running.database.pool.query(
      `update cases set opened_at = opened_at - interval '1 day' where id = $1`,
      [taken.id],
    )
    const cover = await (
      await as('t1.director')
    ).call(seeDocument, { params: { id: taken.id, form: 'volumeCover' }, query: {} })
    expect(JSON.stringify(cover.body)).toContain('城关镇北街村委会（今属城关镇文昌社区）')
  })
})

describe('a village becomes part of another by POST /api/division-acts', () => {
  it('with its grids, cases, accounts, centre and numbers; whoever was there signs in and sees the new one', async () => {
    const inOld = await reported(
      await as('t1v3g1'),
      aReport({ ...at(1, 3, 1), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const inNew = await reported(
      await as('t1v4g1'),
      aReport({ ...at(1, 4, 1), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const closed = await broughtTo(
      'closed',
      as,
      aReport({ ...at(1, 3, 2), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const command = { kind: 'merge', code: villageCode(1, 3), into: villageCode(1, 4) } as const
    const preview = await admin.call(previewDivisionAct, { body: { command, effectiveOn: '2026-11-25' } })
    expect(preview.body.effects).toMatchObject({
      divisions: 1,
      grids: 2,
      openCases: 1,
      pastCases: 1,
      accounts: 4,
      units: 1,
    })
    expect(preview.body.moves).toEqual([
      { from: villageCode(1, 3), to: villageCode(1, 4) },
      { from: gridCode(1, 3, 1), to: `${villageCode(1, 4)}003` },
      { from: gridCode(1, 3, 2), to: `${villageCode(1, 4)}004` },
    ])
    const held = await as('t1v3.secretary')

    await done(admin, command, '2026-11-25')

    expect((await held.call(listCases, { query: {} })).code).toBe('session.none')
    const secretary = await running.signIn('t1v3.secretary')
    const { items } = await casesIn(secretary)
    expect(items.map(({ id }) => id).sort()).toEqual([inOld.caseId, inNew.caseId, closed.id].sort())
    expect(items.find(({ id }) => id === inOld.caseId)).toMatchObject({
      areaCode: villageCode(1, 4),
      gridCode: `${villageCode(1, 4)}003`,
      reportedIn: gridCode(1, 3, 1),
    })
    expect((await casesIn(await running.signIn('t1v3g2'))).items.map(({ id }) => id)).toEqual([closed.id])
    expect(
      (await grids(villageCode(1, 4))).map(({ code, name, population }) => [
        code.slice(-3),
        name,
        population,
      ]),
    ).toEqual([
      ['001', '第1网格', 400],
      ['002', '第2网格', 400],
      ['003', '第3网格', 400],
      ['004', '第4网格', 400],
    ])
    expect((await divisions()).items.find(({ code }) => code === villageCode(1, 4))?.population).toBe(1_600)
    const { body: units } = await admin.call(listUnits, { query: { area: villageCode(1, 4) } })
    expect(units.items.map(({ id }) => id).sort()).toEqual(
      [unitIds.village(1, 3), unitIds.village(1, 4)].sort(),
    )
    const timeline = (await secretary.call(seeCase, { params: { id: inOld.caseId } })).body.timeline
    expect(timeline.at(-1)).toMatchObject({
      move: 'redistrict',
      filled: {
        from: `城关镇李庄村委会第1网格 ${gridCode(1, 3, 1)}`,
        to: `城关镇赵集村委会第3网格 ${villageCode(1, 4)}003`,
      },
    })
    const { body } = await secretary.call(seeOverview, { query: {} })
    expect([body.areaCode, body.opened30, body.closed30]).toEqual([villageCode(1, 4), 3, 1])
  })

  it('and its outline with it; a report that names the former village by an old list lies in the new one', async () => {
    const window = await as('county.duty')
    const receipt = await reported(
      window,
      aReportIn(villageCode(1, 3), { sourceCode: '03', occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    expect(receipt.areaCode).toBe(villageCode(1, 4))
    const byPlace = await reported(
      window,
      aReport({ ...at(1, 3, 2), sourceCode: '03', occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    expect(byPlace.gridCode).toBe(`${villageCode(1, 4)}004`)
  })

  it('takes along what a process that knew the county as it was wrote meanwhile', async () => {
    const window = await as('county.duty')
    const { caseId } = await reported(
      window,
      aReport({ ...at(1, 4, 1), sourceCode: '03', occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    await running.database.pool.query('update cases set area_code = $2, grid_code = $3 where id = $1', [
      caseId,
      villageCode(1, 3),
      gridCode(1, 3, 1),
    ])

    const placed = async () => (await window.call(seeCase, { params: { id: caseId } })).body.case
    await until(
      'the case is in the heir',
      async () => (await placed()).areaCode === villageCode(1, 4),
      30_000,
    )
    expect(await placed()).toMatchObject({
      gridCode: `${villageCode(1, 4)}003`,
      reportedIn: gridCode(1, 3, 1),
    })
  })

  it('is told in its history, and to the audit administrator', async () => {
    const { body } = await admin.call(seeDivisionHistory, { params: { code: villageCode(1, 4) } })
    expect(body.former).toContainEqual({
      code: villageCode(1, 3),
      name: '李庄村委会',
      until: '2026-11-25',
      heirs: [villageCode(1, 4)],
    })
    const gone = await admin.call(seeDivisionHistory, { params: { code: villageCode(1, 3) } })
    expect(gone.body).toMatchObject({
      name: null,
      now: { code: villageCode(1, 4), name: '城关镇赵集村委会' },
    })
    const acts = await (await as('county.auditor')).call(listActs, { query: { kind: 'division.merge' } })
    expect(acts.body.items[0]).toMatchObject({
      subject: { name: '李庄村委会' },
      by: { name: expect.any(String) },
    })
  })
})

describe('a township gets another code', () => {
  it('with all that lies in it, its accounts and its cases', async () => {
    const old = await reported(
      await as('t3v2g1'),
      aReport({ ...at(3, 2, 1), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const code = '341222205'
    await done(admin, { kind: 'recode', code: townshipCode(3), newCode: code }, '2026-11-25')

    const director = await running.signIn('t3.director')
    expect((await casesIn(director)).items).toMatchObject([{ id: old.caseId, gridCode: `${code}201001` }])
    expect(await nameOf(`${code}201`)).toBe('张槐村委会')
    const { body } = await director.call(seeOverview, { query: {} })
    expect([body.areaCode, body.opened30]).toEqual([code, 1])
  })
})

describe('a village is split', () => {
  it('into parts that have its grids between them; cases go with the grids', async () => {
    const one = await reported(
      await as('t2v1g1'),
      aReport({ ...at(2, 1, 1), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const two = await reported(
      await as('t2v1g2'),
      aReport({ ...at(2, 1, 2), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const part = `${townshipCode(2)}210`
    await done(
      admin,
      {
        kind: 'split',
        code: villageCode(2, 1),
        parts: [
          { code: villageCode(2, 1), name: '北街村委会', children: [gridCode(2, 1, 1)] },
          { code: part, name: '新村村委会', children: [gridCode(2, 1, 2)] },
        ],
      },
      '2026-11-25',
    )

    const director = await as('t2.director')
    expect((await casesIn(director, part)).items.map(({ id }) => id)).toEqual([two.caseId])
    expect((await casesIn(director, villageCode(2, 1))).items.map(({ id }) => id)).toEqual([one.caseId])
    expect((await divisions()).items.find(({ code }) => code === part)).toMatchObject({
      population: 400,
      parentCode: townshipCode(2),
    })
  })
})

describe('a grid ends', () => {
  it('with what is left going to its heir, without whom it is refused', async () => {
    const held = await reported(
      await as('t2v2g1'),
      aReport({ ...at(2, 2, 1), occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    const code = gridCode(2, 2, 1)
    expect(
      (await tryAct(admin, { kind: 'cease', code, heir: null }, { effectiveOn: '2026-11-25' })).code,
    ).toBe('division.heirMissing')

    await done(admin, { kind: 'cease', code, heir: gridCode(2, 2, 2) }, '2026-11-25')

    expect((await casesIn(await running.signIn('t2v2g1'))).items.map(({ id }) => id)).toEqual([held.caseId])
    expect((await grids(villageCode(2, 2))).map(({ population }) => population)).toEqual([800])
    const place = await reported(
      await as('county.duty'),
      aReport({ ...at(2, 2, 1), sourceCode: '03', occurredAt: '2026-11-24T16:00:00.000Z' }),
    )
    expect(place.gridCode).toBe(gridCode(2, 2, 2))
  })
})

describe('a planned act', () => {
  it('is withdrawn before its day; until then nothing else is done to the same', async () => {
    const command = { kind: 'merge', code: villageCode(2, 3), into: villageCode(2, 4) } as const
    const planned = await done(admin, command, '2027-01-01')
    const rename = { kind: 'rename', code: gridCode(2, 3, 1), name: '学校网格' } as const
    expect((await tryAct(admin, rename, { effectiveOn: '2026-11-25' })).code).toBe('division.planned')
    expect(
      (await admin.call(previewDivisionAct, { body: { command: rename, effectiveOn: '2026-11-25' } })).code,
    ).toBe('division.planned')

    const withdraw = (id: string) =>
      admin.call(withdrawDivisionAct, { params: { id }, body: { reason: '批文暂缓' } })
    expect((await withdraw(planned.id)).body).toMatchObject({ state: 'withdrawn', endReason: '批文暂缓' })
    expect((await withdraw(planned.id)).code).toBeUndefined()
    expect((await tryAct(admin, rename, { effectiveOn: '2026-11-25' })).code).toBeUndefined()
  })

  it('that is done, or is none, is refused to be withdrawn', async () => {
    const { body } = await admin.call(listDivisionActs, { query: { state: 'done' } })
    const withdraw = (id: string) =>
      admin.call(withdrawDivisionAct, { params: { id }, body: { reason: '误操作' } })
    expect((await withdraw(body.items[0]?.id ?? '')).code).toBe('division.notPlanned')
    expect((await withdraw(v7())).code).toBe('division.unknownAct')
  })

  it('that cannot be done on its day says why, and changes nothing', async () => {
    const planned = await done(
      admin,
      { kind: 'rename', code: villageCode(2, 4), name: '红旗村' },
      '2027-01-05',
    )
    await running.database.pool.query(`update divisions set name = '红旗村' where code = $1`, [
      villageCode(2, 4),
    ])
    clock.setTo('2027-01-05T02:00:00.000Z')

    await until(
      'the act has failed',
      async () => {
        admin = await running.signIn('county.admin')
        const { body } = await admin.call(listDivisionActs, { query: { state: 'failed' } })
        return body.items.some(({ id, endReason }) => id === planned.id && endReason === 'division.unchanged')
      },
      30_000,
    )
  })
})
