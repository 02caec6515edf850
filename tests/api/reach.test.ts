import type { CaseView } from '@shuniu/shared/cases'
import { addStints } from '@shuniu/shared/duty'
import { createAccount } from '@shuniu/shared/identity'
import { instant, toMs } from '@shuniu/shared/kernel'
import { listNotifications, receiveNotifications, seeNotifications } from '@shuniu/shared/notifications'
import { seeReach, type ReachView } from '@shuniu/shared/reach'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { townshipCode } from '../builders/county.ts'
import { aMove, broughtTo, moved } from '../builders/course.ts'
import {
  smsAccount,
  smsGateway,
  startOutside,
  type OutsideAsk,
  type OutsideService,
} from '../builders/outside.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { givePhones } from '../builders/phones.ts'
import { aReport } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'
import { until } from '../builders/watcher.ts'

const [force, dispatcher, leader] = ['13800000001', '13800000002', '13800000003']
/** After a dispatch, so long nobody is told, in seconds. */
const holdS = 12

const clock = testClock()
const gateway = smsGateway()
let sms: OutsideService
let running: RunningApp
let as: People
beforeAll(async () => {
  sms = await startOutside(gateway.answer)
  const gate = { url: sms.url, ...smsAccount, template: undefined }
  running = await startApp({
    clock,
    settings: { channels: { dingtalk: undefined, wecom: undefined, sms: gate, push: undefined } },
  })
  await givePhones(running, {
    't1.force': force,
    'county.dispatcher': dispatcher,
    'county.director': leader,
  })
})
afterAll(async () => {
  await running.drop()
  await sms.close()
})
beforeEach(() => {
  // An office's session ends while the clock is moved.
  as = peopleOf(running)
  sms.answer(gateway.answer)
})

/** Whom a message of a case went to. */
const messagesOf = ({ number }: Pick<CaseView, 'number'>) =>
  gateway.taken.filter(({ text }) => text.includes(number)).map(({ to }) => to)
const accepted = (level: 'red' | 'orange' | 'yellow' = 'orange') =>
  broughtTo('accepted', as, aReport({ level }))
async function dispatched(level: 'red' | 'orange' | 'yellow' = 'orange'): Promise<CaseView> {
  const current = await accepted(level)
  return moved(await as('t1.dispatcher'), current, aMove('assign', current))
}
async function reachOf({ id }: Pick<CaseView, 'id'>, task: ReachView['task'] = 'sign'): Promise<ReachView> {
  const { body } = await (await as('t1.dispatcher')).call(seeReach, { params: { id } })
  const found = body.items.find(one => one.task === task)
  if (!found) throw new Error('nobody is to be told')
  return found
}
const personIn = (reach: ReachView, account: string) =>
  reach.persons.find(({ name }) => name === `测试 ${account}`)
/** Until something has come of a notice. */
const reached = async (current: CaseView, what: string, is: (reach: ReachView) => boolean | undefined) => {
  await until(what, async () => {
    const found = await reachOf(current).catch(() => undefined)
    return found !== undefined && is(found) === true
  })
  return reachOf(current)
}
const toldIn = (current: CaseView, account: string) =>
  reached(
    current,
    `${account} is told`,
    reach => personIn(reach, account)?.toldAt !== null && personIn(reach, account) !== undefined,
  )
/** What an account is told in the app of a case that waits for it. */
const own = async (account: string, current: Pick<CaseView, 'id'>) => {
  const { body } = await (await as(account)).call(listNotifications, { query: {} })
  return body.items.filter(one => one.percent === 0 && one.caseId === current.id)
}

