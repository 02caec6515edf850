import {
  beginSecondFactor,
  changeOwnPassword,
  changeSignInRules,
  listAccounts,
  resetAccount,
  seeSession,
  seeSignInRules,
  turnOffSecondFactor,
  turnOnSecondFactor,
  type SignInRules,
} from '@shuniu/shared/identity'
import { listDivisions } from '@shuniu/shared/grids'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { jarOf } from '../builders/jar.ts'
import { codeOf, halfSignIn } from '../builders/secondFactor.ts'
import { accountId, password } from '../builders/staff.ts'
import { until, Watcher } from '../builders/watcher.ts'

/** The test county's passwords are of the first of January, 327 days before. */
const clock = testClock()
let running: RunningApp
let security: Browser
beforeAll(async () => {
  running = await startApp({ clock })
  security = await running.signIn('county.security')
})
afterAll(() => running.drop())

const off: SignInRules = { administratorsNeedCode: false, passwordDays: 0 }
const versionNow = async () => (await security.call(seeSignInRules)).body.version
const change = async (rules: Partial<SignInRules>, by = security, version?: number) =>
  by.call(changeSignInRules, {
    body: { ...off, ...rules, version: version ?? (await versionNow()), reason: '县委政法委〔2026〕7 号' },
  })
const asks = async (browser: Browser) => (await browser.call(listDivisions, { query: {} })).code

describe('登录要求', () => {
  it('ask nothing until the county says otherwise, and are written down with the reason', async () => {
    expect((await security.call(seeSignInRules)).body).toEqual({
      ...off,
      version: 0,
      changedBy: null,
      changedAt: null,
    })

    const changed = await change({ passwordDays: 400 })
    const again = await change({ passwordDays: 400 }, security, 0)

    expect(changed.body).toMatchObject({ passwordDays: 400, version: 1, changedBy: '测试 county.security' })
    expect(again.body).toEqual(changed.body)
    const { rows } = await running.database.pool.query(
      `select reason, before, after from acts where kind = 'signInRules.change'`,
    )
    expect(rows).toEqual([
      {
        reason: '县委政法委〔2026〕7 号',
        before: { value: '管理员不必使用动态口令；密码不限期' },
        after: { value: '管理员不必使用动态口令；密码满 400 天须更换' },
      },
    ])
  })

  it('are refused to a township, to whoever keeps no accounts, and to whoever has seen others', async () => {
    const township = await running.signIn('t1.security')

    expect((await township.call(seeSignInRules)).status).toBe(200)
    expect((await change({ passwordDays: 30 }, township)).code).toBe('account.countysAlone')
    expect((await change({ passwordDays: 30 }, await running.signIn('county.admin'))).code).toBe(
      'permission.missing',
    )
    expect((await (await running.signIn('county.admin')).call(seeSignInRules)).code).toBe(
      'permission.missing',
    )
    expect((await change({ passwordDays: 30 }, security, 0)).code).toBe('signInRules.stale')
  })
})

describe('a password that the county finds too old', () => {
  it('is to be changed at the next sign-in, for the reason that is told, and not in the midst of work', async () => {
    const working = await running.signIn('t1.duty')
    await change({ passwordDays: 300 })
    const jar = jarOf(running.url)
    const signedIn = await jar.signIn('t1.duty', password)

    expect(signedIn.body).toMatchObject({ mustChangePassword: true, passwordAgedDays: 300 })
    expect(await asks(jar.browser)).toBe('account.mustChangePassword')
    expect(await asks(working)).toBeUndefined()

    const changed = await jar.browser.call(changeOwnPassword, {
      body: { current: password, next: 'a-quite-different-one' },
    })
    jar.keep(changed)
    expect(changed.body).toMatchObject({ mustChangePassword: false, passwordAgedDays: null })
    expect(await asks(jar.browser)).toBeUndefined()
    const next = await jar.signIn('t1.duty', 'a-quite-different-one')
    expect(next.body).toMatchObject({ mustChangePassword: false, passwordAgedDays: null })
    await change({})
  })

  it('is none where nothing is asked', async () => {
    const { body } = await jarOf(running.url).signIn('t2.duty', password)

    expect(body).toMatchObject({ mustChangePassword: false, passwordAgedDays: null })
  })
})

