import { changeSignInRules } from '@shuniu/shared/identity'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock } from '../builders/clock.ts'
import { codeOf, wrongCodeOf } from '../builders/secondFactor.ts'
import { password } from '../builders/staff.ts'
import { launchForPages } from './chromium.ts'
import { inputMethodOf } from './inputMethod.ts'
import { pagesFolder } from './office.ts'
import { complaintsOf, screens, takeSeat, type Seat } from './shift.ts'

const clock = runningClock()
let running: RunningApp
let browser: Browser
let duty: Seat
let secret = ''
let codes: string[] = []

beforeAll(async () => {
  ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launchForPages()])
  const account = { account: 't1.duty', password }
  duty = await takeSeat({ site: running, browser, account, path: '/account', screen: screens.desk })
})
afterAll(async () => {
  await browser.close()
  await running.drop()
})

/** Chromium tells of every answer that refuses; those of a sign-in are what these journeys are about. */
const faults = (complaints: readonly string[]) =>
  complaints.filter(text => !/status of 40[13] .*\/api\/session/.test(text))
const field = (page: Page) => page.getByRole('textbox', { name: '六位动态口令' })

async function typePassword(page: Page, account: string) {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}
async function leave(page: Page) {
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/\/login$/)
}

describe('a duty officer', () => {
  it('turns 动态口令 on with the picture or the secret, and is shown ten recovery codes', async () => {
    const { page } = duty
    await page.getByRole('button', { name: '开启动态口令' }).click()
    await page.getByRole('img', { name: '动态口令的二维码' }).waitFor()
    secret = ((await page.locator('.secret code').textContent()) ?? '').replaceAll(' ', '')
    await field(page).fill(wrongCodeOf(secret, clock))
    await page.getByLabel('当前密码').last().fill(password)
    await page.getByRole('button', { name: '确认开启' }).click()
    await page.getByText(/动态口令不正确，还可再试 4 次/).waitFor()

    await field(page).fill(codeOf(secret, clock))
    await page.getByRole('button', { name: '确认开启' }).click()
    await page.getByText('只显示这一次').waitFor()
    codes = await page.locator('[data-code]').allTextContents()
    expect(codes).toHaveLength(10)
    await page.getByRole('button', { name: '我已收好' }).click()

    await page.getByText('还有 10 个恢复码没有用过').waitFor()
    expect(await page.locator('[data-code]').count()).toBe(0)
  })

  it('signs in with the code, which sends itself at the sixth digit and not while an input method composes', async () => {
    const { page } = duty
    clock.moveOnS(60)
    await leave(page)
    await typePassword(page, 't1.duty')
    await field(page).waitFor()
    expect(await field(page).getAttribute('autocomplete')).toBe('one-time-code')
    expect(await field(page).getAttribute('inputmode')).toBe('numeric')
    await expect.poll(() => field(page).evaluate(one => one === document.activeElement)).toBe(true)

    const method = await inputMethodOf(page)
    await method.compose(wrongCodeOf(secret, clock))
    await method.compose('')
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.keyboard.type(wrongCodeOf(secret, clock))
    await page.getByText(/动态口令不正确，还可再试 4 次/).waitFor()
    await expect.poll(() => field(page).inputValue()).toBe('')
    await page.keyboard.type(codeOf(secret, clock))

    await page.waitForURL(/\/desk$/)
  })

  it('signs in with a recovery code where the phone is lost', async () => {
    const { page } = duty
    await page.goto(`${running.url}/account`)
    await leave(page)
    await typePassword(page, 't1.duty')
    await page.getByRole('button', { name: '返回' }).click()
    await typePassword(page, 't1.duty')
    await page.getByRole('button', { name: '使用恢复码' }).click()
    await page.getByRole('textbox', { name: '恢复码' }).fill(codes[0] ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/desk$/)

    await page.goto(`${running.url}/account`)
    await page.getByText('还有 9 个恢复码没有用过').waitFor()
  })

  it('is asked for the code over the page too, where the session has ended', async () => {
    const { page } = duty
    await running.database.pool.query('delete from sessions')
    await running.database.pool.query('update session_epoch set epoch = epoch + 1')
    clock.moveOnS(60)
    await page.getByRole('button', { name: '换一批恢复码' }).click()
    await page.locator('input[name="code"]').fill(codeOf(secret, clock, -1))
    await page.getByLabel('当前密码').last().fill(password)
    await page.getByRole('button', { name: '换一批恢复码' }).click()
    const dialog = page.getByRole('dialog', { name: '请重新登录' })
    await dialog.getByLabel('密码', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await dialog.getByRole('textbox', { name: '六位动态口令' }).fill(codeOf(secret, clock, 1))
    await dialog.waitFor({ state: 'hidden' })

    expect(faults(duty.complaints)).toEqual([])
  })
})

describe('an administrator of whom the county asks it', () => {
  it('is led to it after signing in, and to the work once it is set up', async () => {
    const security = await running.signIn('county.security')
    const body = { administratorsNeedCode: true, passwordDays: 0, version: 0, reason: '等级保护三级' }
    expect((await security.call(changeSignInRules, { body })).status).toBe(200)
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    const complaints = complaintsOf(page)
    await page.goto(`${running.url}/login`)
    await typePassword(page, 'county.admin')
    await page.waitForURL(/\/account$/)
    await page.getByText('本县要求管理员使用动态口令').waitFor()

    const shown = ((await page.locator('.secret code').textContent()) ?? '').replaceAll(' ', '')
    await field(page).fill(codeOf(shown, clock))
    await page.getByLabel('当前密码').last().fill(password)
    await page.getByRole('button', { name: '确认开启' }).click()
    await page.getByRole('button', { name: '我已收好' }).click()
    await page.getByText('不能关闭').waitFor()
    await page.goto(`${running.url}/admin`)

    await page.waitForURL(/\/admin\/rules$/)
    expect(faults(complaints)).toEqual([])
  })
})
