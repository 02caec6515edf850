import {
  changeGridFinding,
  listGridFindings,
  recheckGrids,
  seeGridChecks,
  type GridFinding,
} from '@shuniu/shared/gridChecks'
import { addDays, shanghaiDay } from '@shuniu/shared/calendar'
import { instant } from '@shuniu/shared/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { until } from '../builders/watcher.ts'

let running: RunningApp
let county: Browser
let township: Browser
let other: Browser

beforeAll(async () => {
  running = await startApp()
  county = await running.signIn('county.director')
  township = await running.signIn('t1.director')
  other = await running.signIn('t2.director')
  // Whoever was never signed in is out of reach a month after the account was made.
  await roundAfter(() => sql('update accounts set created_at = $1', [present()]))
})
afterAll(() => running.drop())

/** By the server's clock: a database on another machine may have another hour. */
const present = () => new Date().toISOString()
const sql = (text: string, values: unknown[] = []) => running.database.pool.query(text, values)

/** Does something, and waits until a round of checks that began after it has ended. */
async function roundAfter(change: () => Promise<unknown>): Promise<void> {
  await change()
  const asked = present()
  expect((await county.call(recheckGrids)).status).toBe(200)
  await until(
    'a round has been made',
    async () => {
      const { rows } = await sql(
        'select 1 from grid_check_rounds where begun_at >= $1 and ended_at >= begun_at',
        [asked],
      )
      return rows.length === 1
    },
    30_000,
  )
}

const findings = async (by: Browser, query: Parameters<typeof listOf>[1] = {}) =>
  (await listOf(by, query)).body.items
const listOf = (
  by: Browser,
  query: { check?: GridFinding['check']; state?: GridFinding['state']; area?: string },
) => by.call(listGridFindings, { query })
const one = async (by: Browser, check: GridFinding['check']): Promise<GridFinding> => {
  const [found] = await findings(by, { check })
  if (!found) throw new Error(`nothing was found by ${check}`)
  return found
}
const today = () => shanghaiDay(instant(Date.now()))
const subjects = (found: readonly GridFinding[]) => found.map(({ subject }) => subject)

const change = (by: Browser, { id, version }: GridFinding, more: object = {}) =>
  by.call(changeGridFinding, {
    params: { id },
    body: { seenVersion: version, state: 'open', dueOn: addDays(today(), 3), note: null, ...more },
  })

describe('a round of checks', () => {
  it('of a county in order finds only that nothing has happened yet', async () => {
    const { body } = await county.call(seeGridChecks, { query: {} })

    expect(body.grids).toBe(24)
    expect(body.items.filter(({ open }) => open > 0)).toEqual([
      { check: 'silent', open: 24, late: 0, waived: 0 },
    ])
    expect(body.townships.map(({ open }) => open)).toEqual([8, 8, 8])
  })

  it('finds what is planted, with the day until which it is to be mended', async () => {
    await roundAfter(async () => {
      await sql('update grids set population = 812 where code = $1', [gridCode(1, 1, 1)])
      await sql(`update accounts set disabled_at = now() where account = 't1v2g1'`)
      await sql('update grids set boundary = null where code = $1', [gridCode(1, 3, 1)])
    })

    const found = (await findings(township)).filter(({ check }) => check !== 'silent')
    expect(found.map(({ check, subject, measure }) => [check, subject, measure])).toEqual([
      ['unmanned', gridCode(1, 2, 1), null],
      ['oversize', gridCode(1, 1, 1), 812],
      ['outlineless', gridCode(1, 3, 1), null],
      ['gap', villageCode(1, 3), expect.closeTo(16.6e6, -6)],
    ])
    expect(found.map(({ dueOn }) => dueOn)).toEqual([7, 60, 60, 30].map(days => addDays(today(), days)))
    expect(found.at(-1)?.pieces).toHaveLength(1)
    expect(found[0]?.subjectName).toBe('城关镇第1网格')
  })

  it('knows again what it has found before, and lets go of what is mended', async () => {
    const before = await one(township, 'oversize')
    await roundAfter(() => sql('update grids set population = 900 where code = $1', [gridCode(1, 1, 1)]))
    const grown = await one(township, 'oversize')
    await roundAfter(() => sql('update grids set population = 450 where code = $1', [gridCode(1, 1, 1)]))

    expect([grown.id, grown.foundAt, grown.measure]).toEqual([before.id, before.foundAt, 900])
    expect(await findings(township, { check: 'oversize' })).toEqual([])
    expect(await findings(township, { check: 'oversize', state: 'mended' })).toMatchObject([
      { id: before.id, state: 'mended' },
    ])
  })
})

