import { seeCase, type CaseDetail, type CaseView } from '@shuniu/shared/cases'
import { listNotifications, seeNotifications } from '@shuniu/shared/notifications'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved, reportedAbove, takenOn } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'

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

const seeDetail = async (id: string): Promise<CaseDetail> =>
  (await (await as('t1.duty')).call(seeCase, { params: { id } })).body

/** Waits until the sweep has made the case what it should be. */
const becomes = (id: string, shown: Partial<CaseView>) =>
  expect.poll(async () => (await seeDetail(id)).case, { timeout: 20_000 }).toMatchObject(shown)

const notificationsFor = async (account: string, caseId: string) => {
  const { body } = await (await as(account)).call(listNotifications, { query: { limit: 200 } })
  return body.items.filter(one => one.caseId === caseId)
}
const told = (account: string, caseId: string) =>
  expect.poll(
    async () => (await notificationsFor(account, caseId)).map(({ percent, reader }) => [percent, reader]),
    { timeout: 20_000 },
  )

const factsOf = async (id: string): Promise<string[]> => {
  const { rows } = await running.database.pool.query(
    `select name from outbox where body->>'id' = $1 and name in ('case.warned', 'case.overdue', 'case.carded')
      order by id`,
    [id],
  )
  return rows.map(({ name }) => String(name))
}

/** A yellow case of the first township: thirty minutes to accept it. */
const yellow = () => broughtTo('reported', as, aReport({ level: 'yellow', occurredAt: clock.now() }))

describe('a clock that nobody stops', () => {
  it('turns its light, runs out and earns the three cards, each told once', async () => {
    const { id } = await yellow()

    clock.moveOnS(21 * 60)
    await becomes(id, { lastMove: 'warned', overdue: false, card: null })
    clock.moveOnS(9 * 60)
    await becomes(id, { lastMove: 'overdue', overdue: true, card: 'yellow', lateStages: ['acceptance'] })
    clock.moveOnS(15 * 60)
    await becomes(id, { lastMove: 'carded', card: 'orange' })
    clock.moveOnS(15 * 60)
    await becomes(id, { lastMove: 'carded', card: 'red' })

    expect(await factsOf(id)).toEqual([
      'case.warned',
      'case.warned',
      'case.overdue',
      'case.carded',
      'case.carded',
    ])
  })

  it('has the owner supervised with each card, by a numbered notice that is owed an answer', async () => {
    const { id } = await yellow()
    clock.moveOnS(30 * 60)
    await becomes(id, { card: 'yellow', overdue: true })
    const first = (await seeDetail(id)).case
    expect(first.supervision).toMatchObject({ card: 'yellow', answeredAt: null })
    expect(first.supervision?.number).toMatch(/^DB341222-20261124-\d{4}$/)

    await takenOn(as, first, ['t1.duty', 'answerSupervision'])
    clock.moveOnS(15 * 60)
    await becomes(id, { card: 'orange' })
    clock.moveOnS(15 * 60)
    await becomes(id, { card: 'red' })

    const { exchanges, clocks, case: red } = await seeDetail(id)
    expect(exchanges.supervisionNotices.map(({ card, answer }) => [card, answer?.text])).toEqual([
      ['yellow', '已加派人手'],
      ['orange', undefined],
      ['red', undefined],
    ])
    expect(new Set(exchanges.supervisionNotices.map(({ number }) => number)).size).toBe(3)
    expect(red.supervision).toMatchObject({ card: 'red', number: exchanges.supervisionNotices[2]?.number })
    const replies = clocks.filter(({ stage }) => stage === 'supervisionReply')
    expect(replies.map(({ stoppedAt }) => stoppedAt === null)).toEqual([false, false, true])
    expect(replies[2]?.ledger[0]).toMatchObject({ kind: 'start', actorName: '系统' })
  })

  it('has the owner and each helping unit that never answered given a notice of their own, once', async () => {
    const opened = await broughtTo('accepted', as, aReport({ level: 'orange', categoryCode: 'E0601' }))
    const reported = await reportedAbove(as, opened)
    const assigned = await takenOn(as, reported, [
      'county.dispatcher',
      'assign',
      { ownerUnitId: unitIds.housing, coUnitIds: [unitIds.police, unitIds.civil] },
    ])
    const { id } = await takenOn(
      as,
      assigned,
      ['housing', 'sign'],
      ['housing', 'start'],
      ['civil', 'coSign'],
      ['civil', 'coFeedBack'],
    )
    clock.moveOnS(24.5 * 3_600)
    as = peopleOf(running)

    await becomes(id, { overdue: true, card: 'yellow', lateStages: ['handling'] })
    const { exchanges, timeline } = await seeDetail(id)

    expect(exchanges.supervisionNotices.map(({ unitId, card }) => [unitId, card])).toEqual([
      [null, 'yellow'],
      [unitIds.police, 'yellow'],
    ])
    const [own, polices] = timeline.filter(({ move }) => move === 'overdue').map(({ filled }) => filled)
    expect(own).toMatchObject({ stage: 'handling', noticeNumber: exchanges.supervisionNotices[0]?.number })
    expect(own).not.toHaveProperty('unitIds')
    expect(polices).toMatchObject({
      unitId: unitIds.police,
      noticeNumber: exchanges.supervisionNotices[1]?.number,
    })
  })

  it('tells the handler at 70 %, then head and dispatcher, the leader of the unit, the leader of the county', async () => {
    const { id } = await yellow()

    clock.moveOnS(21 * 60)
    await told('t1.duty', id).toEqual([[70, 'handler']])
    clock.moveOnS(9 * 60)
    await told('t1.duty', id).toEqual([
      [100, 'handler'],
      [70, 'handler'],
    ])
    await told('t1.director', id).toEqual([[100, 'unitHead']])
    await told('t1.dispatcher', id).toEqual([[100, 'dispatcher']])
    clock.moveOnS(30 * 60)
    await told('t1.leader', id).toEqual([[150, 'unitLeader']])
    await told('county.leader', id).toEqual([[200, 'countyLeader']])
    expect(await notificationsFor('t2.duty', id)).toEqual([])
  })

  it('says on its case why it is red, in a sentence and a list', async () => {
    const { id } = await yellow()

    clock.moveOnS(40 * 60)
    await becomes(id, { overdue: true })
    const [acceptance] = (await seeDetail(id)).clocks

    expect(acceptance?.light).toBe('red')
    expect(acceptance?.why).toMatch(/^受理立案时限 30 分钟，.+起算，应于 .+ 前完成，已超时 10 分。$/)
    expect(acceptance?.ledger.map(({ kind, addsMs }) => [kind, addsMs])).toEqual([['start', 30 * 60_000]])
  })
})

