import {
  disableAccount,
  finishSignIn,
  listAccounts,
  resetAccount,
  seeSecondFactor,
  seeSession,
} from '@shuniu/shared/identity'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { jarOf } from '../builders/jar.ts'
import { hiddenIn, plainBrowser } from '../builders/plainBrowser.ts'
import { codeOf, halfSignIn, setUpFactor, wrongCodeOf, type HeldFactor } from '../builders/secondFactor.ts'
import { accountId, password } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())

/** Each half minute's code is taken once: every test begins in one of its own, and past every lock of the one before. */
beforeEach(() => clock.moveOnS(1_800))

const set = new Map<string, Promise<HeldFactor>>()
const holds = (account: string): Promise<HeldFactor> => {
  const held = set.get(account) ?? setUpFactor(running, clock, account).then(one => (clock.moveOnS(60), one))
  set.set(account, held)
  return held
}
const seen = async (account: string) => {
  const security = await running.signIn('county.security')
  const { body } = await security.call(listAccounts, { query: { q: account } })
  return body.items.find(one => one.account === account)
}
const commandOn = async (account: string) => ({
  params: { id: accountId(account) },
  body: { id: v7(), version: (await seen(account))?.version ?? 0, reason: '人员调离' },
})

describe('POST /api/session for an account with a second factor', () => {
  it('begins no session, and gives this browser a ticket for five minutes', async () => {
    const { secret } = await holds('county.duty')
    const { answer, jar, finish } = await halfSignIn(running, 'county.duty')

    const cookies = answer.headers.getSetCookie()
    expect([answer.status, answer.code]).toEqual([401, 'session.codeNeeded'])
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/^shuniu_ticket=[\w-]{43}; Max-Age=300; Path=\/; HttpOnly; SameSite=Strict$/)
    expect((await jar.browser.call(seeSession)).code).toBe('session.none')

    const done = await finish(codeOf(secret, clock))
    expect(done.body).toMatchObject({ account: 'county.duty', hasSecondFactor: true })
    expect((await jar.browser.call(seeSession)).status).toBe(200)
    expect(done.headers.getSetCookie().at(-1)).toMatch(/^shuniu_ticket=; .*Expires=Thu, 01 Jan 1970/)
  })

  it('is refused like any other where the password is wrong', async () => {
    await holds('county.duty')

    const { answer } = await halfSignIn(running, 'county.duty', { secret: 'a-wrong-guess' })

    expect([answer.code, answer.headers.getSetCookie()]).toEqual(['session.wrongPassword', []])
  })
})