describe('the task to mend it', () => {
  it('is set by the township, and refused to another', async () => {
    const found = await one(township, 'unmanned')
    const note = '月底前从邻格调整'

    expect((await change(other, found)).code).toBe('gridFinding.unknown')
    expect((await change(township, found, { note })).body).toMatchObject({ note, version: found.version + 1 })
    expect((await change(county, found)).code).toBe('gridFinding.moved')
  })

  it('may be to let it stand, with a reason, without which it is refused; it is counted apart and not found anew', async () => {
    const found = await one(township, 'outlineless')
    expect((await change(township, found, { state: 'waived' })).code).toBe('gridFinding.noReason')
    await change(township, found, { state: 'waived', note: '水域，无需划界' })

    await roundAfter(async () => undefined)

    expect(await findings(township, { check: 'outlineless' })).toEqual([])
    expect(await findings(township, { check: 'outlineless', state: 'waived' })).toMatchObject([
      { id: found.id, note: '水域，无需划界' },
    ])
    const { body } = await township.call(seeGridChecks, { query: {} })
    expect(body.items.find(({ check }) => check === 'outlineless')).toMatchObject({ open: 0, waived: 1 })
  })

  it.each(['2026-02-30', '2020-01-01', '2099-01-01'])('is refused a day such as %s', async dueOn => {
    expect((await change(township, await one(township, 'gap'), { dueOn })).code).toBe('gridFinding.wrongDay')
  })

  it('is refused once the finding is mended, which only a round says', async () => {
    const [mended] = await findings(township, { check: 'oversize', state: 'mended' })

    expect(mended && (await change(township, mended)).code).toBe('gridFinding.mended')
  })

  it('is late from the day after', async () => {
    const found = await one(township, 'gap')
    await sql('update grid_findings set due_on = $2 where id = $1', [found.id, addDays(today(), -1)])

    const { body } = await township.call(seeGridChecks, { query: {} })

    expect(body.items.find(({ check }) => check === 'gap')).toMatchObject({ open: 1, late: 1 })
  })
})

describe('findings are seen by', () => {
  it('whoever has the division, its part alone; another is refused', async () => {
    expect(subjects(await findings(other)).every(code => code.startsWith(townshipCode(2)))).toBe(true)
    expect((await listOf(other, { area: townshipCode(1) })).code).toBe('area.notYours')
    expect((await other.call(seeGridChecks, { query: { area: villageCode(1, 1) } })).code).toBe(
      'area.notYours',
    )
  })

  it('nobody without the right: who has it not is refused', async () => {
    for (const account of ['t1.duty', 't1v1g1', 'police', 'county.wall']) {
      const by = await running.signIn(account)
      const answers = [
        await by.call(seeGridChecks, { query: {} }),
        await by.call(listGridFindings, { query: {} }),
        await by.call(recheckGrids),
      ]
      expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 'permission.missing'))
    }
  })
})

it('lists go on after a hundred', async () => {
  await sql(
    `insert into grid_findings (id, check_code, rank, subject, village_code, others, pieces, found_at, checked_at, due_on)
     select gen_random_uuid(), 'sliver', 10, 'v' || n, $1, '{}', '[]', now(), now() + interval '1 day', '2026-12-01'
       from generate_series(1, 130) as n`,
    [villageCode(3, 1)],
  )
  const first = await county.call(listGridFindings, { query: { check: 'sliver' } })
  const cursor = first.body.next ?? ''
  const rest = await county.call(listGridFindings, { query: { check: 'sliver', cursor } })

  expect([first.body.items.length, rest.body.items.length, rest.body.next]).toEqual([100, 30, null])
  expect(new Set(subjects([...first.body.items, ...rest.body.items])).size).toBe(130)
})
