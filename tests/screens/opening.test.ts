import { describe, expect, it, onTestFinished } from 'vitest'
import { sized } from '../builders/size.ts'
import type { Misdeed } from '../builders/unrulyProxy.ts'
import { launchForPages } from '../journeys/chromium.ts'
import { patient } from '../journeys/office.ts'
import { deskSize, phoneSizes, wallSize, type ScreenSize } from './sizes.ts'
import { aStand } from './stand.ts'

/** Nothing here is told by a map. */
const stand = aStand(launchForPages)
const asksWho = { method: 'GET', path: /^\/api\/session$/ }

const silences: readonly (readonly [name: string, misdeed: Misdeed])[] = [
  ['breaks off', { does: 'cut', afterB: 12 }],
  ['is too busy', { does: 'refuse', status: 503, code: 'platform.overloaded' }],
]
const screens: readonly (readonly [account: string, path: string, size: ScreenSize])[] = [
  ['county.wall', '/wall', wallSize],
  ['t1.dispatcher', '/desk', deskSize],
  ...phoneSizes.map(size => ['t1.force', '/m/tasks', size] as const),
]
const every = screens.flatMap(screen =>
  silences.map(silence => [silence[0], screen[1], silence[1], ...screen] as const),
)

const all = sized(
  every,
  every.filter((_, nth) => nth === 0 || nth === 3),
)

describe('a page that is opened while the answer who is signed in', () => {
  it.each(all)('%s says so and opens %s by itself', async (_, __, misdeed, account, path, size) => {
    const { page, leave } = await stand.sit(account, path, size)
    onTestFinished(leave)
    const rule = stand.proxy.misbehave(asksWho, misdeed)
    await page.reload()
    await page.getByText('正在重新连接，连上后自动打开页面。').waitFor(patient)
    await expect.poll(() => rule.asked.length, patient).toBeGreaterThan(1)
    expect(new URL(page.url()).pathname).toBe(path)

    rule.end()
    await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
    expect(new URL(page.url()).pathname).toBe(path)
  })

  it('says that nobody is leads to the sign-in, and back', async () => {
    const { page, leave } = await stand.sit('t1.dispatcher', '/desk', deskSize)
    onTestFinished(leave)
    await page.context().clearCookies()
    await page.reload()
    await page.waitForURL(/\/login\?back=/)
  })
})
