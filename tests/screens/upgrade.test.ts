import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { cameBack, textOf, words } from '../journeys/kept.ts'
import { openOnPhone, patient, press, type KnownCase } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { deskSize, phoneSizes } from './sizes.ts'
import { aStand, launchSized, pagesFolder } from './stand.ts'

const stand = aStand(launchSized)
const root = resolve(import.meta.dirname, '../..')
const [phoneSize = deskSize] = phoneSizes
let folder: string
let known: KnownCase
let seat: Seat

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shuniu-later-'))
  const program = resolve(import.meta.dirname, 'laterClient.ts')
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, ['--import', 'tsx', program, folder], { cwd: root, env })
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(async () => {
  known = await stand.brought('handling', { level: 'yellow', text: '两家因排水沟改道多次争执。' })
})
afterEach(async () => {
  await seat.leave()
  await stand.serve(pagesFolder)
})

/** From now on the later version alone answers; what of the former was not fetched yet is gone. */
const upgrade = () => stand.serve(folder)

const isLater = (page: Page) =>
  page.evaluate(() => [...document.scripts].some(({ src }) => src.includes('-later-')))

/** Passes two minutes in which nobody touches the page, or less when it is loaded anew: its own questions take their time. */
async function idle(page: Page): Promise<void> {
  const seen = { isLeaving: false }
  page.on('request', asked => void (seen.isLeaving ||= asked.isNavigationRequest()))
  for (let passedS = 0; passedS < 120 && !seen.isLeaving; passedS += 10) await page.clock.fastForward(10_000)
}

/** A page that nobody touches for two minutes has loaded the later version by itself. */
async function leftAlone(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load', { timeout: 30_000 })
  // What is asked of a page that is just being loaded anew breaks off.
  await idle(page).catch(() => undefined)
  await loaded
  expect(await isLater(page)).toBe(true)
}

it('of a desk with words in a form is told, waits until nobody writes, and keeps the form', async () => {
  const { id } = await stand.reported({ level: 'blue', text: '路灯不亮，夜里行人多。' })
  seat = await stand.sit('t1.dispatcher', `/desk/cases/${id}`, deskSize)
  const { page } = seat
  await press(seat, 'reject')
  await page.clock.install()
  await textOf(page).fill(words)
  await upgrade()
  await page.locator('a[href="/help"]').first().click()
  await page.getByText('页面已升级，需要刷新才能打开这一页。').waitFor(patient)
  await page.getByText('系统有新版本，空闲时自动刷新').waitFor(patient)
  await idle(page)
  expect(await isLater(page)).toBe(false)
  expect(await textOf(page).inputValue()).toBe(words)

  await page.keyboard.press('Escape')
  await textOf(page).waitFor({ state: 'detached' })
  await leftAlone(page)
  expect(page.url()).toMatch(`/desk/cases/${id}`)
  await press(seat, 'reject')
  await cameBack(page)
  expect(await textOf(page).inputValue()).toBe(words)
})

it('of a desk that is left alone is heard of by its line, without anybody asking anything', async () => {
  seat = await stand.sit('t1.dispatcher', '/desk', deskSize)
  const { page } = seat
  await page.locator('.badge.live').waitFor(patient)
  // A part that is still being fetched when the build goes has the page loaded anew at once, without a word.
  await page.waitForLoadState('networkidle')
  await page.clock.install()
  await upgrade()
  // When its line is back each page asks at a moment of its own within 20 s: a server that returns is not overrun.
  await page.getByText('系统有新版本，空闲时自动刷新').waitFor({ timeout: 20_000 + patient.timeout })
  await leftAlone(page)
})

it('of a phone opens what was wanted at once when nobody writes, and keeps the form', async () => {
  seat = await stand.sit('t1.force', '/m/tasks', phoneSize)
  const { page } = seat
  await openOnPhone(seat, known, 'open')
  await press(seat, 'progress')
  await textOf(page).fill(words)
  await page.keyboard.press('Escape')
  await upgrade()
  // The tabs were all fetched at the beginning; the account was not.
  await page.getByRole('link', { name: /^我的$/ }).click()
  await page.getByRole('link', { name: '修改密码' }).click()
  await expect.poll(() => isLater(page).catch(() => false), patient).toBe(true)
  expect(page.url()).toMatch(/\/account$/)
  await page.goto(new URL('/m/tasks', page.url()).href)
  await openOnPhone(seat, known, 'open')
  await press(seat, 'progress')
  await cameBack(page)
  expect(await textOf(page).inputValue()).toBe(words)
})

it('told no error of its own on any page', () => {
  // Files of the former build are gone, those of pages and of the map's worker among them.
  const gone = /dynamically imported module|Worker failed to load/
  expect(stand.complaints().filter(one => !gone.test(one))).toEqual([])
})
