import { readFile } from 'node:fs/promises'
import { kindNumbers, withRest } from '@shuniu/client/src/features/statistics/kinds.ts'
import {
  numbersOf,
  sourceNumbers,
  statusNumbers,
  type CountedNumber,
} from '@shuniu/client/src/features/statistics/numbers.ts'
import { casesAfter } from '@shuniu/server/features/cases'
import { rebuildStatistics } from '@shuniu/server/features/statistics'
import { listCases } from '@shuniu/shared/cases'
import { Overview, seeOverview } from '@shuniu/shared/statistics'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { countyCode, insideGrid, outsideCounty, townshipCode, villageCode } from '../builders/county.ts'
import {
  aMove,
  broughtTo,
  moved,
  reportedAbove,
  seen,
  takenOn,
  type CourseStatus,
} from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'
import { until } from '../builders/watcher.ts'

const clock = testClock()
let running: RunningApp
let as: People

const statuses: readonly CourseStatus[] = [
  'reported',
  'accepted',
  'assigned',
  'signed',
  'handling',
  'done',
  'verified',
  'closed',
]
const at = (t: number, v: number, g: number) => {
  const [lon, lat] = insideGrid(t, v, g)
  return { lon, lat }
}

/** A day's cases: one of each status, of several kinds, levels, sources and places; some concern what walls may not tell. */
async function liveADay(): Promise<void> {
  for (const [n, status] of statuses.entries()) {
    const level = (['red', 'orange', 'yellow', 'blue'] as const)[n % 4] ?? 'blue'
    const categoryCode = n % 2 ? '0201' : '0101'
    const current = await broughtTo(
      status,
      as,
      aReport({ level, categoryCode, position: at(1, 1 + (n % 4), 1) }),
    )
    if (status !== 'handling') continue
    // What those above are owed of a grave case is done: nothing but the helping unit is late.
    const isGrave = level === 'red' || level === 'orange'
    const from = isGrave ? await reportedAbove(as, current) : current
    await takenOn(as, from, ['t1.force', 'whistle', { unitIds: [unitIds.police] }])
  }
  await reported(await as('t1v1g1'), aReport({ categoryCode: 'E0205' }))
  const window = await as('county.duty')
  const [lon, lat] = outsideCounty
  await reported(window, aReport({ sourceCode: '03', position: { lon, lat } }))
  await reported(await as('t2.duty'), aReportIn(villageCode(2, 1), { sourceCode: '05', level: 'orange' }))
  const { caseId } = await reported(await as('t1.duty'), aReportIn(villageCode(1, 1), { sourceCode: '06' }))
  const asked = await seen(await as('t1.duty'), caseId)
  await moved(await as('t1.duty'), asked, aMove('askInfo', asked))
}

const isCaughtUp = async (): Promise<boolean> => {
  const { rows } = await running.database.pool.query<{ is: boolean }>(
    `select not exists (select 1 from outbox where seq is null)
            and (select seq from followers where name = 'statistics') >= (select head from stream) as is`,
  )
  return rows[0]?.is === true
}

/** Whether the system has told of every clock and filed every case that waited for it, and all of it is counted. */
const isAtRest = async (): Promise<boolean> => {
  const { rows } = await running.database.pool.query<{ is: boolean }>(
    `select not exists (select 1 from clock_thresholds where fired_at is null and due_at <= $1)
            and not exists (select 1 from cases where status = 'closed' and not sampled
                               and updated_at <= $1::timestamptz - interval '1 day') as is`,
    [clock.now()],
  )
  return rows[0]?.is === true && (await isCaughtUp())
}

/** Everybody signs in anew: nobody's session outlives the hours between. */
function comeBackAt(time: string): void {
  clock.setTo(time)
  as = peopleOf(running)
}

beforeAll(async () => {
  running = await startApp({ clock })
  comeBackAt('2026-11-23T01:00:00.000Z')
  await liveADay()
  comeBackAt('2026-11-23T09:00:00.000Z')
  await broughtTo('closed', as)
  comeBackAt('2026-11-24T02:00:00.000Z')
  await liveADay()
  clock.moveOnS(3_600)
  await until('nothing goes on by itself', isAtRest, 30_000)
})
afterAll(() => running.drop())

