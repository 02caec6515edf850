import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { screens } from '../../journeys/shift.ts'
import { pause } from '../clock.ts'
import type { BenchGround } from '../ground.ts'
import { drawingOf, watchDrawing } from './drawing.ts'

/** A page opened by somebody who has never been there: nothing is in its cache. */
export interface Visit {
  readonly page: Page
  readonly session: CDPSession
  leave(): Promise<void>
}

async function visited(context: BrowserContext, url: string, numbers: string): Promise<Visit> {
  const page = await context.newPage()
  await watchDrawing(page, numbers)
  const session = await context.newCDPSession(page)
  await page.goto(url)
  return { page, session, leave: () => context.close() }
}

const contextOf = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ viewport: screens.wall, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })

/** The county's wall as it hangs in the hall. */
export async function visitWall(ground: BenchGround, browser: Browser): Promise<Visit> {
  const wall = ground.people.find(({ role, scope }) => role === 'wall' && scope.length === 6)
  const [name = '', value = ''] = (wall?.cookie ?? '').split('=')
  const context = await contextOf(browser)
  await context.addCookies([{ name, value, url: ground.site.url, httpOnly: true }])
  return visited(context, `${ground.site.url}/wall`, 'main.wall .strip')
}

export const visitBare = async (browser: Browser, url: string): Promise<Visit> =>
  visited(await contextOf(browser), url, '')

const quietMs = 2_500
const patienceMs = 40_000

/** Waits until the map has been drawn and nothing more is drawn for a while. */
export async function untilQuiet({ page }: Visit): Promise<void> {
  const begun = performance.now()
  let [seen, since] = [-1, performance.now()]
  while (performance.now() - begun < patienceMs) {
    const { drawn, numbersAtMs } = await drawingOf(page)
    const full = drawn.filter(({ vertices }) => vertices > 1_000).length
    if (full !== seen) since = performance.now()
    seen = full
    if (full > 0 && numbersAtMs !== undefined && performance.now() - since > quietMs) return
    await pause(100)
  }
}
