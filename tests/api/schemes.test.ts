import { trustedProxiesIn } from '@shuniu/server/platform/addresses'
import { seeSession } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type AppOptions, type RunningApp } from '../builders/app.ts'
import { browserOf } from '../builders/browser.ts'
import { password } from '../builders/staff.ts'
import { ConnectionRefused, Watcher } from '../builders/watcher.ts'

const opened: RunningApp[] = []
async function open(settings: NonNullable<AppOptions['settings']> = {}): Promise<RunningApp> {
  const app = await startApp({ settings })
  opened.push(app)
  return app
}
const publicUrl = new URL('https://shuniu.example')
const loopback = trustedProxiesIn('loopback')

let plain: RunningApp
let proxied: RunningApp
let named: RunningApp
let elsewhere: RunningApp
beforeAll(async () => {
  plain = await open()
  proxied = await open({ trustProxy: loopback })
  named = await open({ publicUrl })
  elsewhere = await open({ trustProxy: trustedProxiesIn('10.9.9.9') })
})
afterAll(async () => {
  for (const app of opened) await app.drop()
})

type Headers = Readonly<Record<string, string>>

const cookiesOf = async ({ stranger }: RunningApp, headers: Headers = {}) =>
  (
    await stranger.send('POST', '/api/session', { body: { account: 'county.duty', password }, headers })
  ).headers.getSetCookie()
const sessionCookieOf = async (app: RunningApp, headers: Headers = {}) =>
  (await cookiesOf(app, headers)).find(cookie => cookie.includes('shuniu_session=')) ?? ''
const isPinned = async ({ stranger }: RunningApp, headers: Headers = {}) =>
  (await stranger.send('GET', '/login', { headers })).headers.has('strict-transport-security')

const overHttps = /^__Host-shuniu_session=[\w-]{43};.* Secure/
const overHttp = /^shuniu_session=[\w-]{43};(?!.*Secure)/

describe('a page is taken as served over https', () => {
  it('by the word of a proxy of ours', async () => {
    expect(await sessionCookieOf(proxied, { 'x-forwarded-proto': 'https' })).toMatch(overHttps)
    expect(await isPinned(proxied, { 'x-forwarded-proto': 'https' })).toBe(true)
  })

  it('by PUBLIC_URL, where nobody knows better', async () => {
    expect(await sessionCookieOf(named)).toMatch(overHttps)
    expect(await isPinned(named)).toBe(true)
  })

  it.each([
    ['nobody says so', {}],
    ['our proxy says http', { 'x-forwarded-proto': 'http' }],
    ['a caller said https and our proxy http', { 'x-forwarded-proto': 'https, http' }],
    ['it is no scheme', { 'x-forwarded-proto': 'gopher' }],
  ])('not when %s', async (_, headers) => {
    expect(await sessionCookieOf(proxied, headers)).toMatch(overHttp)
    expect(await isPinned(proxied, headers)).toBe(false)
  })

  it('not by the word of anybody else', async () => {
    for (const app of [plain, elsewhere]) {
      expect(await sessionCookieOf(app, { 'x-forwarded-proto': 'https' })).toMatch(overHttp)
      expect(await isPinned(app, { 'x-forwarded-proto': 'https' })).toBe(false)
    }
  })

  it('not from a page that the browser itself names as plain http, whatever PUBLIC_URL is', async () => {
    const headers = { origin: named.url }

    expect(await sessionCookieOf(named, headers)).toMatch(overHttp)
  })
})

describe('moving from one scheme to the other', () => {
  it('locks nobody out: each has a cookie of its own, and either opens the session', async () => {
    const secure = (await sessionCookieOf(proxied, { 'x-forwarded-proto': 'https' })).split(';', 1)[0] ?? ''
    const bare = (await sessionCookieOf(proxied)).split(';', 1)[0] ?? ''

    for (const cookie of [secure, bare, `${bare}; ${secure}`]) {
      expect((await browserOf(proxied.url, cookie).call(seeSession)).status).toBe(200)
    }
  })

  it('leaves none of the two behind after signing out over https', async () => {
    const secure = (await sessionCookieOf(proxied, { 'x-forwarded-proto': 'https' })).split(';', 1)[0] ?? ''

    const out = await browserOf(proxied.url, secure).send('DELETE', '/api/session', {
      headers: { 'x-forwarded-proto': 'https' },
    })

    const forgotten = out.headers.getSetCookie().map(cookie => cookie.split('=', 1)[0])
    expect(forgotten).toEqual(['__Host-shuniu_session', 'shuniu_session'])
  })
})

describe('a write is taken as our own page’s', () => {
  const post = async (app: RunningApp, headers: Headers) =>
    (await app.stranger.send('POST', '/api/session', { body: {}, headers })).code
  const host = 'shuniu.county'

  it('by the host that a proxy of ours was asked for', async () => {
    const headers = { 'x-forwarded-host': host, 'x-forwarded-proto': 'https', origin: `https://${host}` }

    expect(await post(proxied, headers)).toBe('request.malformed')
    expect(await post(elsewhere, headers)).toBe('request.foreignOrigin')
    expect(await post(plain, headers)).toBe('request.foreignOrigin')
  })

  it('whether or not the port of the scheme is spelled out', async () => {
    const headers = {
      'x-forwarded-host': `${host}:443`,
      'x-forwarded-proto': 'https',
      origin: `https://${host}`,
    }

    expect(await post(proxied, headers)).toBe('request.malformed')
  })

  it.each([
    ['of another port', { 'x-forwarded-host': `${host}:8443`, origin: `https://${host}` }],
    [
      'over plain http where ours is https',
      { 'x-forwarded-host': host, 'x-forwarded-proto': 'https', origin: `http://${host}` },
    ],
    [
      'of a host that the caller put before ours',
      { 'x-forwarded-host': `evil.example, ${host}`, origin: 'https://evil.example' },
    ],
    ['of no host', { 'x-forwarded-host': host, origin: 'null' }],
    ['of another scheme', { 'x-forwarded-host': host, origin: `ftp://${host}` }],
    ['of a longer host', { 'x-forwarded-host': host, origin: `https://${host}.evil.example` }],
    ['of two', { 'x-forwarded-host': host, origin: `https://${host}, https://evil.example` }],
  ])('but not one %s', async (_, headers) => {
    expect(await post(proxied, headers)).toBe('request.foreignOrigin')
  })

  it('and a socket likewise', async () => {
    const { cookie } = await proxied.signIn('county.duty')
    const own = new Watcher({ url: proxied.url, cookie, origin: proxied.url })
    await own.connect()
    own.close()

    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      const foreign = new Watcher({ url: proxied.url, cookie, origin })
      await expect(foreign.connect()).rejects.toBeInstanceOf(ConnectionRefused)
    }
  })
})
