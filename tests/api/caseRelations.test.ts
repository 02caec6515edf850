import { listCases, seeCase, type CaseFilter } from '@shuniu/shared/cases'
import { makeReport, type PostedReport } from '@shuniu/shared/reports'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, seen, takenOn, toldTo, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { accountId, unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const detail = async (account: string, id: string) =>
  (await (await as(account)).call(seeCase, { params: { id } })).body
const ids = async (account: string, query: CaseFilter) =>
  (await (await as(account)).call(listCases, { query })).body.items.map(one => one.id)

const settledOnTheSpot: Partial<PostedReport> = {
  categoryCode: 'E0601',
  level: 'blue',
  selfDone: { resultCode: '12', text: '已当场清理干净' },
}
const settle = async (wanted: boolean) => {
  for (;;) {
    const { caseId } = await reported(await as('t1v1g1'), aReport(settledOnTheSpot))
    const found = await seen(await as('t1.duty'), caseId)
    if (found.sampled === wanted) return found
  }
}

describe('a report settled on the spot', () => {
  it('waits for its review where it was drawn, and closes by itself where it was not', async () => {
    const [drawn, other] = [await settle(true), await settle(false)]
    await expect
      .poll(async () => (await seen(await as('t1.duty'), other.id)).status, { timeout: 20_000 })
      .toBe('closed')

    const closed = await takenOn(as, drawn, ['t1.duty', 'passReview'])

    expect([drawn.status, closed.status]).toEqual(['selfDone', 'closed'])
    expect((await detail('t1.duty', other.id)).timeline.map(one => [one.move, one.actorRole])).toEqual([
      ['report', 'gridMember'],
      ['settle', 'system'],
    ])
  })

  it('goes to the village when its review fails, and is reviewed by nobody who made it', async () => {
    const drawn = await settle(true)

    expect(await toldTo(as, drawn, ['t1v1g1', 'passReview'])).toEqual([403, 'permission.missing'])
    const failed = await takenOn(as, drawn, ['t1v1.officer', 'failReview'])
    expect(failed).toMatchObject({ status: 'assigned', ownerUnitId: unitIds.village(1, 1), handledBy: [] })
    expect(failed.handlerIds).toEqual([accountId('t1v1g1')])
  })

  it.each([
    ['of a kind that is not for it', { categoryCode: '0201' }],
    ['above blue', { level: 'yellow' }],
    ['of a hazard without a photo', { categoryCode: 'E0301' }],
  ] as const)('is refused %s', async (_, differing) => {
    const report = aReport({ ...settledOnTheSpot, ...differing })

    const answer = await (await as('t1v1g1')).call(makeReport, { body: report })

    expect([answer.status, answer.code]).toEqual([400, 'report.notSelfDone'])
  })

  it('is refused to a desk', async () => {
    const answer = await (await as('t1.duty')).call(makeReport, { body: aReport(settledOnTheSpot) })

    expect([answer.status, answer.code]).toEqual([400, 'report.notSelfDone'])
  })
})

describe('a report from outside', () => {
  const fromHotline = async () => {
    const { caseId } = await reported(await as('t1.duty'), aReport({ sourceCode: '04' }))
    return seen(await as('t1.duty'), caseId)
  }

  it('is looked at by the grid member, whose finding only proposes', async () => {
    const sent = await takenOn(as, await fromHotline(), ['t1.duty', 'askVerification'])
    const found = await takenOn(as, sent, ['t1v1g1', 'giveFinding', { finding: 'untrue', text: '未发现' }])

    expect([sent.status, sent.stage]).toEqual(['verifyFirst', 'finding'])
    expect(found).toMatchObject({ status: 'reported', stage: 'acceptance', finding: 'untrue' })
    expect((await takenOn(as, found, ['t1.duty', 'accept'])).status).toBe('accepted')
  })

  it('is not looked at by the member of another grid, nor is what a member found', async () => {
    const sent = await takenOn(as, await fromHotline(), ['t1.duty', 'askVerification'])

    expect(await toldTo(as, sent, ['t1v1g2', 'giveFinding'])).toEqual([404, 'case.unknown'])
    expect(await toldTo(as, await broughtTo('reported', as), ['t1.duty', 'askVerification'])).toEqual([
      409,
      'case.noCheckNeeded',
    ])
  })

  it('is withdrawn by its reporter until it is accepted', async () => {
    const open = await broughtTo('reported', as)

    expect(await toldTo(as, open, ['t1v1.officer', 'withdraw'])).toEqual([403, 'case.notYours'])
    expect((await takenOn(as, open, ['t1v1g1', 'withdraw'])).status).toBe('withdrawn')
    expect(await toldTo(as, await broughtTo('accepted', as), ['t1v1g1', 'withdraw'])).toEqual([
      409,
      'case.illegalMove',
    ])
  })
})

describe('a case merged into another', () => {
  it('is seen by its reporter, shown by its master, and comes out again', async () => {
    const [master, repeat] = [await broughtTo('accepted', as), await broughtTo('reported', as)]

    const merged = await takenOn(as, repeat, ['t1.duty', 'merge', { masterId: master.id }])

    expect(merged).toMatchObject({ status: 'merged', masterId: master.id })
    expect((await detail('t1v1g1', repeat.id)).master).toMatchObject({ id: master.id, status: 'accepted' })
    expect((await detail('t1.duty', master.id)).merged).toMatchObject([{ id: repeat.id }])
    expect(await ids('t1.duty', { master: master.id })).toEqual([repeat.id])
    const out = await takenOn(as, merged, ['t1.duty', 'unmerge'])
    expect(out).toMatchObject({ status: 'reported', masterId: null, stage: 'acceptance' })
    expect((await seen(await as('t1.duty'), master.id)).mergedCount).toBe(0)
  })

  it('leaves nobody’s view of the master stale', async () => {
    const [master, repeat] = [await broughtTo('accepted', as), await broughtTo('reported', as)]
    await takenOn(as, repeat, ['t1.duty', 'merge', { masterId: master.id }])

    expect((await takenOn(as, master, ['t1.dispatcher', 'assign'])).version).toBe(master.version + 2)
  })

  it('is never itself, closed, out of sight, or the master of others', async () => {
    const [open, other] = [await broughtTo('reported', as), await broughtTo('reported', as)]
    const closed = await broughtTo('closed', as)
    const into = async (masterId: string) => toldTo(as, open, ['t1.duty', 'merge', { masterId }])

    expect(await into(open.id)).toEqual([400, 'case.mergesItself'])
    expect(await into(closed.id)).toEqual([409, 'case.masterClosed'])
    expect(await into(unitIds.police)).toEqual([400, 'case.masterUnknown'])
    await takenOn(as, other, ['t1.duty', 'merge', { masterId: open.id }])
    const grown = await seen(await as('t1.duty'), open.id)
    const third = await broughtTo('reported', as)
    expect(await toldTo(as, grown, ['t1.duty', 'merge', { masterId: third.id }])).toEqual([
      409,
      'case.hasMerged',
    ])
  })

  it('crosswise at once, has one winner and no deadlock', async () => {
    const [a, b] = [await broughtTo('reported', as), await broughtTo('reported', as)]
    const duty = await as('t1.duty')

    const answers = await Promise.all([
      tryMove(duty, a, aMove('merge', a, { masterId: b.id })),
      tryMove(duty, b, aMove('merge', b, { masterId: a.id })),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('stays out when its master has ended', async () => {
    const [master, repeat] = [await broughtTo('reported', as), await broughtTo('reported', as)]
    const merged = await takenOn(as, repeat, ['t1.duty', 'merge', { masterId: master.id }])
    await takenOn(as, await seen(await as('t1.duty'), master.id), ['t1.duty', 'reject'])

    expect(await toldTo(as, merged, ['t1.duty', 'unmerge'])).toEqual([409, 'case.masterClosed'])
  })
})
