import { seeSession } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { keeperOf } from '../builders/keeper.ts'
import { password } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp

beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())

const codeOf = async (browser: Browser) => (await browser.call(seeSession)).code

/** As the administrator's tool does it: from outside, through the database alone. */
const outside = () => keeperOf(running)

const hourS = 3_600
const dayS = 24 * hourS

describe('a session ends', () => {
  it('never for who has none', async () => {
    const answer = await running.stranger.call(seeSession)

    expect([answer.status, answer.code]).toEqual([401, 'session.none'])
  })

  it('not for a forged or mangled cookie, which is none', async () => {
    const forged = [
      'shuniu_session=',
      'shuniu_session=x',
      `shuniu_session=${'A'.repeat(43)}`,
      'shuniu_session=%00;;=',
    ]

    const answers = await Promise.all(
      forged.map(cookie => running.stranger.send('GET', '/api/session', { headers: { cookie } })),
    )

    expect(answers.map(answer => answer.code)).toEqual(forged.map(() => 'session.none'))
  })

  it('by signing out, which forgets the cookie and spares the other sessions of the account', async () => {
    const one = await running.signIn('county.duty')
    const other = await running.signIn('county.duty')

    const out = await one.delete('/api/session')

    expect(out.body).toEqual({ signedOut: true })
    expect(out.headers.getSetCookie()[0]).toMatch(/^shuniu_session=; .*Expires=Thu, 01 Jan 1970/)
    expect(await codeOf(one)).toBe('session.none')
    expect(await codeOf(other)).toBeUndefined()
  })

  it('by nothing twice: signing out again is no fault', async () => {
    const browser = await running.signIn('county.duty')
    await browser.delete('/api/session')

    expect((await browser.delete('/api/session')).status).toBe(200)
    expect((await running.stranger.delete('/api/session')).status).toBe(200)
  })

  it('within a second when the account is disabled from outside the process', async () => {
    const browser = await running.signIn('t1.leader')
    expect(await codeOf(browser)).toBeUndefined()

    await outside().disable('t1.leader')
    const disabledAtMs = performance.now()

    await expect.poll(() => codeOf(browser), { interval: 20, timeout: 5_000 }).toBe('session.none')
    expect(performance.now() - disabledAtMs).toBeLessThan(1_000)
    const again = await running.stranger.post('/api/session', { account: 't1.leader', password })
    expect([again.status, again.code]).toEqual([403, 'session.disabled'])
  })

  it('by a new password, which alone opens the account then', async () => {
    const browser = await running.signIn('t1.director')
    await codeOf(browser)

    await outside().reset('t1.director', 'another-password')

    await expect.poll(() => codeOf(browser), { interval: 20, timeout: 5_000 }).toBe('session.none')
    await expect(running.signIn('t1.director')).rejects.toThrow('session.wrongPassword')
    await expect(running.signIn('t1.director', 'another-password')).resolves.toBeDefined()
  })
})

describe('a session lasts', () => {
  it.each([
    ['county.leader', 30 * 60],
    ['county.duty', 12 * hourS],
    ['t1v1g1', 7 * dayS],
    ['county.wall', 30 * dayS],
  ])('for %s %i seconds unused', async (account, idleInS) => {
    const used = await running.signIn(account)
    const unused = await running.signIn(account)

    clock.moveOnS(idleInS - 1)
    expect(await codeOf(used)).toBeUndefined()
    clock.moveOnS(1)

    expect(await codeOf(used)).toBeUndefined()
    expect(await codeOf(unused)).toBe('session.none')
  })

  it('at most a day at a duty desk, however much it is used', async () => {
    const browser = await running.signIn('county.dispatcher')

    for (let hour = 1; hour < 24; hour += 1) {
      clock.moveOnS(hourS)
      expect(await codeOf(browser)).toBeUndefined()
    }
    clock.moveOnS(hourS)

    expect(await codeOf(browser)).toBe('session.none')
  })

  it('over a restart of the server', async () => {
    const browser = await running.signIn('county.wall')
    const successor = await startApp({
      clock,
      database: running.database,
      settings: { redisUrl: undefined },
    }).catch((cause: unknown) => cause)
    expect(successor).toBeInstanceOf(Error)

    await running.stop()
    running = await startApp({ clock, database: running.database })
    const answer = await running.stranger.send('GET', '/api/session', { headers: { cookie: browser.cookie } })

    expect(answer.status).toBe(200)
  })
})

describe('an administrator', () => {
  it('creates an account once, with a password of ten characters at least', async () => {
    const input = {
      account: 'new.one',
      name: '欧阳新',
      role: 'townshipDuty',
      scope: '341222100',
      unitId: null,
    } as const

    const weak = await outside().create({ ...input, password: 'short' })
    const made = await outside().create({ ...input, password: 'long-enough-now' })
    const again = await outside().create({ ...input, password: 'long-enough-now' })

    expect(weak).toMatchObject({ ok: false, refusal: { code: 'account.weakPassword' } })
    expect(made).toMatchObject({ ok: true, isNew: true })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'account.taken' } })
    await expect(running.signIn('new.one', 'long-enough-now')).resolves.toBeDefined()
  })

  it('is told of an account that does not exist', async () => {
    expect(await outside().disable('nobody')).toMatchObject({
      ok: false,
      refusal: { code: 'account.unknown' },
    })
    expect(await outside().reset('nobody', 'long-enough-now')).toMatchObject({ ok: false })
  })
})