describe('POST /api/session/code', () => {
  it.each([
    [-1, 't1v1g1'],
    [0, 't1v1g2'],
    [1, 't1v2g1'],
  ])('takes the code of the half minute %i from now', async (steps, account) => {
    const { secret } = await holds(account)
    const half = await halfSignIn(running, account)

    expect((await half.finish(codeOf(secret, clock, steps))).status).toBe(200)
  })

  it.each([-2, 2])('refuses that of the half minute %i from now', async steps => {
    const { secret } = await holds('t1.duty')
    const answer = await (await halfSignIn(running, 't1.duty')).finish(codeOf(secret, clock, steps))

    expect([answer.status, answer.code]).toEqual([403, 'secondFactor.wrongCode'])
  })

  it('refuses a code that was taken, within its half minute and in the one after', async () => {
    const { secret } = await holds('t1.dispatcher')
    const code = codeOf(secret, clock)
    expect((await (await halfSignIn(running, 't1.dispatcher')).finish(code)).status).toBe(200)

    const again = await (await halfSignIn(running, 't1.dispatcher')).finish(code)
    clock.moveOnS(30)
    const later = await (await halfSignIn(running, 't1.dispatcher')).finish(code)

    expect([again.code, later.code]).toEqual(['secondFactor.usedCode', 'secondFactor.usedCode'])
  })

  it('refuses one of two browsers that bring one code at once', async () => {
    const { secret } = await holds('t1.director')
    const [here, there] = [await halfSignIn(running, 't1.director'), await halfSignIn(running, 't1.director')]
    const code = codeOf(secret, clock)

    const answers = await Promise.all([here.finish(code), there.finish(code)])

    expect(answers.map(({ code: why }) => why ?? 'in').sort()).toEqual(['in', 'secondFactor.usedCode'])
  })

  it('takes a recovery code once, however it is typed, refuses it afterwards, and writes it down', async () => {
    const { codes } = await holds('t1.leader')
    const [first = ''] = codes
    const here = await halfSignIn(running, 't1.leader')
    const done = await here.finish(` ${first.toUpperCase().replaceAll('-', ' ')}`)
    const again = await (await halfSignIn(running, 't1.leader')).finish(first)

    expect([done.status, again.code]).toEqual([200, 'secondFactor.usedCode'])
    expect((await here.jar.browser.call(seeSecondFactor)).body).toMatchObject({ codesLeft: 9 })
    const { rows } = await running.database.pool.query<{ kind: string }>(
      `select kind, actor_name from acts where subject_name like '%（t1.leader）' order by at, id`,
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['account.turnOnSecondFactor', 'account.useRecoveryCode'])
  })

  it('refuses a ticket from another browser, and from one that took another ticket since', async () => {
    const { secret } = await holds('t2.duty')
    const here = await halfSignIn(running, 't2.duty')
    const body = { ticket: here.ticket, code: codeOf(secret, clock) }
    const other = await halfSignIn(running, 't2.duty')

    const stranger = await running.stranger.call(finishSignIn, { body })
    const elsewhere = await other.jar.browser.call(finishSignIn, { body })
    await halfSignIn(running, 't2.duty', { jar: here.jar })
    const since = await here.finish(body.code)

    expect([stranger.code, elsewhere.code, since.code]).toEqual(Array(3).fill('session.noTicket'))
    expect((await other.finish(body.code)).status).toBe(200)
  })

  it('refuses a ticket after five minutes, and after it has opened a session', async () => {
    const { secret } = await holds('t2.dispatcher')
    const [late, used] = [
      await halfSignIn(running, 't2.dispatcher'),
      await halfSignIn(running, 't2.dispatcher'),
    ]
    expect((await used.finish(codeOf(secret, clock))).status).toBe(200)
    const ticket = jarOf(running.url)
    ticket.keep(used.answer)
    const again = await ticket.browser.call(finishSignIn, {
      body: { ticket: used.ticket, code: codeOf(secret, clock, 1) },
    })
    clock.moveOnS(300)

    expect(again.code).toBe('session.noTicket')
    expect((await late.finish(codeOf(secret, clock))).code).toBe('session.noTicket')
  })

  it('refuses the sixth code of a ticket, and locks as wrong passwords do', async () => {
    const { secret } = await holds('t2.director')
    const here = await halfSignIn(running, 't2.director')
    const left = []
    for (let n = 0; n < 5; n += 1) left.push((await here.finish(wrongCodeOf(secret, clock))).body)

    expect(left).toMatchObject([4, 3, 2, 1, 0].map(triesLeft => ({ detail: { triesLeft } })))
    expect((await here.finish(codeOf(secret, clock))).code).toBe('session.noTicket')
    const anew = await halfSignIn(running, 't2.director')
    expect([anew.answer.code, anew.answer.headers.get('retry-after')]).toEqual(['session.locked', '1800'])
    clock.moveOnS(1_800)
    expect((await (await halfSignIn(running, 't2.director')).finish(codeOf(secret, clock))).status).toBe(200)
  })

  it('refuses whoever types the right password again and again to gain tries of codes', async () => {
    const { secret } = await holds('t2.leader')
    const codes = []
    for (let n = 0; n < 6; n += 1) {
      const half = await halfSignIn(running, 't2.leader')
      codes.push(half.ticket === '' ? half.answer.code : (await half.finish(wrongCodeOf(secret, clock))).code)
    }

    expect(codes).toEqual([...Array<string>(5).fill('secondFactor.wrongCode'), 'session.locked'])
  })

  it('counts codes tried at once like codes tried in turn, and refuses them', async () => {
    const { secret } = await holds('t2.force')
    const half = await halfSignIn(running, 't2.force')

    const tried = await Promise.all(Array.from({ length: 12 }, () => half.finish(wrongCodeOf(secret, clock))))

    expect(tried.filter(({ code }) => code === 'secondFactor.wrongCode')).toHaveLength(5)
    expect(tried.filter(({ code }) => code === 'session.noTicket')).toHaveLength(7)
  })

  it('refuses whose password was reset, or whose account was disabled, between the two steps', async () => {
    const [duty, force] = [await holds('t1.force'), await holds('civil')]
    const security = await running.signIn('county.security')
    const [resetIn, disabledIn] = [await halfSignIn(running, 't1.force'), await halfSignIn(running, 'civil')]
    await security.call(resetAccount, await commandOn('t1.force'))
    await security.call(disableAccount, await commandOn('civil'))

    expect((await resetIn.finish(codeOf(duty.secret, clock))).code).toBe('session.noTicket')
    expect((await disabledIn.finish(codeOf(force.secret, clock))).code).toBe('session.noTicket')
  })

  it('refuses, in so many words, a secret that was sealed under another key', async () => {
    const { secret } = await holds('housing')
    const half = await halfSignIn(running, 'housing')
    await running.database.pool.query(
      `update second_factors set secret_sealed = (select secret_sealed from second_factors limit 1 offset 1) || 'AA'
       where account_id = $1`,
      [accountId('housing')],
    )

    expect((await half.finish(codeOf(secret, clock))).code).toBe('secondFactor.unreadable')
  })

  it('is told by a code of a device that is known without counting strangers’ wrong ones against it', async () => {
    const { secret, account } = await holds('police')
    const desk = jarOf(running.url)
    await (await halfSignIn(running, account, { jar: desk })).finish(codeOf(secret, clock))
    for (let n = 0; n < 5; n += 1)
      await running.stranger.post('/api/session', { account, password: 'a-wrong-guess' })
    clock.moveOnS(30)

    expect((await halfSignIn(running, account)).answer.code).toBe('session.locked')
    expect(
      (await (await halfSignIn(running, account, { jar: desk })).finish(codeOf(secret, clock))).status,
    ).toBe(200)
  })
})

