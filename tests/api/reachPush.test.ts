import type { CaseView } from '@shuniu/shared/cases'
import { dropPush, receivePushed, seePushKey, seeReach, subscribePush } from '@shuniu/shared/reach'
import { readSettings } from '@shuniu/server/platform/settings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { browserOf, type Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aVapidPair, startPushService, type PushService } from '../builders/pushGateway.ts'
import { aReport } from '../builders/report.ts'
import { accountId, password } from '../builders/staff.ts'
import { until } from '../builders/watcher.ts'

const clock = testClock()
const pair = aVapidPair()
let service: PushService
let running: RunningApp
let as: People
/** The unit's handler on a device that keeps what it was given at signing in. */
let force: Browser
beforeAll(async () => {
  service = await startPushService(pair.publicKey)
  const push = { ...pair, subject: 'mailto:centre@taihe.example', services: [service.origin] }
  running = await startApp({
    clock,
    settings: { channels: { dingtalk: undefined, wecom: undefined, sms: undefined, push } },
  })
  as = peopleOf(running)
  force = await signedInOn('t1.force')
})
afterAll(async () => {
  await running.drop()
  await service.close()
})

async function signedInOn(account: string): Promise<Browser> {
  const answer = await running.stranger.post('/api/session', { account, password })
  const cookies = answer.headers.getSetCookie().map(cookie => cookie.split(';', 1)[0])
  return browserOf(running.url, cookies.join('; '))
}
async function dispatched(): Promise<CaseView> {
  const current = await broughtTo('accepted', as, aReport({ level: 'red' }))
  return moved(await as('t1.dispatcher'), current, aMove('assign', current))
}
const inReach = async ({ id }: Pick<CaseView, 'id'>) => {
  const { body } = await force.call(seeReach, { params: { id } })
  return body.items
    .find(one => one.task === 'sign')
    ?.persons.find(one => one.accountId === accountId('t1.force'))
}
const told = (current: CaseView) =>
  until('it is told', async () => ((await inReach(current))?.toldAt ?? null) !== null)

describe('a device', () => {
  it('is pushed to when nothing came to it in the page, and its receipt needs no session', async () => {
    const device = service.device('one')
    expect((await force.call(seePushKey)).body).toEqual({ key: pair.publicKey })
    expect((await force.call(subscribePush, { body: device.body })).status).toBe(201)
    const current = await dispatched()
    await told(current)
    clock.moveOnS(10)
    await until('it is pushed', () => device.pushed.length === 1)

    const [pushed] = device.pushed
    const { id, proof } = pushed?.told ?? {}
    expect(pushed).toMatchObject({ urgency: 'high', told: { caseId: current.id } })
    expect(String(pushed?.told['text'])).toContain(current.number)
    const forged = { id: String(id), proof: 'x'.repeat(43) }
    await running.stranger.call(receivePushed, { body: forged })
    expect((await inReach(current))?.receivedAt).toBeNull()
    await running.stranger.call(receivePushed, { body: { id: String(id), proof: String(proof) } })
    expect((await inReach(current))?.receivedAt).not.toBeNull()
    expect((await inReach(current))?.deliveries.map(({ channel, state }) => [channel, state])).toEqual([
      ['app', 'sent'],
      ['push', 'sent'],
    ])
    await force.call(dropPush, { body: { endpoint: device.body.endpoint } })
  })

  it('that is known no more is forgotten, and the channel given up', async () => {
    const device = service.device('gone')
    await force.call(subscribePush, { body: device.body })
    service.forget('gone')
    const current = await dispatched()
    await told(current)
    clock.moveOnS(10)
    await until('it is given up', async () => (await inReach(current))?.deliveries[1]?.state === 'failed')

    const { rows } = await running.database.pool.query('select 1 from push_subscriptions')
    expect((await inReach(current))?.deliveries[1]).toMatchObject({ channel: 'push', fault: 'gone' })
    expect(rows).toEqual([])
  })

  it('is told once, though its service took a message and lost the answer', async () => {
    const device = service.device('lossy')
    await force.call(subscribePush, { body: device.body })
    service.become('cut')
    const current = await dispatched()
    await told(current)
    clock.moveOnS(10)
    await until('it failed', async () => (await inReach(current))?.deliveries[1]?.fault === 'unreachable')
    service.become(undefined)
    clock.moveOnS(5)
    await until('it is pushed', () => device.pushed.length > 0)

    expect(device.pushed).toHaveLength(1)
    await force.call(dropPush, { body: { endpoint: device.body.endpoint } })
  })

  it('goes with the account’s devices, and is pushed to no more when its holder says so', async () => {
    const [one, other] = [service.device('mine'), service.device('other')]
    await force.call(subscribePush, { body: one.body })
    await force.call(subscribePush, { body: one.body })
    await force.call(subscribePush, { body: other.body })
    const kept = async () => {
      const { rows } = await running.database.pool.query('select 1 from push_subscriptions')
      return rows.length
    }

    expect(await kept()).toBe(2)
    expect((await force.call(dropPush, { body: { endpoint: one.body.endpoint } })).body).toEqual({
      isOn: false,
    })
    expect(await kept()).toBe(1)
    await running.database.pool.query('delete from devices where account_id = $1', [accountId('t1.force')])
    expect(await kept()).toBe(0)
  })
})

