import { listActs } from '@shuniu/shared/audit'
import { seeCase } from '@shuniu/shared/cases'
import {
  approveGridPlan,
  beginGridPlan,
  cornerOf,
  describeGrid,
  dropGridPlan,
  listGridPlans,
  mergeGrids,
  returnGridPlan,
  saveGridPlan,
  seeGridPlan,
  shapeOf,
  splitGrid,
  type GridPartition,
  type GridPlanView,
} from '@shuniu/shared/gridPlans'
import { listDivisions, mapDivision } from '@shuniu/shared/grids'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, insideGrid, townshipCode, villageCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { until } from '../builders/watcher.ts'

const clock = testClock()
const [today, tomorrow] = ['2026-11-24', '2026-11-25']
let running: RunningApp
let as: People
let township: Browser
let county: Browser
let admin: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  township = await as('t1.director')
  county = await as('county.director')
  admin = await as('county.admin')
})
afterAll(() => running.drop())

const sql = (text: string, values: unknown[] = []) => running.database.pool.query(text, values)

const begin = (code: string, by = township, id = v7()) =>
  by.call(beginGridPlan, { body: { id, villageCode: code } })
const see = async (id: string, by = township) => (await by.call(seeGridPlan, { params: { id } })).body
const save = (
  { id, version, basis }: GridPlanView,
  { by = township, ...change }: { by?: Browser; shape: GridPartition; basis?: string | null },
) =>
  by.call(saveGridPlan, {
    params: { id },
    body: { seenVersion: version, shape: shapeOf(change.shape), basis: change.basis ?? basis },
  })
const approve = ({ id, version }: GridPlanView, forceOn = today, by = county) =>
  by.call(approveGridPlan, { params: { id }, body: { seenVersion: version, forceOn } })
const drop = ({ id, version }: GridPlanView, by = township) =>
  by.call(dropGridPlan, { params: { id }, body: { seenVersion: version, note: '重新勘界' } })

/** A draft of a village, with who draws it. */
async function begun(code: string, by = township): Promise<GridPlanView> {
  const answer = await begin(code, by)
  if (answer.code !== undefined) throw new Error(answer.code)
  return answer.body
}

/** The first grid cut in two from south to north. */
function split(plan: GridPlanView, village: number): GridPartition {
  const code = gridCode(1, village, 1)
  const [lon, lat] = insideGrid(1, village, 1)
  const line = [cornerOf([lon - 0.003, lat - 0.03]), cornerOf([lon + 0.004, lat + 0.03])]
  const outcome = splitGrid(plan.shape, { code, line, former: plan.former })
  if (!outcome.ok) throw new Error(outcome.fault)
  return outcome.partition
}

/** The second grid taken into the first. */
function merged(plan: GridPlanView, village: number): GridPartition {
  const outcome = mergeGrids(plan.shape, gridCode(1, village, 1), gridCode(1, village, 2))
  if (!outcome.ok) throw new Error(outcome.fault)
  return describeGrid(outcome.partition, gridCode(1, village, 1), {
    oversizeNote: '合并后暂由两名网格员负责',
  })
}

/** A draft with something drawn in it, ready to be approved. */
async function drawn(village: number, draw = split): Promise<GridPlanView> {
  const plan = await begun(villageCode(1, village))
  const answer = await save(plan, { shape: draw(plan, village), basis: '县综治中心〔2026〕12 号' })
  if (answer.code !== undefined) throw new Error(answer.code)
  return answer.body
}

const inForce = (id: string) =>
  until('the plan is in force', async () => (await see(id)).state === 'inForce', 60_000)

const gridsIn = async (village: number) =>
  (await county.call(listDivisions, { query: { parent: villageCode(1, village) } })).body.items.map(
    ({ code, population }) => [code.slice(12), population],
  )