describe('a dispatch', () => {
  it('is told to the unit when it cannot be taken back any more, and by the next channel when nobody looks', async () => {
    const current = await dispatched()
    const held = await reached(current, 'it is begun', () => true)
    clock.moveOnS(holdS)
    await toldIn(current, 't1.force')

    expect(held.persons).toEqual([])
    expect(Date.parse(held.startsAt) - Date.parse(held.since)).toBe(holdS * 1_000)
    expect(messagesOf(current)).toEqual([])
    expect(await own('t1.force', current)).toMatchObject([
      { caseId: current.id, stage: 'signing', percent: 0 },
    ])

    clock.moveOnS(30)
    await until('a message came', () => messagesOf(current).length === 1)
    const reach = await reached(current, 'it is noted', found =>
      personIn(found, 't1.force')?.deliveries.every(({ state }) => state === 'sent'),
    )

    expect(messagesOf(current)).toEqual([force])
    expect(personIn(reach, 't1.force')?.deliveries.map(({ channel }) => channel)).toEqual(['app', 'sms'])
  })

  it('that is taken back in time tells nobody', async () => {
    const current = await dispatched()
    await moved(await as('t1.dispatcher'), current, aMove('recall', current, { reason: '10 秒内撤回' }))
    clock.moveOnS(holdS + 600)
    const reach = await reached(current, 'it ended', ({ end }) => end !== null)

    expect(reach).toMatchObject({ end: 'withdrawn', endMove: 'recall', persons: [] })
    expect(await own('t1.force', current)).toEqual([])
    expect(messagesOf(current)).toEqual([])
  })

  it('sent again after it was taken back is told once', async () => {
    const first = await dispatched()
    const back = await moved(
      await as('t1.dispatcher'),
      first,
      aMove('recall', first, { reason: '10 秒内撤回' }),
    )
    const current = await moved(await as('t1.dispatcher'), back, aMove('assign', back))
    clock.moveOnS(holdS)
    await until('it is told', async () => (await own('t1.force', current)).length > 0)
    clock.moveOnS(30)
    await until('a message came', () => messagesOf(current).length > 0)
    clock.moveOnS(1)
    await reached(current, 'the first ended', () => true)

    expect(await own('t1.force', current)).toHaveLength(1)
    expect(messagesOf(current)).toHaveLength(1)
  })

  it('of a red case is told at once', async () => {
    const current = await dispatched('red')

    await toldIn(current, 't1.force')
    expect(await own('t1.force', current)).toHaveLength(1)
  })

  it('that is signed tells nobody any more, and says by whom', async () => {
    const current = await dispatched()
    clock.moveOnS(holdS)
    await toldIn(current, 't1.force')
    await moved(await as('t1.force'), current, aMove('sign', current))
    const reach = await reached(current, 'it ended', ({ end }) => end !== null)
    clock.moveOnS(600)

    expect(reach).toMatchObject({ end: 'done', endMove: 'sign', endedByName: '测试 t1.force', nextAt: null })
    expect(messagesOf(current)).toEqual([])
  })
})

describe('receipts', () => {
  it('put off the next channel when it is on the device, and end it when it is opened', async () => {
    const current = await dispatched()
    clock.moveOnS(holdS)
    await toldIn(current, 't1.force')
    const [notice] = await own('t1.force', current)
    const ids = [notice?.id ?? '']
    const by = await as('t1.force')

    expect((await by.call(receiveNotifications, { body: { ids } })).body).toEqual({ received: 1 })
    expect((await by.call(receiveNotifications, { body: { ids } })).body).toEqual({ received: 0 })
    clock.moveOnS(31)
    await reached(
      current,
      'it is looked at',
      ({ nextAt }) => nextAt !== null && Date.parse(nextAt) > Date.parse(clock.now()),
    )
    expect(messagesOf(current)).toEqual([])

    await by.call(seeNotifications, { body: { ids } })
    clock.moveOnS(200)
    const reach = await reached(
      current,
      'it is opened',
      found => personIn(found, 't1.force')?.openedAt !== null,
    )

    expect(personIn(reach, 't1.force')?.deliveries.map(({ channel }) => channel)).toEqual(['app'])
    expect(messagesOf(current)).toEqual([])
  })

  it('of somebody else’s notices change nothing', async () => {
    const current = await dispatched()
    clock.moveOnS(holdS)
    await toldIn(current, 't1.force')
    const ids = (await own('t1.force', current)).map(({ id }) => id)

    expect((await (await as('police')).call(receiveNotifications, { body: { ids } })).body).toEqual({
      received: 0,
    })
    expect(personIn(await reachOf(current), 't1.force')?.receivedAt).toBeNull()
  })

  it('of a stranger are refused', async () => {
    const answer = await running.stranger.call(receiveNotifications, { body: { ids: [unitIds.police] } })

    expect(answer.code).toBe('session.none')
  })
})

const isOf = ({ content }: OutsideAsk['json'], { number }: Pick<CaseView, 'number'>) =>
  String(content).includes(number)

describe('a channel that fails', () => {
  it('is tried so often, then given up, and the next person is told', async () => {
    sms.answer(() => ({ status: 503, body: '' }))
    const current = await dispatched()
    clock.moveOnS(holdS)
    await toldIn(current, 't1.force')
    const sentTo = () => sms.asked.filter(({ json }) => json['mobile'] === force && isOf(json, current))
    const isNoted = (reach: ReachView) => personIn(reach, 't1.force')?.deliveries[1]
    for (const [nth, waitS] of [30, 5, 15, 45, 135].entries()) {
      clock.moveOnS(waitS)
      await until('it is tried', () => sentTo().length === nth + 1)
      await reached(current, 'it is noted', reach => {
        const noted = isNoted(reach)
        return noted?.attempts === nth + 1 && noted.state !== 'sending'
      })
    }
    const reach = await toldIn(current, 'county.dispatcher')

    expect(personIn(reach, 't1.force')?.deliveries).toMatchObject([
      { channel: 'app', state: 'sent' },
      { channel: 'sms', state: 'failed', attempts: 5, fault: 'http.503' },
    ])
    const keys = sentTo().map(({ json }) => json['requestId'])
    expect(new Set(keys).size).toBe(1)
  })

  it('for good goes to the next person at once', async () => {
    sms.answer(() => ({ body: { code: 'blocked' } }))
    const current = await dispatched()
    clock.moveOnS(holdS)
    await toldIn(current, 't1.force')
    clock.moveOnS(30)

    const reach = await toldIn(current, 'county.dispatcher')
    expect(personIn(reach, 't1.force')?.deliveries[1]).toMatchObject({
      state: 'failed',
      attempts: 1,
      fault: 'sms.blocked',
    })
  })
})

