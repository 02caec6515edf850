import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listCases, type CaseView } from '@shuniu/shared/cases'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock, type TestClock } from '../builders/clock.ts'
import { openRoad, type Road } from '../builders/road.ts'
import { password } from '../builders/staff.ts'
import { launchChromium } from '../journeys/chromium.ts'
import { pagesFolder } from '../journeys/office.ts'
import { complaintsOf, screens, signedIn } from '../journeys/shift.ts'
import type { Operator } from '../drills/operator.ts'

/** Patience with a machine under load. */
export const patient = { timeout: 30_000, interval: 50 }

/** A person with a phone, on the way to the server that the test holds. */
export interface FieldPhone {
  readonly page: Page
  readonly context: BrowserContext
  readonly account: string
  /** The same person, asking past the phone and its road. */
  readonly operator: Operator
  readonly complaints: readonly string[]
}

interface PhoneOptions {
  readonly path?: string
  /** Runs in each page before the product does. */
  readonly before?: () => void
  readonly script?: boolean
  /** What the phone's browser may keep for the product, in bytes, from the beginning. */
  readonly quotaB?: number
}

/** The test county, the road to it, and phones of 390 × 844. */
export interface PhoneField {
  readonly clock: TestClock
  readonly running: () => RunningApp
  readonly road: () => Road
  readonly browser: () => Browser
  phone(account: string, options?: PhoneOptions): Promise<FieldPhone>
  /** What a member reported, the newest first. */
  casesOf(phone: Pick<FieldPhone, 'operator'>): Promise<readonly CaseView[]>
}

export function aField(clock: TestClock = runningClock(new Date().toISOString())): PhoneField {
  let running: RunningApp
  let browser: Browser
  let road: Road
  beforeAll(async () => {
    ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launchChromium()])
    road = await openRoad(running.url)
  })
  afterAll(async () => {
    await browser.close()
    await road.close()
    await running.drop()
  })
  return {
    clock,
    running: () => running,
    road: () => road,
    browser: () => browser,
    async phone(account, { path = '/m', before, script = true, quotaB } = {}) {
      const context = await browser.newContext({
        viewport: screens.phone,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        javaScriptEnabled: script,
      })
      if (before) await context.addInitScript(before)
      const operator = await signedIn(context, road.url, { account, password })
      const page = await context.newPage()
      const complaints = complaintsOf(page)
      if (quotaB !== undefined) {
        const line = await context.newCDPSession(page)
        await line.send('Storage.overrideQuotaForOrigin', { origin: road.url, quotaSize: quotaB })
      }
      await page.goto(`${road.url}${path}`)
      if (script) await page.getByText('实时', { exact: true }).waitFor()
      return { page, context, account, operator, complaints }
    },
    async casesOf({ operator }) {
      const listed = await operator.call(listCases, { query: { mine: 'true', sort: 'newest', limit: 100 } })
      if (!listed.ok) throw new Error(listed.code)
      return listed.value.items
    },
  }
}

type OnPage = Pick<FieldPhone, 'page'>

/** Chooses a category by what is typed of its name. */
export async function chooseKind({ page }: OnPage, typed: string, name: string): Promise<void> {
  await page.getByRole('button', { name: /^(选择类别|类别：)/ }).click()
  await page.getByLabel('搜索类别').fill(typed)
  await page.getByRole('dialog').getByRole('button', { name }).click()
}

/** Begins the next report, from the receipt of the last where that is still shown. */
export async function again({ page }: OnPage): Promise<void> {
  const isWriting = (await page.getByLabel('情况说明').count()) > 0
  if (!isWriting) await page.getByRole('button', { name: '再报一件' }).click()
}

export const tell = ({ page }: OnPage, text: string): Promise<void> => page.getByLabel('情况说明').fill(text)

export const chooseLevel = ({ page }: OnPage, level: string): Promise<void> =>
  page.locator('.levels').getByText(level, { exact: true }).click()

/** The button that sends the report being written. */
export const sendReport = ({ page }: OnPage): Promise<void> =>
  page.getByRole('button', { name: '上报', exact: true }).click()

/** Fills in a report of a broken lamp and sends it. */
export async function report(
  phone: OnPage,
  { text, level }: { text: string; level?: string },
): Promise<void> {
  await tell(phone, text)
  await chooseKind(phone, 'ldsh', '路灯损坏')
  if (level !== undefined) await chooseLevel(phone, level)
  await sendReport(phone)
}

/** Waits until the phone shows the receipt. */
export const received = ({ page }: OnPage): Promise<void> =>
  page.locator('article.received').first().waitFor({ timeout: 30_000 })

/** A file on the phone, by its name: its kind is told by the name alone, as on any phone. */
export interface FileOfPhone {
  readonly name: string
  readonly bytes: Buffer
}

/** Picks files for the report and waits until each has been judged. */
export async function pick({ page }: OnPage, files: readonly FileOfPhone[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shuniu-gallery-'))
  const paths = files.map(({ name }) => join(folder, name))
  await Promise.all(files.map(({ name, bytes }) => writeFile(join(folder, name), bytes)))
  await page.locator('input[type="file"]').setInputFiles(paths)
  await page.locator('.judging').first().waitFor({ state: 'detached', timeout: 120_000 })
  await rm(folder, { recursive: true })
}

/** Takes a picture of the screen into `PHONE_SHOTS`, for whoever wants to look at it; none is taken without. */
export async function shoot({ page }: OnPage, name: string): Promise<void> {
  const folder = process.env['PHONE_SHOTS']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) })
}
