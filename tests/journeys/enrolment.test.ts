import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock } from '../builders/clock.ts'
import { password } from '../builders/staff.ts'
import { launchChromium } from './chromium.ts'
import { pagesFolder, patient } from './office.ts'
import { complaintsOf, screens, takeSeat, type Seat } from './shift.ts'

const clock = runningClock()
let running: RunningApp
let browser: Browser
let admin: Seat
let hall: BrowserContext
let screen: Page
let complaints: readonly string[]

beforeAll(async () => {
  ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launchChromium()])
  const account = { account: 'county.security', password }
  admin = await takeSeat({
    site: running,
    browser,
    account,
    path: '/admin/accounts',
    screen: screens.desk,
  })
  hall = await browser.newContext({ viewport: screens.desk, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  screen = await hall.newPage()
  complaints = complaintsOf(screen)
})
afterAll(async () => {
  await browser.close()
  await running.drop()
})

const name = '县综治中心大厅'
const codeShown = async (): Promise<string> =>
  (await screen.locator('[data-code]').getAttribute('data-code')) ?? ''
const field = (label: string) => admin.page.getByRole('textbox', { name: label })
const row = () => admin.page.getByRole('row').filter({ hasText: name })
const sheet = () => admin.page.getByRole('dialog')

/** Fills a sheet in, asks and says yes by keys alone. */
async function send(): Promise<void> {
  await admin.page.keyboard.press('Control+Enter')
  await sheet().getByRole('button', { name: '确定保存' }).waitFor()
  await admin.page.keyboard.press('Control+Enter')
}

it('a screen that nobody is signed in at shows a code of six digits instead of a password', async () => {
  await screen.goto(`${running.url}/wall`)
  await screen.getByRole('link', { name: '作为大屏使用' }).click()
  await screen.getByText('请管理员在 管理 → 大屏 中输入此码。').waitFor()

  expect(await codeShown()).toMatch(/^\d{6}$/)
  expect(await screen.locator('.left').textContent()).toMatch(/还有 (9 分 \d+ 秒|10 分钟) 有效/)
  expect(await screen.locator('main input').count()).toBe(0)
})

it('takes another code by itself when that has ended, and the old one is refused at its field', async () => {
  const old = await codeShown()
  clock.moveOnS(601)
  await expect.poll(codeShown, patient).not.toBe(old)

  const { page } = admin
  await page.getByRole('link', { name: '大屏', exact: true }).click()
  await page.getByRole('button', { name: '登记大屏' }).click()
  await field('大屏码').fill(`${old.slice(0, 3)} ${old.slice(3)}`)
  await field('名称').fill(name)
  const place = page.getByRole('combobox', { name: '位置' })
  await place.fill('太和县')
  await page.getByRole('option', { name: /^太和县 341222$/ }).click()
  await send()

  await sheet().getByText('这个码已过 10 分钟，不再有效，请输入屏幕上现在显示的码。').waitFor()
  expect(await field('名称').inputValue()).toBe(name)
})

it('becomes a wall once an administrator has typed its code, and is listed as there', async () => {
  await field('大屏码').fill(await codeShown())
  await send()
  await sheet().waitFor({ state: 'detached' })

  await screen.waitForURL(/\/wall$/)
  await screen.getByRole('heading', { name: /^太和县/ }).waitFor({ timeout: 60_000 })
  await screen.locator('.fresh.live').waitFor({ timeout: 60_000 })
  await expect
    .poll(async () => {
      await admin.page.evaluate(() => window.dispatchEvent(new Event('focus')))
      return row().textContent()
    }, patient)
    .toMatch(/在线.*现在.*测试 county\.security/)
})

it('is a wall again after its browser was closed', async () => {
  const kept = await hall.storageState()
  await screen.close()
  await hall.close()
  hall = await browser.newContext({ viewport: screens.desk, locale: 'zh-CN', storageState: kept })
  screen = await hall.newPage()
  complaints = complaintsOf(screen)
  await screen.goto(`${running.url}/wall`)

  await screen.locator('.fresh.live').waitFor({ timeout: 60_000 })
})

it('says that it was revoked as soon as it is, shows nothing more, and a code to be enrolled by again', async () => {
  await row().getByRole('button', { name: '撤销' }).click()
  await field('依据').fill('大厅改造，设备移走')
  await send()
  await sheet().waitFor({ state: 'detached' })

  await screen.waitForURL(/\/enrol$/)
  await screen.getByText(new RegExp(`“${name}”已于 .* 被撤销，本屏不再是大屏。`)).waitFor()
  expect(await screen.locator('.wall').count()).toBe(0)
  await expect.poll(() => row().textContent(), patient).toContain('已撤销')
  await screen.goto(`${running.url}/wall`)
  await screen.waitForURL(/\/enrol$/)
  await screen.locator('[data-code]').waitFor()
})

it('is the same wall again by its new code', async () => {
  await row().getByRole('button', { name: '重新登记' }).click()
  await field('大屏码').fill(await codeShown())
  await field('依据').fill('设备装回')
  await send()
  await sheet().waitFor({ state: 'detached' })

  await screen.waitForURL(/\/wall$/)
  await screen.locator('.fresh.live').waitFor({ timeout: 60_000 })
})

it('says nothing wrong on either console meanwhile', () => {
  const expected = /status of (401|409)/
  expect([...admin.complaints, ...complaints].filter(one => !expected.test(one))).toEqual([])
})