describe('a draft of a village', () => {
  it('begins from its grids as they are; sent again it is the same, and a second one is refused', async () => {
    const id = v7()
    const first = await begin(villageCode(1, 1), township, id)
    const again = await begin(villageCode(1, 1), township, id)

    expect([first.status, again.status]).toEqual([201, 200])
    expect(first.body.shape.grids.map(({ code }) => code)).toEqual([gridCode(1, 1, 1), gridCode(1, 1, 2)])
    expect(first.body).toMatchObject({
      state: 'draft',
      isOwn: true,
      villageName: '城关镇北街村委会',
      version: 1,
    })
    expect((await begin(villageCode(1, 1), county)).code).toBe('gridPlan.oneOpen')
    expect((await begin(villageCode(1, 2), township, id)).code).toBe('command.idTaken')
    await drop(first.body)
  })

  it('is refused in another’s division, and where there is no outline to draw on', async () => {
    expect((await begin(villageCode(2, 1))).code).toBe('area.notYours')
    await sql('update divisions set boundary = null where code = $1', [villageCode(3, 4)])
    await sql('update grids set boundary = null where village_code = $1', [villageCode(3, 4)])
    expect((await begin(villageCode(3, 4), county)).code).toBe('gridPlan.noOutline')
  })

  it('keeps what is drawn; whoever saw an older version is refused, and told who has drawn since', async () => {
    const plan = await begun(villageCode(1, 1))
    const saved = await save(plan, { shape: split(plan, 1), by: admin })
    const late = await save(plan, { shape: plan.shape })

    expect(saved.body).toMatchObject({ version: 2, isOwn: true })
    expect(saved.body.shape.grids).toHaveLength(3)
    expect(late.code).toBe('gridPlan.moved')
    expect(late.body).toMatchObject({ detail: { version: 2, by: expect.any(String) } })
    expect((await see(plan.id)).shape.grids).toHaveLength(3)
    await drop(saved.body)
  })

  it('is refused when a grid is gone without an heir, or a border crosses itself', async () => {
    const plan = await begun(villageCode(1, 1))
    const [first, second] = plan.shape.grids
    const gone = { ...plan.shape, grids: plan.shape.grids.slice(0, 1) }
    const [a, b, c, d] = first?.ring ?? []
    if (!first || !second || !a || !b || !c || !d) throw new Error('no square')
    const crossed = { ...plan.shape, grids: [{ ...first, ring: [a, c, b, d] }, second] }
    const foreign = { ...plan.shape, grids: [...plan.shape.grids, { ...first, code: gridCode(2, 1, 7) }] }

    for (const shape of [gone, crossed, foreign]) {
      expect((await save(plan, { shape })).code).toBe('gridPlan.unsound')
    }
    await drop(plan)
  })

  it('is dropped with a reason, and then nothing more is done to it', async () => {
    const plan = await begun(villageCode(1, 1))
    const dropped = await drop(plan)

    expect(dropped.body).toMatchObject({ state: 'dropped', note: '重新勘界' })
    expect((await save(dropped.body, { shape: plan.shape })).code).toBe('gridPlan.wrongState')
    expect((await drop(plan)).code).toBe('gridPlan.moved')
  })
})

