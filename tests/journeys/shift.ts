import type { Browser, BrowserContext, Page } from 'playwright-core'
import { Operator, type OperatorCredentials } from '../drills/operator.ts'
import { demoAccounts, type DemoAccount, type Site } from './site.ts'

/** A person at a screen: a page of their own, signed in, that remembers every error it told. */
export interface Seat {
  readonly page: Page
  readonly operator: Operator
  readonly account: OperatorCredentials
  /** Errors on the console, uncaught errors and policy violations since the page was opened. */
  readonly complaints: readonly string[]
  leave(): Promise<void>
}

/** CSS pixels, and how many real ones stand for one. */
export interface Viewport {
  readonly width: number
  readonly height: number
  readonly deviceScaleFactor?: number
}

export const screens = {
  wall: { width: 3840, height: 1080 },
  bigWall: { width: 7680, height: 2160 },
  desk: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const

/**
 * What Chromium says when the server has closed a line, as it does when a session ends, and the page writes before it has
 * been told; the page makes another line. A fault of nobody: the browser gives pages no way to know sooner.
 */
const closedMeanwhile = 'WebSocket is already in CLOSING or CLOSED state'

/** Every error that a page told since it was opened. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(`uncaught: ${error.message}`))
  page.on('console', message => {
    if (message.type() !== 'error' || message.text().startsWith(closedMeanwhile)) return
    complaints.push(`console: ${message.text()} ${message.location().url}`)
  })
  return complaints
}

/** Signs in and gives the browser the session. */
export async function signedIn(
  context: BrowserContext,
  url: string,
  who: OperatorCredentials,
): Promise<Operator> {
  const operator = await Operator.signIn(url, who)
  const cookies = operator.cookie.split('; ').map(pair => {
    const [name = '', value = ''] = pair.split('=')
    return { name, value, url, httpOnly: true }
  })
  await context.addCookies(cookies)
  return operator
}

/** Finds a demo account by role, within a division where one is named. */
export async function accountOf(site: Site, role: string, scope = ''): Promise<DemoAccount> {
  const found = (await demoAccounts(site.dataDir)).find(
    one => one.role === role && one.scope.startsWith(scope),
  )
  if (!found) throw new Error(`no demo account is ${role} of ${scope}`)
  return found
}

interface Taking {
  readonly site: Pick<Site, 'url'>
  readonly browser: Browser
  readonly account: OperatorCredentials
  readonly path: string
  readonly screen: Viewport
  /** Run in every document of the seat before its own scripts. */
  readonly before?: () => void
}

/** Seats a person at a page of the product. */
export async function takeSeat({ site, browser, account, path, screen, before }: Taking): Promise<Seat> {
  const { width, height, deviceScaleFactor = 1 } = screen
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const operator = await signedIn(context, site.url, account)
  if (before) await context.addInitScript(before)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(`${site.url}${path}`)
  return { page, operator, account, complaints, leave: () => context.close() }
}
