import { secretsOf } from '@shuniu/server/platform/secrets'
import { accountCommandsByWord } from '@shuniu/server/tools/admin/accounts.ts'
import { accountsFrom } from '@shuniu/server/tools/admin/keeper.ts'
import {
  beginSecondFactor,
  dropSecondFactor,
  renewRecoveryCodes,
  seeSecondFactor,
  seeSession,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '@shuniu/shared/identity'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { codeOf, halfSignIn, setUpFactor, wrongCodeOf } from '../builders/secondFactor.ts'
import { accountId, password } from '../builders/staff.ts'
import { until, Watcher } from '../builders/watcher.ts'

const clock = testClock()
let running: RunningApp
beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())
beforeEach(() => clock.moveOnS(60))

const begun = async (browser: Browser) => (await browser.call(beginSecondFactor)).body.secret
const turnOn = (browser: Browser, code: string, secret = password) =>
  browser.call(turnOnSecondFactor, { body: { password: secret, code } })
const turnOff = (browser: Browser, code: string, secret = password) =>
  browser.call(turnOffSecondFactor, { body: { password: secret, code } })
/** Takes an account's second factor away, as it stands now. */
const drop = async (account: string, by: Browser) => {
  const { rows } = await running.database.pool.query<{ version: number }>(
    'select version from accounts where account = $1',
    [account],
  )
  const version = rows[0]?.version ?? 0
  return by.call(dropSecondFactor, {
    params: { id: accountId(account) },
    body: { id: v7(), version, reason: '手机遗失，已当面核实' },
  })
}
const renew = (browser: Browser, code: string) =>
  browser.call(renewRecoveryCodes, { body: { password, code } })
const isIn = async (browser: Browser) => (await browser.call(seeSession)).status === 200
const actsOn = async (account: string) =>
  (
    await running.database.pool.query<{ kind: string; reason: string | null }>(
      `select kind, reason from acts where subject_name like $1 order by at, id`,
      [`%（${account}）`],
    )
  ).rows

describe('turning on the second factor', () => {
  it('shows a secret and a picture’s text, counts from the first code on, and ends every other session', async () => {
    const [here, there] = [await running.signIn('county.duty'), await running.signIn('county.duty')]
    const { body } = await here.call(beginSecondFactor)
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(body.uri).toBe(
      `otpauth://totp/Shuniu:county.duty?issuer=Shuniu&secret=${body.secret}&algorithm=SHA1&digits=6&period=30`,
    )
    expect((await here.call(seeSecondFactor)).body).toEqual({ since: null, codesLeft: 0, isRequired: false })

    const on = await turnOn(here, codeOf(body.secret, clock))

    expect(new Set(on.body.codes).size).toBe(10)
    expect(on.body.codes.every(code => /^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/.test(code))).toBe(true)
    expect((await here.call(seeSecondFactor)).body).toEqual({
      since: clock.now(),
      codesLeft: 10,
      isRequired: false,
    })
    expect((await here.call(seeSession)).body).toMatchObject({ hasSecondFactor: true })
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    expect((await actsOn('county.duty')).map(({ kind }) => kind)).toEqual(['account.turnOnSecondFactor'])
  })

  it('is refused with a wrong password, a wrong code, or none begun, and leaves it off', async () => {
    const here = await running.signIn('t1.duty')
    const none = await turnOn(here, '123456')
    const secret = await begun(here)
    const wrong = await turnOn(here, codeOf(secret, clock), 'a-wrong-guess')
    const code = await turnOn(here, wrongCodeOf(secret, clock))

    expect([none.code, wrong.code, code.code]).toEqual([
      'account.noSecret',
      'account.wrongPassword',
      'secondFactor.wrongCode',
    ])
    expect((await here.call(seeSecondFactor)).body).toMatchObject({ since: null })
    expect((await turnOn(here, codeOf(secret, clock))).status).toBe(200)
  })

  it('is refused a quarter of an hour after the secret was shown, and by a secret shown before the last', async () => {
    const here = await running.signIn('t1.dispatcher')
    const first = await begun(here)
    const second = await begun(here)
    expect((await turnOn(here, codeOf(first, clock))).code).toBe('secondFactor.wrongCode')
    clock.moveOnS(900)

    expect((await turnOn(here, codeOf(second, clock))).code).toBe('account.noSecret')
  })

  it('is refused where it is on, and shows no secret again', async () => {
    const { browser, secret } = await setUpFactor(running, clock, 't1.director')

    expect((await browser.call(beginSecondFactor)).code).toBe('account.hasSecondFactor')
    expect((await turnOn(browser, codeOf(secret, clock, 1))).code).toBe('account.hasSecondFactor')
  })

  it('is refused to nobody', async () => {
    expect((await running.stranger.call(beginSecondFactor)).code).toBe('session.none')
    expect((await running.stranger.call(seeSecondFactor)).code).toBe('session.none')
    expect((await turnOn(running.stranger, '123456')).code).toBe('session.none')
  })

  it('happens once where two pages confirm at once', async () => {
    const here = await running.signIn('t1.leader')
    const code = codeOf(await begun(here), clock)

    const answers = await Promise.all([turnOn(here, code), turnOn(here, code)])

    expect(answers.map(({ code: why }) => why ?? 'on').sort()).toEqual(['account.hasSecondFactor', 'on'])
  })

  it('counts wrong ones for the account, whatever session they come from, and refuses the sixth', async () => {
    const [here, there] = [await running.signIn('t1.force'), await running.signIn('t1.force')]
    const secret = await begun(here)
    const codes = []
    for (let n = 0; n < 5; n += 1)
      codes.push((await turnOn(n % 2 ? here : there, wrongCodeOf(secret, clock))).code)

    expect(codes).toEqual(Array(5).fill('secondFactor.wrongCode'))
    const locked = await turnOn(here, codeOf(secret, clock))
    expect([locked.code, locked.headers.get('retry-after')]).toEqual(['session.locked', '1800'])
  })
})