describe('approval', () => {
  it('is refused to whoever has drawn, without a basis, for a wrong day and where nothing is changed', async () => {
    const plan = await begun(villageCode(1, 2))
    const own = await save(plan, { shape: split(plan, 2), by: county })
    expect((await approve(own.body)).code).toBe('gridPlan.ownDrawing')
    await drop(own.body)

    const other = await begun(villageCode(1, 2))
    expect((await approve(other)).code).toBe('gridPlan.noBasis')
    const unchanged = await save(other, { shape: other.shape, basis: '会议纪要' })
    expect((await approve(unchanged.body)).code).toBe('gridPlan.nothing')
    const ready = await save(unchanged.body, { shape: split(other, 2) })
    for (const day of ['2026-11-23', '2026-02-30', '2028-01-01']) {
      expect((await approve(ready.body, day)).code).toBe('gridPlan.wrongDay')
    }
    expect((await approve(ready.body, today, township)).code).toBe('permission.missing')
    await drop(ready.body)
  })

  it('is refused while a grid has more than 500 people and nobody says why', async () => {
    const plan = await begun(villageCode(1, 2))
    const code = gridCode(1, 2, 1)
    const crowded = describeGrid(plan.shape, code, { population: 812 })
    const saved = await save(plan, { shape: crowded, basis: '会议纪要' })
    expect((await approve(saved.body)).code).toBe('gridPlan.oversize')

    const said = await save(saved.body, {
      shape: describeGrid(crowded, code, { oversizeNote: '整栋公寓楼' }),
    })
    expect((await approve(said.body, tomorrow)).body).toMatchObject({ state: 'approved', forceOn: tomorrow })
    await drop((await giveBack(await see(plan.id))).body)
  })

  it('is refused while there is a gap between grids, or one is drawn nowhere', async () => {
    const plan = await begun(villageCode(1, 2))
    const [first, second] = plan.shape.grids
    if (!first || !second) throw new Error('no grids')
    const undrawn = { ...plan.shape, grids: [first, { ...second, ring: [] }] }
    const saved = await save(plan, { shape: undrawn, basis: '会议纪要' })
    expect((await approve(saved.body)).code).toBe('gridPlan.faulty')

    const whole = {
      ...undrawn,
      grids: [
        { ...first, ring: plan.shape.outline },
        { ...second, ring: [] },
      ],
    }
    const covered = await save(saved.body, { shape: whole })
    expect((await approve(covered.body)).code).toBe('gridPlan.undrawn')
    await drop(covered.body)
  })

  it('is refused when the village was changed in another way since', async () => {
    const plan = await drawn(2)
    const { rows } = await sql('select boundary from grids where code = $1', [gridCode(1, 2, 2)])
    await sql('update grids set boundary = null where code = $1', [gridCode(1, 2, 2)])
    expect((await approve(plan)).code).toBe('gridPlan.groundMoved')
    await sql('update grids set boundary = $2 where code = $1', [
      gridCode(1, 2, 2),
      JSON.stringify(rows[0].boundary),
    ])
    await drop(plan)
  })

  it('is taken back before its day, with what is wrong', async () => {
    const approved = await approve(await drawn(2), tomorrow)
    const back = await giveBack(approved.body)

    expect(back.body).toMatchObject({ state: 'draft', note: '边界与实地不符', forceOn: null, approved: null })
    await drop(back.body)
  })

  it('is refused to be taken back by whoever may not approve, and of a draft', async () => {
    const plan = await drawn(2)

    expect((await giveBack(plan, township)).code).toBe('permission.missing')
    expect((await giveBack(plan)).code).toBe('gridPlan.wrongState')
    await drop(plan)
  })
})

const giveBack = ({ id, version }: GridPlanView, by = county) =>
  by.call(returnGridPlan, { params: { id }, body: { seenVersion: version, note: '边界与实地不符' } })