describe('nobody answers', () => {
  it('tells one after the other, each once, and says since when nobody is left', async () => {
    const current = await dispatched()
    clock.moveOnS(holdS)
    for (const account of ['t1.force', 'county.dispatcher', 'county.director']) {
      await toldIn(current, account)
      const before = messagesOf(current).length
      clock.moveOnS(30)
      await until(`${account} has a message`, () => messagesOf(current).length === before + 1)
      await reached(
        current,
        'it is noted',
        reach => personIn(reach, account)?.deliveries[1]?.state === 'sent',
      )
      clock.moveOnS(30)
    }
    const reach = await reached(current, 'it is spent', ({ spentAt }) => spentAt !== null)

    expect(messagesOf(current)).toEqual([force, dispatcher, leader])
    expect(reach).toMatchObject({ end: null, nextAt: null })
  })

  it('off duty a yellow case wakes nobody, and is told by message when duty begins', async () => {
    clock.setTo('2026-11-24T13:00:00.000Z')
    const current = await dispatched('yellow')
    clock.moveOnS(holdS)
    const reach = await toldIn(current, 't1.force')

    expect(await own('t1.force', current)).toHaveLength(1)
    expect(reach.nextAt).toBe('2026-11-25T00:00:00.000Z')
    expect(messagesOf(current)).toEqual([])
  })
})

describe('a case that calls', () => {
  it('is told to the desks, and no more once somebody has accepted it', async () => {
    await givePhones(running, { 't1.duty': '13800000004' })
    const current = await accepted('red')
    const reach = await until('it is told', async () => {
      const found = await reachOf(current, 'accept').catch(() => undefined)
      return found?.end === 'done'
    }).then(() => reachOf(current, 'accept'))

    expect(reach).toMatchObject({
      task: 'accept',
      end: 'done',
      endMove: 'accept',
      endedByName: '测试 t1.duty',
    })
  })
})

describe('GET /api/cases/:id/reach', () => {
  it('is refused to whoever may not read the case, and to a wall', async () => {
    const current = await dispatched()
    const asked = async (account: string) =>
      (await (await as(account)).call(seeReach, { params: { id: current.id } })).code

    expect(await asked('t2.duty')).toBe('case.unknown')
    expect(await asked('county.wall')).toBe('case.unknown')
    expect(await asked('t1.leader')).toBeUndefined()
  })
})

it('no message says anything of whoever reported, nor what they said', async () => {
  const words = { reporter: { name: '林志远', phone: '13912345678' }, text: '邻居老林家燃气泄漏' }
  const current = await broughtTo('accepted', as, aReport({ level: 'red', ...words }))
  await moved(
    await as('t1.dispatcher'),
    current,
    aMove('assign', current, { requirement: '找林志远 13912345678' }),
  )
  await until('it is told', async () => (await own('t1.force', current)).length > 0)
  clock.moveOnS(10)
  await until('a message came', () => messagesOf(current).includes(force))

  for (const { text } of gateway.taken) expect(text).not.toMatch(/林|13912345678|燃气泄漏|邻居/)
})

it('whoever is on duty by the roster is told first, and their colleagues when nobody on duty answers', async () => {
  const { body: made } = await (
    await as('county.security')
  ).call(createAccount, {
    body: {
      id: v7(),
      account: 't1.force.night',
      name: '测试 t1.force.night',
      role: 'unitHandler',
      scope: townshipCode(1),
      unitId: unitIds.force(1),
    },
  })
  const now = toMs(clock.now())
  const stint = {
    post: 'officer',
    name: made.account.name,
    accountId: made.account.id,
    from: instant(now - 3_600_000),
    to: instant(now + 8 * 3_600_000),
  } as const
  await (
    await as('t1.dispatcher')
  ).call(addStints, { body: { id: v7(), unitId: unitIds.force(1), stints: [stint] } })

  const current = await dispatched()
  clock.moveOnS(holdS)
  const reach = await toldIn(current, 't1.force.night')

  const byTurn = [...reach.persons]
    .sort((a, b) => a.rank - b.rank)
    .map(({ name, toldAt }) => [name, toldAt !== null])
  expect(byTurn).toEqual([
    ['测试 t1.force.night', true],
    ['测试 county.dispatcher', false],
    ['测试 county.director', false],
    ['测试 t1.force', false],
  ])
})