describe('the plain form of old browsers', () => {
  it('asks for the code on a page of its own, tells a wrong one there, and goes on to the report', async () => {
    const { secret, account } = await holds('t1v1.officer')
    const browser = plainBrowser(running)
    const asked = await browser.signIn(account)
    const ticket = hiddenIn(asked, 'ticket')
    expect(asked.text).toContain('action="/m/plain/code"')

    const wrong = await browser.visit('/m/plain/code', { ticket, code: wrongCodeOf(secret, clock) })
    const right = await browser.visit('/m/plain/code', { ticket, code: codeOf(secret, clock) })

    expect([wrong.status, wrong.text.includes('动态口令或恢复码不正确')]).toEqual([403, true])
    expect(hiddenIn(wrong, 'ticket')).toBe(ticket)
    expect([right.status, right.headers.get('location')]).toEqual([303, '/m/plain'])
    expect((await browser.visit('/m/plain')).text).toContain('action="/m/plain"')
  })

  it('goes back to the password where the ticket is refused', async () => {
    const { secret } = await holds('t1v1.officer')
    const over = await plainBrowser(running).visit('/m/plain/code', {
      ticket: v7(),
      code: codeOf(secret, clock),
    })

    expect([over.status, over.text.includes('action="/m/plain/session"')]).toEqual([401, true])
  })
})

it('nothing of a secret or a recovery code stands in lists, acts or rows, and nothing of the password in the ticket', async () => {
  const { secret, codes } = await holds('county.duty')
  const half = await halfSignIn(running, 'county.duty')
  const rows = await Promise.all(
    ['second_factors', 'recovery_codes', 'sign_in_tickets', 'acts', 'accounts'].map(
      async table =>
        (await running.database.pool.query<Record<string, unknown>>(`select * from ${table}`)).rows,
    ),
  )
  const told = JSON.stringify([rows, await seen('county.duty'), half.answer.body])

  for (const hidden of [secret, password, ...codes, ...codes.map(code => code.replaceAll('-', ''))]) {
    expect(told).not.toContain(hidden)
  }
})
