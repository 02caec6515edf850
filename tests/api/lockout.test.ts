import { trustedProxiesIn } from '@shuniu/server/platform/addresses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { jarOf } from '../builders/jar.ts'
import { password } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp

beforeAll(async () => {
  running = await startApp({ clock, settings: { trustProxy: trustedProxiesIn('1') } })
})
afterAll(async () => {
  await running.stop()
  await running.database.drop()
})

/** A try of somebody without cookies, from an address behind our proxy. */
const tryFrom = (address: string, account: string, secret = 'a-wrong-guess') =>
  running.stranger.send('POST', '/api/session', {
    body: { account, password: secret },
    headers: { 'x-forwarded-for': address },
  })

async function lockOut(account: string, address = '6.6.6.6') {
  for (let n = 0; n < 5; n += 1) await tryFrom(address, account)
}

describe('wrong passwords of strangers', () => {
  it('lock them out, and not the device that signed in before', async () => {
    const desk = jarOf(running.url)
    expect((await desk.signIn('t1.duty', password)).status).toBe(200)

    await lockOut('t1.duty', '127.0.0.1')

    expect((await tryFrom('127.0.0.1', 't1.duty', password)).code).toBe('session.locked')
    expect((await desk.signIn('t1.duty', password)).status).toBe(200)
  })

  it('from one address leave the account open to a new device from another', async () => {
    await lockOut('t1.dispatcher')

    expect((await tryFrom('6.6.6.6', 't1.dispatcher', password)).code).toBe('session.locked')
    expect((await tryFrom('10.1.1.1', 't1.dispatcher', password)).status).toBe(200)
  })

  it('are counted by the address that our proxy saw, whatever the caller put before it', async () => {
    for (let n = 0; n < 5; n += 1) await tryFrom(`10.2.2.${n}, 7.7.7.7`, 't1.director')

    expect((await tryFrom('10.3.3.3, 7.7.7.7', 't1.director', password)).code).toBe('session.locked')
  })

  it('from one network of IPv6 count together, however many addresses it has', async () => {
    for (let n = 0; n < 5; n += 1) await tryFrom(`2001:db8:0:1::${n}`, 't1.leader')

    expect((await tryFrom('2001:db8:0:1:ffff::1', 't1.leader', password)).code).toBe('session.locked')
    expect((await tryFrom('2001:db8:0:2::1', 't1.leader', password)).status).toBe(200)
  })

  it('from many addresses end after thirty, for strangers alone', async () => {
    const desk = jarOf(running.url)
    await desk.signIn('t2.duty', password)
    for (let n = 0; n < 30; n += 1) await tryFrom(`8.8.${n}.1`, 't2.duty')

    expect((await tryFrom('10.4.4.4', 't2.duty', password)).code).toBe('session.locked')
    expect((await desk.signIn('t2.duty', password)).status).toBe(200)
  })

  it('at many accounts from one address close the address, and not the devices that are known behind it', async () => {
    const desk = jarOf(running.url)
    const office = { 'x-forwarded-for': '9.9.9.9' }
    await desk.signIn('t2.dispatcher', password, office)
    await tryFrom('9.9.9.9', 'nobody-1')
    // As after so many more of them.
    await running.database.pool.query(
      `update failed_sign_ins set count = 299 where subject = 'network:9.9.9.9'`,
    )
    expect((await tryFrom('9.9.9.9', 'nobody-2')).code).toBe('session.wrongPassword')

    const closed = await tryFrom('9.9.9.9', 't2.director', password)
    expect([closed.status, closed.code, closed.headers.get('retry-after')]).toEqual([
      429,
      'request.tooMany',
      '1800',
    ])
    expect((await desk.signIn('t2.dispatcher', password, office)).status).toBe(200)
    expect((await tryFrom('9.9.9.8', 't2.director', password)).status).toBe(200)
  })

  it('tell nothing of whether an account exists', async () => {
    const told = async (account: string) => {
      const answers: unknown[] = []
      for (let n = 0; n < 7; n += 1) {
        const { status, body } = await tryFrom('5.5.5.5', account)
        answers.push([status, { ...Object(body), requestId: '' }])
      }
      return answers
    }

    expect(await told('t3.director')).toEqual(await told('nobody.here'))
  })

  it('are kept by no name that was typed', async () => {
    await tryFrom('5.5.5.6', 'my-password-in-the-wrong-field')

    const { rows } = await running.database.pool.query<{ row: string }>(
      'select f::text as row from failed_sign_ins f',
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ row }) => row.includes('my-password'))).toEqual([])
  })
})