describe('turning it off', () => {
  it('asks for the password and a code not taken before, refuses others, and leaves the password alone', async () => {
    const { browser, secret } = await setUpFactor(running, clock, 't2.duty')
    const used = await turnOff(browser, codeOf(secret, clock))
    const wrong = await turnOff(browser, codeOf(secret, clock, 1), 'a-wrong-guess')
    expect([used.code, wrong.code]).toEqual(['secondFactor.usedCode', 'account.wrongPassword'])

    expect((await turnOff(browser, codeOf(secret, clock, 1))).status).toBe(200)

    expect(await isIn(await running.signIn('t2.duty'))).toBe(true)
    expect((await turnOff(browser, codeOf(secret, clock, 1))).code).toBe('account.noSecondFactor')
    expect((await actsOn('t2.duty')).map(({ kind }) => kind)).toEqual([
      'account.turnOnSecondFactor',
      'account.turnOffSecondFactor',
    ])
  })

  it('takes a recovery code', async () => {
    const { browser, codes } = await setUpFactor(running, clock, 't2.dispatcher')

    expect((await turnOff(browser, codes[3] ?? '')).status).toBe(200)
  })
})

describe('new recovery codes', () => {
  it('take the place of the former ones', async () => {
    const { browser, secret, codes, account } = await setUpFactor(running, clock, 't2.director')

    const renewed = await renew(browser, codeOf(secret, clock, 1))

    expect(renewed.body.codes.filter(code => codes.includes(code))).toEqual([])
    const half = await halfSignIn(running, account)
    expect((await half.finish(codes[0] ?? '')).code).toBe('secondFactor.wrongCode')
    expect((await half.finish(renewed.body.codes[0] ?? '')).status).toBe(200)
  })

  it('are refused without a right code, and where the second factor is off', async () => {
    const { browser, codes } = await setUpFactor(running, clock, 'police')
    const wrong = await renew(browser, 'abcd-efgh-jkmn')
    expect((await renew(browser, codes[0] ?? '')).status).toBe(200)
    const without = await renew(await running.signIn('civil'), '123456')

    expect([wrong.code, without.code]).toEqual(['secondFactor.wrongCode', 'account.noSecondFactor'])
  })
})

describe('POST /api/accounts/:id/second-factor/drop, and npm run admin -- factor', () => {
  it('takes a lost one away for a reason, ends sessions and sockets, and asks for the password alone', async () => {
    const { browser, codes } = await setUpFactor(running, clock, 't2.leader')
    const watcher = new Watcher({ url: running.url, cookie: browser.cookie })
    await watcher.connect()
    const dropped = await drop('t2.leader', await running.signIn('county.security'))
    await until('the socket is ended', () => !watcher.isConnected, 1_000)

    expect(dropped.body).toMatchObject({ account: 't2.leader', hasSecondFactor: false })
    expect(await isIn(browser)).toBe(false)
    expect(await isIn(await running.signIn('t2.leader'))).toBe(true)
    expect((await actsOn('t2.leader')).at(-1)).toEqual({
      kind: 'account.dropSecondFactor',
      reason: '手机遗失，已当面核实',
    })
    const { rows } = await running.database.pool.query(
      'select 1 from recovery_codes where account_id = $1 union all select 1 from second_factors where account_id = $1',
      [accountId('t2.leader')],
    )
    expect([rows, codes.length]).toEqual([[], 10])
  })

  it('is done at the server’s machine too, for whoever has nobody above them', async () => {
    const { browser } = await setUpFactor(running, clock, 'county.auditor')
    const { database, settings } = running
    const accounts = accountsFrom({ database, secrets: secretsOf(settings), actor: 'os:tester' })

    const done = await accountCommandsByWord['factor']?.run(
      { accounts, reason: '手机遗失', phone: undefined },
      ['county.auditor'],
    )

    expect(done?.ok).toBe(true)
    await until('the session is ended', async () => !(await isIn(browser)), 2_000)
    expect(await isIn(await running.signIn('county.auditor'))).toBe(true)
  })

  it('is refused for one’s own, for another township’s, where there is none, and to whoever keeps no accounts', async () => {
    const own = await setUpFactor(running, clock, 'county.security')
    await setUpFactor(running, clock, 't2.force')
    const township = await running.signIn('t1.security')

    expect((await drop('county.security', own.browser)).code).toBe('account.own')
    expect((await drop('t2.force', township)).code).toBe('account.unknown')
    expect((await drop('t1.wall', township)).code).toBe('account.noSecondFactor')
    expect((await drop('t2.force', await running.signIn('county.admin'))).code).toBe('permission.missing')
  })
})