describe('one of the last passwords', () => {
  it('is refused, the one before five others is not', async () => {
    const jar = jarOf(running.url)
    await jar.signIn('t2.dispatcher', password)
    const secrets = ['first-of-them', 'second-of-them', 'third-of-them', 'fourth-of-them', 'fifth-of-them']
    let current = password
    for (const next of secrets) {
      expect(jar.keep(await jar.browser.call(changeOwnPassword, { body: { current, next } })).status).toBe(
        200,
      )
      clock.moveOnS(1)
      current = next
    }
    const back = await jar.browser.call(changeOwnPassword, { body: { current, next: password } })
    const before = await jar.browser.call(changeOwnPassword, { body: { current, next: 'second-of-them' } })
    jar.keep(await jar.browser.call(changeOwnPassword, { body: { current, next: 'sixth-of-them' } }))
    const freed = await jar.browser.call(changeOwnPassword, {
      body: { current: 'sixth-of-them', next: password },
    })

    expect([back.body, before.body]).toMatchObject(
      Array(2).fill({ code: 'account.weakPassword', detail: { weakness: 'former' } }),
    )
    expect(freed.status).toBe(200)
  })

  it('is refused too where an administrator set another since', async () => {
    const { body } = await security.call(listAccounts, { query: { q: 't2.director' } })
    const version = body.items[0]?.version ?? 0
    const issued = await security.call(resetAccount, {
      params: { id: accountId('t2.director') },
      body: { id: v7(), version, reason: '忘记密码' },
    })
    const holder = await running.signIn('t2.director', issued.body.password)

    const back = await holder.call(changeOwnPassword, {
      body: { current: issued.body.password, next: password },
    })

    expect(back.body).toMatchObject({ detail: { weakness: 'former' } })
  })
})

describe('管理员必须使用动态口令', () => {
  it('leads administrators to it before anything else, in living sessions and on sockets too, and nobody else', async () => {
    const [admin, duty] = [await running.signIn('county.admin'), await running.signIn('county.duty')]
    const watcher = new Watcher({ url: running.url, cookie: admin.cookie })
    await watcher.connect()
    await change({ administratorsNeedCode: true })
    await until('the socket is ended', () => !watcher.isConnected, 2_000)

    expect([await asks(admin), await asks(duty)]).toEqual(['account.mustSetUpSecondFactor', undefined])
    await expect(watcher.connect()).rejects.toThrow('account.mustSetUpSecondFactor')
    expect((await admin.call(seeSession)).body).toMatchObject({ mustSetUpSecondFactor: true })
    expect((await security.call(seeSignInRules)).code).toBe('account.mustSetUpSecondFactor')

    const { secret } = (await admin.call(beginSecondFactor)).body
    const body = { password, code: codeOf(secret, clock) }
    expect((await admin.call(turnOnSecondFactor, { body })).status).toBe(200)
    expect(await asks(admin)).toBeUndefined()
    const off = await admin.call(turnOffSecondFactor, { body: { password, code: codeOf(secret, clock, 1) } })
    expect(off.code).toBe('account.needsSecondFactor')
    clock.moveOnS(60)
    expect(
      (await (await halfSignIn(running, 'county.admin')).finish(codeOf(secret, clock))).body,
    ).toMatchObject({
      mustSetUpSecondFactor: false,
    })
  })

  it('asks for a password of one’s own first', async () => {
    await running.database.pool.query(
      `update accounts set must_change_password = true, version = version + 1 where account = 'county.auditor'`,
    )
    const auditor = await running.signIn('county.auditor')

    expect((await auditor.call(beginSecondFactor)).code).toBe('account.mustChangePassword')
  })
})

it('a password ages anew from the day it was changed', async () => {
  clock.moveOnS(299 * 86_400)
  await running.database.pool.query('update sign_in_rules set password_days = 300')
  const young = await jarOf(running.url).signIn('t1.duty', 'a-quite-different-one')
  clock.moveOnS(86_400)
  const aged = await jarOf(running.url).signIn('t1.duty', 'a-quite-different-one')

  expect([young.body, aged.body]).toMatchObject([{ passwordAgedDays: null }, { passwordAgedDays: 300 }])
})