describe('a device that signed in before', () => {
  it('answers for its own wrong passwords, and for nobody else’s', async () => {
    const [one, other] = [jarOf(running.url), jarOf(running.url)]
    await one.signIn('t3.duty', password)
    await other.signIn('t3.duty', password)

    for (let n = 0; n < 5; n += 1) await one.signIn('t3.duty', 'a-wrong-guess')

    expect((await one.signIn('t3.duty', password)).code).toBe('session.locked')
    expect((await other.signIn('t3.duty', password)).status).toBe(200)
    clock.moveOnS(30 * 60)
    expect((await one.signIn('t3.duty', password)).status).toBe(200)
  })

  it('is known for each account that was signed in there, and for no other', async () => {
    const desk = jarOf(running.url)
    await desk.signIn('t1v1.officer', password)
    await desk.signIn('t1v2.officer', password)
    for (const account of ['t1v1.officer', 't1v2.officer', 't1v3.officer'])
      await lockOut(account, '127.0.0.1')

    expect((await desk.signIn('t1v1.officer', password)).status).toBe(200)
    expect((await desk.signIn('t1v2.officer', password)).status).toBe(200)
    expect((await desk.signIn('t1v3.officer', password)).code).toBe('session.locked')
  })

  it('is not made known by a token that somebody planted', async () => {
    const attacker = jarOf(running.url)
    await attacker.signIn('t2v1.officer', password)
    const planted = /shuniu_device=([\w-]{43})/.exec(attacker.cookie)?.[0] ?? ''
    const victim = jarOf(running.url)
    const signedIn = await running.stranger.send('POST', '/api/session', {
      body: { account: 't2v2.officer', password },
      headers: { cookie: planted },
    })
    victim.keep(signedIn)

    expect(victim.cookie).not.toContain(planted)
    for (let n = 0; n < 5; n += 1) await attacker.signIn('t2v2.officer', 'a-wrong-guess')
    expect((await victim.signIn('t2v2.officer', password)).status).toBe(200)
  })

  it.each(['x', 'A'.repeat(43), '%00', ''])('is nobody by the token %j', async token => {
    const answer = await running.stranger.send('POST', '/api/session', {
      body: { account: 't2v3.officer', password },
      headers: { cookie: `shuniu_device=${token}` },
    })

    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()[1]).toMatch(
      /^shuniu_device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })
})

describe('a count', () => {
  it('outlives a restart', async () => {
    await lockOut('t3v1.officer')
    await running.stop()
    running = await startApp({
      clock,
      database: running.database,
      settings: { trustProxy: trustedProxiesIn('1') },
    })

    expect((await tryFrom('6.6.6.6', 't3v1.officer', password)).code).toBe('session.locked')
  })

  it('of a clock that has been set back since is none', async () => {
    await lockOut('t3v2.officer')
    clock.moveOnS(-3_600)

    expect((await tryFrom('6.6.6.6', 't3v2.officer', password)).status).toBe(200)
    clock.moveOnS(3_600)
  })
})

describe('a burst of sign-ins', () => {
  it('is counted before it is judged, and keeps no known device waiting', async () => {
    const desk = jarOf(running.url)
    await desk.signIn('county.duty', password)

    const burst = Array.from({ length: 200 }, () => tryFrom('4.4.4.4', 'burst'))
    const own = await desk.signIn('county.duty', password)
    const codes = (await Promise.all(burst)).map(({ code }) => code)

    expect(own.status).toBe(200)
    expect(codes.filter(code => code === 'session.wrongPassword')).toHaveLength(5)
    expect(codes.filter(code => code === 'session.locked' || code === 'request.tooMany')).toHaveLength(195)
  })
})