async function overviewFor(by: Browser, area: string): Promise<Overview> {
  clock.moveOnS(2)
  const answer = await by.call(seeOverview, { query: { area } })
  if (answer.code !== undefined) throw new Error(`the overview was refused: ${answer.code}`)
  expect([...Value.Errors(Overview, answer.body)]).toEqual([])
  return answer.body
}

/** Numbers whose list is of another length, each with that length, or with why the list was refused. */
async function liesAmong(numbers: readonly CountedNumber[], by: Browser) {
  const lies: { id: string; n: number; listed: number | string }[] = []
  for (const { id, n, filter } of numbers) {
    const { body, code } = await by.call(listCases, { query: { ...filter, limit: 1 } })
    const listed = code ?? body.total
    if (listed !== n) lies.push({ id, n, listed })
  }
  return lies
}

describe('every number of a wall', () => {
  const walls = [
    ['county.wall', countyCode],
    ['county.leader', countyCode],
    ['t1.wall', townshipCode(1)],
    ['t1.leader', villageCode(1, 1)],
    ['t1v1.secretary', villageCode(1, 1)],
  ] as const

  it.each(walls)('is the length of the list it opens: %s of %s', async (account, area) => {
    const by = await as(account)
    const numbers = numbersOf(await overviewFor(by, area))

    expect(await liesAmong(numbers, by)).toEqual([])
    expect(numbers.filter(({ n }) => n > 0).length).toBeGreaterThan(20)
  })

  it('counts as late what only a helping unit is late with, and so does the list of its desk', async () => {
    const lateBut = async (account: string) => {
      const query = { late: 'true', overdue: 'false', open: 'true', limit: 200 } as const
      const { body } = await (await as(account)).call(listCases, { query })
      return body.items.map(({ status, coUnits }) => [status, coUnits[0]?.unitId, coUnits[0]?.clock?.overdue])
    }
    const late = ['handling', unitIds.police, true]

    expect(await lateBut('county.wall')).toEqual([late, late])
    expect(await lateBut('t1.dispatcher')).toEqual([late, late])
    expect(await lateBut('police')).toEqual([late, late])
    expect(await lateBut('civil')).toEqual([])
  })

  it('is so too where rows that do not fit are one row, and where open cases are counted by kind', async () => {
    const by = await as('county.wall')
    const overview = await overviewFor(by, countyCode)
    const query = { area: countyCode, open: 'true', sensitive: 'false', limit: 200 } as const
    const { body } = await by.call(listCases, { query })
    const rows = [
      ...withRest(sourceNumbers(overview), 2, 'source'),
      ...withRest(statusNumbers(overview), 3, 'status'),
      ...withRest(kindNumbers(body.items, countyCode), 1, 'category'),
    ]

    expect(await liesAmong(rows, by)).toEqual([])
    expect(rows).toHaveLength(2 + 3 + 1)
  })
})

describe('GET /api/statistics/overview', () => {
  it('counts the day, the day before by this time, what stands and what is late', async () => {
    const overview = await overviewFor(await as('county.wall'), countyCode)

    expect(overview).toMatchObject({
      areaName: '太和县',
      today: '2026-11-24',
      yesterday: '2026-11-23',
      periodFrom: '2026-10-26',
      openedToday: 11,
      openedYesterday: 12,
      openedYesterdayByNow: 11,
      closedToday: 1,
      closedYesterday: 2,
      closedYesterdayByNow: 1,
    })
    expect(overview.overdueByLevel.red + overview.overdueByLevel.orange).toBeGreaterThan(0)
    expect(overview.funnel.map(({ step, n }) => [step, n])).toContainEqual(['closed', 3])
  })

  it('is the sum of the townships and of what lies in none', async () => {
    const { divisions, opened30 } = await overviewFor(await as('county.wall'), countyCode)

    expect(divisions.reduce((sum, division) => sum + division.opened30, 0)).toBe(opened30 - 2)
  })

  it('tells of a village alone, whose grids have no counters', async () => {
    expect((await overviewFor(await as('t1.wall'), villageCode(1, 1))).divisions).toEqual([])
  })

  it('speaks of the actor’s own division unless another is named', async () => {
    const { body } = await (await as('t1v1.secretary')).call(seeOverview, { query: {} })

    expect(body.areaCode).toBe(villageCode(1, 1))
  })

  it('is refused for another township, and to strangers', async () => {
    const asked = { query: { area: townshipCode(2) } }

    expect((await (await as('t1.wall')).call(seeOverview, asked)).code).toBe('area.notYours')
    expect((await running.stranger.call(seeOverview, { query: {} })).code).toBe('session.none')
  })
})

