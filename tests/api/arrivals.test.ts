import { seeCase, type CaseDetail, type CaseView } from '@shuniu/shared/cases'
import { listNotifications } from '@shuniu/shared/notifications'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, reportedAbove, takenOn, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'

/** Ten in the morning in Shanghai. */
const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
})
beforeEach(() => {
  as = peopleOf(running)
})
afterAll(() => running.drop())

const { police, civil } = unitIds
const minutesOn = (minutes: number) => {
  clock.moveOnS(minutes * 60)
  as = peopleOf(running)
}
const seeAs = async (account: string, id: string): Promise<CaseDetail> =>
  (await (await as(account)).call(seeCase, { params: { id } })).body
const becomes = (id: string, shown: Partial<CaseView>) =>
  expect.poll(async () => (await seeAs('county.duty', id)).case, { timeout: 20_000 }).toMatchObject(shown)
const arrivalsOf = async (id: string) =>
  (await seeAs('county.duty', id)).clocks.filter(({ stage }) => stage === 'reportingIn')

/** What was told of the T9s of a case: how often each share of each clock. */
const firedOf = async (id: string) => {
  const { rows } = await running.database.pool.query<{ told: [string, number, number] }>(
    `select json_build_array(unit_id, percent, count(*)) as told from clock_thresholds
      where case_id = $1 and stage = 'reportingIn' and fired_at is not null
      group by unit_id, percent order by unit_id, percent`,
    [id],
  )
  return rows.map(({ told }) => told)
}
const notificationsOf = async (account: string, caseId: string) => {
  const { body } = await (await as(account)).call(listNotifications, { query: { limit: 200 } })
  return body.items
    .filter(one => one.caseId === caseId && one.stage === 'reportingIn')
    .map(({ percent, unitId }) => [percent, unitId])
    .reverse()
}
const toldTo = (account: string, caseId: string) =>
  expect.poll(() => notificationsOf(account, caseId), { timeout: 20_000 })

/** An orange case: an hour to come. The police are whistled for, and half an hour later the civil affairs department. */
async function twiceWhistled(): Promise<CaseView> {
  const accepted = await broughtTo('accepted', as, aReport({ level: 'orange', categoryCode: 'E0601' }))
  const opened = await reportedAbove(as, accepted)
  const handling = await takenOn(
    as,
    opened,
    ['county.dispatcher', 'assign', { ownerUnitId: unitIds.housing }],
    ['housing', 'sign'],
    ['housing', 'start'],
    ['housing', 'whistle', { unitIds: [police] }],
  )
  minutesOn(30)
  return takenOn(as, handling, ['housing', 'whistle', { unitIds: [civil] }])
}

describe('two whistles that overlap', () => {
  it('time each unit from its own, and the arrival of one leaves the other running', async () => {
    const whistled = await twiceWhistled()
    minutesOn(10)
    await takenOn(as, whistled, ['police', 'arrive'])

    const [first, second] = await arrivalsOf(whistled.id)
    expect([first?.unitId, second?.unitId]).toEqual([police, civil])
    expect(Date.parse(second?.startedAt ?? '') - Date.parse(first?.startedAt ?? '')).toBe(30 * 60_000)
    expect([first?.stoppedAt, second?.stoppedAt]).toEqual([clock.now(), null])
    const { case: current } = await seeAs('county.duty', whistled.id)
    expect(current.coUnits.map(({ unitId, state }) => [unitId, state])).toEqual([
      [police, 'working'],
      [civil, 'called'],
    ])
  })

  it('do not time a unit anew that is called already', async () => {
    const whistled = await twiceWhistled()
    const alone = await tryMove(
      await as('housing'),
      whistled,
      aMove('whistle', whistled, { unitIds: [police] }),
    )
    const among = await takenOn(as, whistled, ['housing', 'whistle', { unitIds: [police, unitIds.force(1)] }])

    expect(alone.code).toBe('case.helpsAlready')
    const arrivals = await arrivalsOf(among.id)
    expect(arrivals.map(({ unitId }) => unitId).sort()).toEqual([police, civil, unitIds.force(1)].sort())
    expect(arrivals.find(({ unitId }) => unitId === police)?.ordinal).toBeLessThan(whistled.version)
  })

  it('are told of to the unit that is late and its dispatcher alone, once', async () => {
    const whistled = await twiceWhistled()
    const { id } = whistled
    minutesOn(31)
    await toldTo('police', id).toEqual([
      [70, police],
      [100, police],
    ])
    await toldTo('county.dispatcher', id).toEqual([[100, police]])

    await becomes(id, { lastMove: 'overdue', overdue: false, card: null, supervision: null, lateStages: [] })
    expect(await firedOf(id)).toEqual([
      [police, 70, 1],
      [police, 90, 1],
      [police, 100, 1],
    ])
    expect([await notificationsOf('civil', id), await notificationsOf('housing', id)]).toEqual([[], []])
    const { exchanges, timeline } = await seeAs('county.duty', id)
    expect(exchanges.supervisionNotices).toMatchObject([{ unitId: police, card: 'yellow', answer: null }])
    expect(timeline.filter(({ move }) => move === 'overdue').map(({ filled }) => filled)).toMatchObject([
      { stage: 'reportingIn', unitId: police, noticeNumber: exchanges.supervisionNotices[0]?.number },
    ])
  })

  it('say whose light is red and why, and are answered by coming', async () => {
    const whistled = await twiceWhistled()
    minutesOn(31)
    await becomes(whistled.id, { lastMove: 'overdue' })
    const late = await seeAs('police', whistled.id)
    const red = late.clocks.find(({ unitId, stage }) => unitId === police && stage === 'reportingIn')

    expect(red?.why).toMatch(/^协办单位县公安局的吹哨报到时限 1 小时，.+已超时 1 分。$/)
    expect([red?.light, (await arrivalsOf(whistled.id)).find(one => one.unitId === civil)?.light]).toEqual([
      'red',
      'green',
    ])
    await takenOn(as, late.case, ['police', 'arrive'])
    const { exchanges, clocks } = await seeAs('county.duty', whistled.id)
    expect(exchanges.supervisionNotices).toMatchObject([{ answer: { text: '已报到' } }])
    expect(clocks.find(({ unitId, stage }) => unitId === police && stage === 'handling')).toMatchObject({
      startedAt: clock.now(),
      stoppedAt: null,
    })
  })
})

it('a clock of old that times a whole case ends with the last unit it called', async () => {
  const whistled = await twiceWhistled()
  for (const table of ['clock_thresholds', 'clock_ledger', 'case_clocks']) {
    await running.database.pool.query(
      `delete from ${table} where case_id = $1 and stage = 'reportingIn' and unit_id = '${civil}'`,
      [whistled.id],
    )
    await running.database.pool.query(
      `update ${table} set unit_id = '' where case_id = $1 and stage = 'reportingIn'`,
      [whistled.id],
    )
  }
  await running.database.pool.query(
    `update cases set co_units = (select jsonb_agg(unit - 'clock') from jsonb_array_elements(co_units) unit)
      where id = $1`,
    [whistled.id],
  )

  const half = await takenOn(as, whistled, ['police', 'arrive'])
  expect(await arrivalsOf(half.id)).toMatchObject([{ unitId: null, stoppedAt: null }])
  await takenOn(as, half, ['civil', 'arrive'])
  expect(await arrivalsOf(half.id)).toMatchObject([{ unitId: null, stoppedAt: clock.now() }])
})
