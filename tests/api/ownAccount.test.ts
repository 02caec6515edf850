import {
  changeOwnPassword,
  endOwnSession,
  seeOwnSessions,
  seeSession,
  sessionsTold,
  type OwnSession,
} from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { browserOf, type Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { jarOf } from '../builders/jar.ts'
import { password } from '../builders/staff.ts'
import { until, Watcher } from '../builders/watcher.ts'

const clock = testClock()
let running: RunningApp
beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())

const next = 'a-quite-different-one'
const change = (browser: Browser, body: { current: string; next: string }) =>
  browser.call(changeOwnPassword, { body })
const isIn = async (browser: Browser) => (await browser.call(seeSession)).status === 200

describe('changing one’s own password', () => {
  it('keeps this session under a new cookie, and ends every other one and its sockets within a second', async () => {
    const here = await running.signIn('county.duty')
    const there = await running.signIn('county.duty')
    const watcher = new Watcher({ url: running.url, cookie: there.cookie })
    await watcher.connect()

    const changed = await change(here, { current: password, next })
    await until('the other socket is ended', () => !watcher.isConnected, 1_000)

    const renewed = browserOf(running.url, changed.headers.getSetCookie()[0]?.split(';', 1)[0])
    expect(changed.body).toMatchObject({ account: 'county.duty', mustChangePassword: false })
    expect([await isIn(renewed), await isIn(here), await isIn(there)]).toEqual([true, false, false])
    await expect(running.signIn('county.duty')).rejects.toThrow('session.wrongPassword')
    await expect(running.signIn('county.duty', next)).resolves.toBeDefined()
  })

  it('is refused without the current one, which is counted as at signing in, for this session alone', async () => {
    const [here, other] = [await running.signIn('t1.duty'), await running.signIn('t1.duty')]
    const codes = []
    for (let n = 0; n < 6; n += 1) codes.push((await change(here, { current: 'a-wrong-guess', next })).code)

    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'account.wrongPassword'), 'session.locked'])
    const locked = await change(here, { current: password, next })
    expect([locked.code, locked.headers.get('retry-after')]).toEqual(['session.locked', '1800'])
    expect((await change(other, { current: password, next })).status).toBe(200)
  })

  it.each([
    ['short', 'too-short'],
    ['account', 't1.director-2026'],
    ['common', 'Password2026'],
    ['long', 'x'.repeat(201)],
    ['same', password],
  ])('is refused for a password that is %s', async (weakness, weak) => {
    const here = await running.signIn('t1.director')

    const answer = await change(here, { current: password, next: weak })

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'account.weakPassword', detail: { weakness } })
    expect(await isIn(here)).toBe(true)
  })

  it('is refused to nobody', async () => {
    expect((await change(running.stranger, { current: password, next })).code).toBe('session.none')
  })

  it('leaves this device known and no other', async () => {
    const [here, there] = [jarOf(running.url), jarOf(running.url)]
    await here.signIn('t2.duty', password)
    await there.signIn('t2.duty', password)
    here.keep(await change(here.browser, { current: password, next }))
    for (let n = 0; n < 5; n += 1) {
      await running.stranger.post('/api/session', { account: 't2.duty', password: 'a-wrong-guess' })
    }

    expect((await here.signIn('t2.duty', next)).status).toBe(200)
    expect((await there.signIn('t2.duty', next)).code).toBe('session.locked')
  })

  it('is written down', async () => {
    const { rows } = await running.database.pool.query(
      `select kind, actor_name from acts where subject_name like '%（county.duty）'`,
    )

    expect(rows).toEqual([{ kind: 'account.changePassword', actor_name: '测试 county.duty' }])
  })
})

describe('one’s own sessions', () => {
  it('are listed by device, the present one marked, and none of anybody else', async () => {
    const body = { account: 't1.leader', password }
    const userAgent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36'
    const signedIn = await running.stranger.send('POST', '/api/session', {
      body,
      headers: { 'user-agent': userAgent },
    })
    const here = browserOf(running.url, signedIn.headers.getSetCookie()[0]?.split(';', 1)[0])
    await running.signIn('t1.leader')

    const { body: listed } = await here.call(seeOwnSessions, { query: {} })

    expect(listed.items).toHaveLength(2)
    expect(listed.items.filter(({ isCurrent }) => isCurrent).map(({ agent }) => agent)).toEqual([
      'Chrome · Windows',
    ])
    expect(JSON.stringify(listed)).not.toContain(here.cookie.split('=')[1])
  })

  it('end one at a time, and are unknown afterwards', async () => {
    const [here, there] = [await running.signIn('t2.leader'), await running.signIn('t2.leader')]
    const { body } = await here.call(seeOwnSessions, { query: {} })
    const id = body.items.find(({ isCurrent }) => !isCurrent)?.id ?? ''

    expect((await here.call(endOwnSession, { params: { id } })).body).toEqual({ ended: true })

    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    expect((await here.call(endOwnSession, { params: { id } })).code).toBe('session.unknown')
  })

  it('are told in parts where they are many, and one of the last can be ended', async () => {
    const here = await running.signIn('t2.director')
    const many = 250
    await running.database.pool.query(
      `insert into sessions (token_hash, account_id, created_at, last_seen_at, idle_in_s, idle_at, expires_at)
         select md5(n::text) || md5('x' || n), account_id, sessions.created_at, last_seen_at - (n / 4) * interval '1 second',
                idle_in_s, idle_at, expires_at
           from sessions join accounts on accounts.id = account_id, generate_series(1, $1::int) n
          where account = 't2.director'`,
      [many],
    )
    const parts: OwnSession[][] = []
    let cursor: string | null = null
    do {
      const query: { cursor?: string } = cursor === null ? {} : { cursor }
      const { body } = await here.call(seeOwnSessions, { query })
      parts.push(body.items)
      cursor = body.next
    } while (cursor !== null)

    const all = parts.flat()
    expect(parts.map(part => part.length)).toEqual([sessionsTold, sessionsTold, many + 1 - 2 * sessionsTold])
    expect(new Set(all.map(({ id }) => id)).size).toBe(many + 1)
    expect(all.map(one => one.lastSeenAt)).toEqual(
      all
        .map(one => one.lastSeenAt)
        .sort()
        .reverse(),
    )
    const last = all.at(-1)?.id ?? ''
    expect((await here.call(endOwnSession, { params: { id: last } })).body).toEqual({ ended: true })
  })

  it('of others are refused to whoever would end or see them', async () => {
    const [mine, theirs] = [await running.signIn('t3.duty'), await running.signIn('t3.leader')]
    const { body } = await theirs.call(seeOwnSessions, { query: {} })

    expect((await mine.call(endOwnSession, { params: { id: body.items[0]?.id ?? '' } })).code).toBe(
      'session.unknown',
    )
    expect(await isIn(theirs)).toBe(true)
    expect((await running.stranger.call(seeOwnSessions, { query: {} })).code).toBe('session.none')
  })
})

describe('a clock that is set back', () => {
  it('prolongs no session beyond what its role has', async () => {
    clock.moveOnS(365 * 24 * 3_600)
    const browser = await running.signIn('county.supervisor')
    clock.moveOnS(-365 * 24 * 3_600)
    expect(await isIn(browser)).toBe(true)

    clock.moveOnS(30 * 60)

    expect(await isIn(browser)).toBe(false)
  })
})