describe('a clock that a move holds', () => {
  it('is told of no more, and goes on with what was left of it', async () => {
    const duty = await as('t1.duty')
    const opened = await yellow()

    clock.moveOnS(10 * 60)
    const asked = await moved(duty, opened, aMove('askInfo', opened))
    clock.moveOnS(3_600)
    const given = await moved(await as('t1v1g1'), asked, aMove('giveInfo', asked))
    const { clocks } = await seeDetail(opened.id)
    const acceptance = clocks.find(({ stage }) => stage === 'acceptance')

    expect(acceptance?.ledger.map(({ kind, usedMs, actorName }) => [kind, usedMs, actorName])).toEqual([
      ['start', 0, '测试 t1v1g1'],
      ['pause', 600_000, '测试 t1.duty'],
      ['resume', 600_000, '测试 t1v1g1'],
    ])
    expect(Date.parse(given.dueAt ?? '') - Date.parse(clock.now())).toBe(20 * 60_000)
    expect(await factsOf(opened.id)).toEqual([])
  })

  it('shows grey on its case meanwhile', async () => {
    const opened = await yellow()

    await moved(await as('t1.duty'), opened, aMove('askInfo', opened))
    const { clocks } = await seeDetail(opened.id)

    expect(clocks.map(({ stage, light }) => [stage, light])).toEqual([
      ['acceptance', 'grey'],
      ['supplement', 'green'],
    ])
  })

  it('is told of no more when it was stopped in time', async () => {
    const opened = await yellow()
    await moved(await as('t1.duty'), opened, aMove('reject', opened))

    const { rows } = await running.database.pool.query(
      'select count(*)::int as n from clock_thresholds where case_id = $1',
      [opened.id],
    )

    expect(rows).toEqual([{ n: 0 }])
  })
})

describe('GET /api/notifications and POST /api/notifications/seen', () => {
  it('show each reader their own, page by page, and keep what was seen', async () => {
    const { id } = await yellow()
    clock.moveOnS(30 * 60)
    await told('t1.director', id).toEqual([[100, 'unitHead']])
    const director = await as('t1.director')

    const [own] = await notificationsFor('t1.director', id)
    const before = await director.call(listNotifications, { query: { seen: 'false', limit: 1 } })
    const left = await director.call(seeNotifications, { body: { ids: [own?.id ?? ''] } })
    const unseen = await director.call(listNotifications, { query: { seen: 'false' } })

    expect(before.body).toMatchObject({ items: [{ caseId: id }] })
    expect(left.body.unseen).toBe(before.body.unseen - 1)
    expect(unseen.body.items.map(one => one.id)).not.toContain(own?.id)
    expect(own).toMatchObject({ stage: 'acceptance', percent: 100, card: 'yellow', seenAt: null })
  })

  it('are refused to whoever is not signed in, and for no ids at all', async () => {
    const asked = await running.stranger.call(listNotifications, { query: {} })
    const marked = await running.stranger.call(seeNotifications, { body: { ids: [] } })
    const none = await (await as('t1.duty')).call(seeNotifications, { body: { ids: [] } })

    expect([asked.code, marked.code, none.code]).toEqual([
      'session.none',
      'session.none',
      'request.malformed',
    ])
  })

  it('leave the notifications of others alone', async () => {
    const { id } = await yellow()
    clock.moveOnS(30 * 60)
    await told('t1.director', id).toEqual([[100, 'unitHead']])
    const [own] = await notificationsFor('t1.director', id)

    await (await as('t1.dispatcher')).call(seeNotifications, { body: { ids: [own?.id ?? ''] } })

    expect((await notificationsFor('t1.director', id))[0]?.seenAt).toBeNull()
  })
})