describe('in force', () => {
  it('the split grid is two, on the map and in the lists, and the village’s people are as many as before', async () => {
    const plan = await drawn(3)
    const parts = plan.shape.grids.map(({ code, population }) => [code.slice(12), population])
    await approve(plan)
    await inForce(plan.id)

    await until('the county is read anew', async () => (await gridsIn(3)).length === 3)
    expect(await gridsIn(3)).toEqual(parts)
    const map = await county.call(mapDivision, { params: { code: villageCode(1, 3) } })
    expect(map.body.features).toHaveLength(3)
    const { body } = await county.call(listDivisions, { query: { parent: townshipCode(1) } })
    expect(body.items.find(({ code }) => code === villageCode(1, 3))?.population).toBe(800)
    const { rows } = await sql('select distinct check_code from grid_findings where mended_at is null')
    expect(rows.map((row: { check_code: string }) => row.check_code)).not.toContain('gap')
  })

  it('a report finds the new grid, and the history keeps the grids as they were', async () => {
    const [east, north] = insideGrid(1, 3, 1)
    const receipt = await reported(township, aReport({ position: { lon: east + 0.012, lat: north } }))
    const found = await county.call(seeCase, { params: { id: receipt.caseId } })
    expect(found.body.case.gridCode?.slice(0, 12)).toBe(villageCode(1, 3))

    const listed = await county.call(listGridPlans, { query: { area: villageCode(1, 3) } })
    const plan = await see(listed.body.items[0]?.id ?? '', county)
    expect([plan.base.grids.length, plan.shape.grids.length]).toEqual([2, 3])
  })

  it('of a merged grid open cases, member and account go to its heir, and its code is given to no other', async () => {
    const member = await as('t1v4g2')
    const [lon, lat] = insideGrid(1, 4, 2)
    const receipt = await reported(member, aReport({ position: { lon, lat } }))
    const plan = await drawn(4, merged)
    await approve(plan)
    await inForce(plan.id)

    await until('the case has gone to the heir', async () => {
      const { body } = await county.call(seeCase, { params: { id: receipt.caseId } })
      return body.case.gridCode === gridCode(1, 4, 1)
    })
    const { rows } = await sql(`select scope from accounts where account = 't1v4g2'`)
    expect(rows).toEqual([{ scope: gridCode(1, 4, 1) }])
    await until('the member is to sign in anew', async () => {
      const asked = await member.call(seeCase, { params: { id: receipt.caseId } })
      return asked.code === 'session.none'
    })
    await until('the map has one grid', async () => (await gridsIn(4)).length === 1)
    expect((await gridsIn(4)).map(([code]) => code)).toEqual(['001'])
    const next = await begun(villageCode(1, 4))
    expect(next.former).toEqual([gridCode(1, 4, 2)])
    expect(split(next, 4).grids.map(({ code }) => code)).toEqual([gridCode(1, 4, 1), gridCode(1, 4, 3)])
  })

  it('is an act that the audit administrator reads', async () => {
    const acts = await (await as('county.auditor')).call(listActs, { query: { kind: 'gridPlan.enforce' } })
    expect(acts.body.items).toMatchObject([
      { subject: { type: 'gridPlan', name: '城关镇赵集村委会' } },
      { subject: { type: 'gridPlan', name: '城关镇李庄村委会' } },
    ])
  })
})

describe('plans are seen by', () => {
  it('whoever has the division, its part alone; another is refused', async () => {
    const other = await as('t2.director')
    const { body } = await township.call(listGridPlans, { query: {} })
    const [plan] = body.items

    expect(body.items.length).toBeGreaterThan(5)
    expect((await other.call(listGridPlans, { query: {} })).body.items).toEqual([])
    expect((await other.call(listGridPlans, { query: { area: townshipCode(1) } })).code).toBe('area.notYours')
    expect((await other.call(seeGridPlan, { params: { id: plan?.id ?? '' } })).code).toBe('gridPlan.unknown')
  })

  it('nobody without the right: who has it not is refused', async () => {
    for (const account of ['t1.duty', 't1v1g1', 'police', 'county.wall']) {
      const by = await as(account)
      expect((await by.call(listGridPlans, { query: {} })).code).toBe('permission.missing')
      expect((await begin(villageCode(1, 1), by)).code).toBe('permission.missing')
    }
  })
})

it('a plan comes into force only on its day, and not where the village was changed meanwhile: then it has lapsed', async () => {
  const plan = await drawn(1)
  await approve(plan, tomorrow)
  await sql('update grids set boundary = null where code = $1', [gridCode(1, 1, 2)])
  expect((await see(plan.id)).state).toBe('approved')

  clock.setTo('2026-11-25T02:00:00.000Z')
  const stateOf = async (): Promise<unknown> =>
    (await sql('select state from grid_plans where id = $1', [plan.id])).rows[0]?.state
  await until('the plan has lapsed', async () => (await stateOf()) === 'lapsed', 60_000)
  expect((await sql('select 1 from grids where village_code = $1', [villageCode(1, 1)])).rows).toHaveLength(2)
})
