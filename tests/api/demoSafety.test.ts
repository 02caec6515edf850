import { hashPassword, renewDemoPassword } from '@shuniu/server/features/identity'
import { trustedProxiesIn } from '@shuniu/server/platform/addresses'
import { inTx } from '@shuniu/server/platform/db'
import { isPrivate, readSettings } from '@shuniu/server/platform/settings'
import { readDemoAccounts } from '@shuniu/server/tools/demo/passwords.ts'
import { keepDemoSafe } from '@shuniu/server/tools/demo/safety.ts'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { seeSession } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { until, Watcher } from '../builders/watcher.ts'

const known = 'shuniu-demo-2026'
const clock = testClock()
let running: RunningApp

beforeAll(async () => {
  running = await startApp({ clock })
  await running.database.pool.query(`update accounts set is_demo = true where account <> 'county.admin'`)
})
afterAll(() => running.drop())

type ChangedAppSettings = Partial<RunningApp['settings']>

const keep = (change: ChangedAppSettings = {}) =>
  keepDemoSafe({
    database: running.database,
    settings: { ...running.settings, ...change },
    clock,
    shownTownships: ['341222100'],
  })
const passwordTold = async () => (await readDemoAccounts(running.settings.dataDir))[0]?.password ?? ''
const opens = async (secret: string) =>
  (await running.stranger.post('/api/session', { account: 'county.duty', password: secret })).status === 200

describe('the server is private', () => {
  it.each([
    [{}, true],
    [{ HOST: 'localhost' }, true],
    [{ HOST: '::1' }, true],
    [{ HOST: '127.8.8.8' }, true],
    [{ HOST: '::ffff:127.0.0.1' }, true],
    [{ HOST: '127.evil.example' }, false],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '::' }, false],
    [{ HOST: '10.0.0.5' }, false],
    [{ PUBLIC_URL: 'http://shuniu.county' }, false],
    [{ TRUST_PROXY: '1' }, false],
    [{ TRUST_PROXY: 'loopback' }, false],
    [{ TRUST_PROXY: '0' }, true],
    [{ TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b' }, false],
  ])('with %j: %s', (env, is) => {
    expect(isPrivate(readSettings(env))).toBe(is)
  })
})

describe('the demo’s password', () => {
  it('is the known one where nobody else can come, and stays over a start', async () => {
    await keep()
    await keep()

    expect(await passwordTold()).toBe(known)
    expect(await opens(known)).toBe(true)
  })

  it.each<[string, ChangedAppSettings]>([
    ['HOST', { host: '0.0.0.0' }],
    ['PUBLIC_URL', { publicUrl: new URL('https://shuniu.example') }],
    ['TRUST_PROXY', { trustProxy: trustedProxiesIn('1') }],
    ['TLS', { tls: { certFile: 'a', keyFile: 'b' } }],
  ])(
    'is another once %s says that others come, and whoever came in by the known one is out',
    async (_, change) => {
      await rm(join(running.settings.dataDir, 'demo-staff.json'), { force: true })
      await keep()
      const browser = await running.signIn('county.duty', known)
      const watcher = new Watcher({ url: running.url, cookie: browser.cookie })
      await watcher.connect()

      await keep(change)

      await until('the socket is ended', () => !watcher.isConnected, 1_500)
      await expect
        .poll(async () => (await browser.call(seeSession)).code, { timeout: 1_000 })
        .toBe('session.none')
      expect(await opens(known)).toBe(false)
      expect(await opens(await passwordTold())).toBe(true)
      watcher.close()
    },
  )

  it('is another too when a server on the same database brought the known one back', async () => {
    await keep({ host: '0.0.0.0' })
    const made = { passwordHash: await hashPassword(known), at: clock.now() }
    await inTx(running.database, tx => renewDemoPassword(tx, made))
    expect(await opens(known)).toBe(true)

    await keep({ host: '0.0.0.0' })

    expect(await opens(known)).toBe(false)
  })
})