describe('POST /api/push/subscriptions', () => {
  it.each([
    ['push.unknownService', 'https://elsewhere.example/to/me'],
    ['push.unknownService', 'http://127.0.0.1:5432/'],
    ['push.unknownService', 'http://user@127.0.0.1/'],
    ['request.malformed', 'file:///etc/passwd'],
  ])('refuses with %s: %s', async (code, endpoint) => {
    const { p256dh, auth } = service.device('x').body

    expect((await force.call(subscribePush, { body: { endpoint, p256dh, auth } })).code).toBe(code)
  })

  it('refuses a browser that nobody signed in from, and a stranger', async () => {
    const { body } = service.device('y')

    expect((await (await as('t1.duty')).call(subscribePush, { body })).code).toBe('push.unknownDevice')
    expect((await running.stranger.call(subscribePush, { body })).code).toBe('session.none')
    expect((await running.stranger.call(dropPush, { body: { endpoint: body.endpoint } })).code).toBe(
      'session.none',
    )
    expect((await running.stranger.call(seePushKey)).code).toBe('session.none')
  })

  it('is refused where the county pushes to nobody', async () => {
    const quiet = await startApp()
    const duty = await quiet.signIn('t1.duty')
    const { body } = service.device('z')

    expect((await duty.call(subscribePush, { body })).code).toBe('push.off')
    expect((await duty.call(seePushKey)).body).toEqual({ key: null })
    await quiet.drop()
  })
})

it('POST /api/push/received of no shape is refused', async () => {
  const answer = await running.stranger.post('/api/push/received', { id: 'x', proof: '' })

  expect(answer.code).toBe('request.malformed')
})

it.each([
  [{ VAPID_PUBLIC_KEY: pair.publicKey }, /VAPID_PRIVATE_KEY, VAPID_SUBJECT is missing/],
  [
    {
      VAPID_PUBLIC_KEY: pair.publicKey,
      VAPID_PRIVATE_KEY: aVapidPair().privateKey,
      VAPID_SUBJECT: 'mailto:a@b',
    },
    /one pair/,
  ],
  [
    { VAPID_PUBLIC_KEY: pair.publicKey, VAPID_PRIVATE_KEY: pair.privateKey, VAPID_SUBJECT: 'me' },
    /VAPID_SUBJECT/,
  ],
])('keys that cannot be used are refused at start', (env, message) => {
  expect(() => readSettings({ DATA_DIR: '.', ...env })).toThrow(message)
})
