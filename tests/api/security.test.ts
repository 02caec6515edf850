import { rm } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type AppOptions, type RunningApp } from '../builders/app.ts'
import { browserOf } from '../builders/browser.ts'
import { aBuiltClient } from '../builders/pages.ts'
import { aReport } from '../builders/report.ts'
import { password } from '../builders/staff.ts'

const policy =
  "default-src 'self';script-src 'self';style-src 'self';worker-src 'self';img-src 'self' data: blob:;" +
  "media-src 'self' blob:;connect-src 'self';object-src 'none';base-uri 'none';frame-ancestors 'self'"

let pagesFolder: string
const opened: RunningApp[] = []

async function open(settings: NonNullable<AppOptions['settings']> = {}): Promise<RunningApp> {
  const app = await startApp({ settings, pagesFolder })
  opened.push(app)
  return app
}

let plain: RunningApp
let secure: RunningApp

beforeAll(async () => {
  pagesFolder = await aBuiltClient()
  plain = await open({ host: '0.0.0.0' })
  secure = await open({ publicUrl: new URL('https://shuniu.example') })
})
afterAll(async () => {
  for (const app of opened) await app.drop()
  await rm(pagesFolder, { recursive: true })
})

const signIn = async ({ stranger }: RunningApp) => {
  const answer = await stranger.post('/api/session', { account: 'county.duty', password })
  return answer.headers.getSetCookie()[0] ?? ''
}

const everyPage = ['/wall', '/desk', '/cockpit', '/centres', '/m', '/admin', '/login', '/help']

describe('every reply forbids the browser what we do not need', () => {
  it.each([...everyPage, '/assets/main-a1b2c3d4.js', '/api/docs', '/api/session', '/api/nothing'])(
    'at %s',
    async path => {
      const { headers } = await plain.stranger.get(path)

      expect(headers.get('content-security-policy')).toBe(policy)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('server')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  it('and allows the maps of Tianditu only when there is a key for them', async () => {
    const withMaps = await open({ tiandituKey: 'k' })

    const { headers } = await withMaps.stranger.get('/wall')

    expect(headers.get('content-security-policy')).toContain('https://*.tianditu.gov.cn')
    expect(headers.get('content-security-policy')).not.toContain("'unsafe-inline'")
  })
})

describe('over plain http', () => {
  const hostname =
    Object.values(networkInterfaces())
      .flat()
      .find(one => one?.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1'
  const address = () => `http://${hostname}:${new URL(plain.url).port}`

  it.each(everyPage)('%s works at an address of the county’s network', async path => {
    const { status, headers, body } = await browserOf(address()).get(path)

    expect([status, body]).toEqual([200, expect.stringContaining('<!doctype html><title>枢纽</title>')])
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
    expect(headers.get('cross-origin-opener-policy')).toBeNull()
  })

  it('signing in and writing from a page works there', async () => {
    const page = browserOf(address())
    const signedIn = await page.send('POST', '/api/session', {
      body: { account: 't1v1g1', password },
      headers: { origin: address() },
    })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''

    const answer = await browserOf(address(), cookie).send('POST', '/api/reports', {
      body: aReport(),
      headers: { origin: address() },
    })

    expect(answer.status).toBe(201)
  })

  it('the cookie is kept from scripts and other sites, and is not lost for want of https', async () => {
    const cookie = await signIn(plain)

    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Secure|Domain=/)
  })
})

describe('where PUBLIC_URL is https', () => {
  it('the cookie is sent by https alone', async () => {
    expect(await signIn(secure)).toMatch(/Secure/)
  })

  it('browsers are told to keep to https', async () => {
    const { headers } = await secure.stranger.get('/login')

    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })
})

describe('a write from another site is refused', () => {
  const post = async (app: RunningApp, headers: Record<string, string>) => {
    const member = await app.signIn('t1v1g1')
    const answer = await member.send('POST', '/api/reports', { body: aReport(), headers })
    return [answer.status, answer.code]
  }

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['nowhere', { origin: 'null' }],
    ['what is no origin', { origin: '//' }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site that hides its origin', { 'sec-fetch-site': 'same-site' }],
  ])('from %s', async (_, headers) => {
    expect(await post(plain, headers)).toEqual([403, 'request.foreignOrigin'])
  })

  it('whatever a header says of the host it was forwarded from, unless proxies are trusted', async () => {
    const headers = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }

    expect(await post(plain, headers)).toEqual([403, 'request.foreignOrigin'])
  })

  it.each(['/api/session', '/api/cases/x/moves', '/api/patrols', '/api/positions'])('at %s', async path => {
    const answer = await plain.stranger.send('POST', path, {
      body: {},
      headers: { origin: 'https://evil.example' },
    })

    expect([answer.status, answer.code]).toEqual([403, 'request.foreignOrigin'])
  })

  it('but not from PUBLIC_URL, the own host, or a program that is no browser', async () => {
    expect(await post(secure, { origin: 'https://shuniu.example' })).toEqual([201, undefined])
    expect(await post(plain, { origin: plain.url })).toEqual([201, undefined])
    expect(await post(plain, {})).toEqual([201, undefined])
    expect(await post(plain, { 'sec-fetch-site': 'same-origin' })).toEqual([201, undefined])
  })
})

it('gives a page the document that the build has made for it, and every other page the one of all', async () => {
  const [wall, part, desk] = await Promise.all(
    ['/wall', '/wall/any', '/desk'].map(async path => (await plain.stranger.get(path)).body),
  )

  expect(wall).toContain('modulepreload')
  expect(part).toBe(wall)
  expect(desk).not.toContain('modulepreload')
})

describe('what is sent is kept as long as it may be', () => {
  it('for ever when its name is made of its content', async () => {
    const { headers } = await plain.stranger.get('/assets/main-a1b2c3d4.js')

    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  it('not at all when it may change: pages, the service worker, replies', async () => {
    const kept = await Promise.all(
      ['/desk', '/wall', '/sw.js', '/api/session'].map(async path =>
        (await plain.stranger.get(path)).headers.get('cache-control'),
      ),
    )

    expect(kept).toEqual(['no-cache', 'no-cache', 'no-cache', 'private, no-cache'])
  })
})
