import { seeCase, type CaseDetail, type CaseView } from '@shuniu/shared/cases'
import { listNotifications } from '@shuniu/shared/notifications'
import { foreseeToday } from '@shuniu/shared/forecast'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { broughtTo, reportedAbove, takenOn } from '../builders/course.ts'
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

const hoursOn = (hours: number) => {
  clock.moveOnS(hours * 3_600)
  as = peopleOf(running)
}
const seeAs = async (account: string, id: string): Promise<CaseDetail> =>
  (await (await as(account)).call(seeCase, { params: { id } })).body
const becomes = (id: string, shown: Partial<CaseView>) =>
  expect.poll(async () => (await seeAs('county.duty', id)).case, { timeout: 20_000 }).toMatchObject(shown)

const notificationsOf = async (account: string, caseId: string) => {
  const { body } = await (await as(account)).call(listNotifications, { query: { limit: 200 } })
  return body.items.filter(one => one.caseId === caseId && one.stage === 'handling')
}
const toldTo = (account: string, caseId: string) =>
  expect.poll(
    async () =>
      (await notificationsOf(account, caseId)).map(({ percent, unitId }) => [percent, unitId]).reverse(),
    { timeout: 20_000 },
  )

/** What was told of the T4s of a case: how often each share of each clock. */
const firedOf = async (id: string) => {
  const { rows } = await running.database.pool.query<{ told: [string, number, number] }>(
    `select json_build_array(unit_id, percent, count(*)) as told from clock_thresholds
      where case_id = $1 and stage = 'handling' and fired_at is not null
      group by unit_id, percent order by unit_id, percent`,
    [id],
  )
  return rows.map(({ told }) => told)
}

/** An orange case of the housing department's: 24 hours to solve it, 40 when it was given more. */
async function aLongerCase(): Promise<CaseView> {
  const accepted = await broughtTo('accepted', as, aReport({ level: 'orange', categoryCode: 'E0601' }))
  const opened = await reportedAbove(as, accepted)
  const handling = await takenOn(
    as,
    opened,
    ['county.dispatcher', 'assign', { ownerUnitId: unitIds.housing }],
    ['housing', 'sign'],
    ['housing', 'start'],
  )
  const at = Date.parse(clock.now())
  const dueAt = new Date(at + 40 * 3_600_000).toISOString()
  return takenOn(
    as,
    handling,
    ['housing', 'askExtension', { dueAt }],
    ['county.dispatcher', 'grantExtension'],
  )
}

const helpers = [unitIds.police, unitIds.civil, unitIds.force(1)]

/** Three departments come to help: each has 24 hours of its own; two do their part, the police never answer. */
async function aJointCase(): Promise<CaseView> {
  return takenOn(
    as,
    await aLongerCase(),
    ['housing', 'whistle', { unitIds: helpers }],
    ['police', 'arrive'],
    ['civil', 'arrive'],
    ['t1.force', 'arrive'],
    ['civil', 'coFeedBack'],
    ['t1.force', 'coFeedBack'],
  )
}

describe('a joint case in which one department never answers', () => {
  it('turns that department’s lights and cards it, each once, and leaves the owner alone', async () => {
    const { id } = await aJointCase()

    hoursOn(17)
    await toldTo('police', id).toEqual([[70, unitIds.police]])
    hoursOn(5)
    hoursOn(3)
    await becomes(id, { lastMove: 'overdue', overdue: false, card: null, supervision: null, lateStages: [] })
    await toldTo('police', id).toEqual([
      [70, unitIds.police],
      [100, unitIds.police],
    ])
    await toldTo('county.dispatcher', id).toEqual([[100, unitIds.police]])

    expect(await firedOf(id)).toEqual([
      [unitIds.police, 70, 1],
      [unitIds.police, 90, 1],
      [unitIds.police, 100, 1],
    ])
    const told = await running.database.pool.query<{ name: string }>(
      `select name from outbox where body->>'id' = $1 and name in ('case.warned', 'case.overdue', 'case.carded')
        order by id`,
      [id],
    )
    expect(told.rows.map(({ name }) => name)).toEqual(['case.warned', 'case.warned', 'case.overdue'])
    expect(await notificationsOf('housing', id)).toEqual([])
    expect(await notificationsOf('civil', id)).toEqual([])
  })

  it('names it on the timeline, in a notice, in the list of clocks and in the sentence', async () => {
    const { id } = await aJointCase()
    hoursOn(25)
    await becomes(id, { lastMove: 'overdue' })

    const { case: current, clocks, exchanges, timeline } = await seeAs('county.duty', id)
    const [police, civil] = [unitIds.police, unitIds.civil].map(id =>
      clocks.find(({ stage, unitId }) => stage === 'handling' && unitId === id),
    )
    const own = clocks.find(({ stage, unitId }) => stage === 'handling' && unitId === null)
    const number = exchanges.supervisionNotices[0]?.number

    expect(exchanges.supervisionNotices).toMatchObject([
      { unitId: unitIds.police, card: 'yellow', answer: null },
    ])
    expect(number).toMatch(/^DB341222-\d{8}-\d{4}$/)
    expect(timeline.filter(({ move }) => move === 'overdue').map(({ filled }) => filled)).toEqual([
      {
        stage: 'handling',
        percent: 100,
        unitId: unitIds.police,
        card: 'yellow',
        noticeNumber: number,
        dueAt: police?.dueAt,
      },
    ])
    expect(police?.why).toMatch(/^协办单位县公安局的处置时限 24 小时，.+应于 .+ 前完成，已超时 1 小时。$/)
    expect([police?.light, civil?.light, own?.light]).toEqual(['red', 'green', 'green'])
    expect(civil?.stoppedAt).not.toBeNull()
    expect(current.coUnits).toMatchObject([
      { unitId: unitIds.police, card: 'yellow', clock: { overdue: true } },
      { unitId: unitIds.civil, state: 'answered' },
      { unitId: unitIds.force(1), state: 'answered' },
    ])
  })

  it('ends nowhere: waived by the desk, the owner finishes it', async () => {
    const joint = await aJointCase()
    hoursOn(25)
    await becomes(joint.id, { lastMove: 'overdue' })
    const { case: late } = await seeAs('county.duty', joint.id)

    const waived = await takenOn(as, late, ['county.dispatcher', 'waive', { unitId: unitIds.police }])
    const { exchanges, clocks, openMoves } = await seeAs('housing', joint.id)

    expect(openMoves).toContain('finish')
    expect(exchanges.supervisionNotices).toMatchObject([{ answer: { text: '已免除' } }])
    expect(clocks.filter(({ unitId, stoppedAt }) => unitId !== null && stoppedAt === null)).toEqual([])
    expect(waived).toMatchObject({ status: 'handling', overdue: false })
  })

  it('is foreseen for the desk of the helping unit, by its own clock', async () => {
    const { id } = await aJointCase()
    hoursOn(11)
    const foreseenBy = async (account: string) => {
      const { body } = await (await as(account)).call(foreseeToday, { query: {} })
      return body.items.filter(one => one.case.id === id)
    }

    const late = await seeAs('police', id)
    const due = late.clocks.find(
      ({ stage, unitId }) => stage === 'handling' && unitId === unitIds.police,
    )?.dueAt
    const [own] = await foreseenBy('police')

    expect(own?.case).toMatchObject({ dueAt: due })
    expect(own?.why).toMatch(/^协办处置今天 /)
    expect(await foreseenBy('housing')).toEqual([])
    expect(await foreseenBy('civil')).toEqual([])
  })
})