describe('a rebuild of the counters', () => {
  const rebuild = () => rebuildStatistics({ database: running.database, clock, casesAfter })

  it('puts right a contribution that was lost, which the walk over the numbers finds', async () => {
    const by = await as('county.wall')
    await running.database.pool.query(
      `update statistic_counts set n = n - 1
        where metric = 'openByStatus' and bucket = 'handling' and area_code = $1`,
      [countyCode],
    )
    const lost = await liesAmong(numbersOf(await overviewFor(by, countyCode)), by)

    await rebuild()

    expect(lost.map(({ id }) => id)).toEqual(['handlingNow', 'status.handling'])
    expect(await liesAmong(numbersOf(await overviewFor(by, countyCode)), by)).toEqual([])
  })
})

it('counters that knew the case’s own lateness alone are put right once, by the migration that says so', async () => {
  const by = await as('county.wall')
  const migration = await readFile('migrations/0006_late_helpers.sql', 'utf8')
  const lies = async () =>
    (await liesAmong(numbersOf(await overviewFor(by, countyCode)), by)).map(({ id }) => id)
  const { pool } = running.database
  const { rows } = await pool.query<{ area: string; level: string }>(
    `update statistic_contributions s set counted = array_remove(counted, 'overdueByLevel||' || c.level)
       from cases c where c.id = s.case_id and not c.overdue
        and 'overdueByLevel||' || c.level = any (counted) returning s.area_code as area, c.level`,
  )
  for (const { area, level } of rows) {
    await pool.query(
      `update statistic_counts set n = n - 1
        where metric = 'overdueByLevel' and bucket = $2 and $1 like area_code || '%' and area_code <> ''`,
      [area, level],
    )
  }

  expect(rows).toHaveLength(2)
  expect(await lies()).toContain('overdue')
  await pool.query(migration)
  await pool.query(migration)
  expect(await lies()).toEqual([])
})

describe('the thirty days move on with the calendar', () => {
  const liesNow = async () => {
    const by = await as('county.wall')
    return liesAmong(numbersOf(await overviewFor(by, countyCode)), by)
  }

  const isTrue = async () => (await liesNow()).length === 0

  it('when a new day begins, and when the first days drop out', async () => {
    comeBackAt('2026-11-25T01:00:00.000Z')
    await broughtTo('closed', as)
    await until('every number is true on the next day', isTrue)
    comeBackAt('2026-12-23T01:00:00.000Z')
    await broughtTo('handling', as)
    await until('nothing goes on by itself', isAtRest, 30_000)
    await until('every number is true a month later', isTrue)

    const { trend } = await overviewFor(await as('county.wall'), countyCode)
    expect(trend.filter(({ opened }) => opened > 0).map(({ day }) => day)).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-12-23',
    ])
  })

  it('and say the same when nothing was counted yet on the new day, so that their sums are not there', async () => {
    const by = await as('county.wall')
    const { at: _, ...kept } = await overviewFor(by, countyCode)
    await running.database.pool.query(`delete from statistic_counts where area_code = '' or day like '..%'`)
    const { at: __, ...added } = await overviewFor(by, countyCode)

    expect(added).toEqual(kept)
  })
})
