import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { password } from '../builders/staff.ts'
import { launchForPages } from './chromium.ts'
import { pagesFolder, patient } from './office.ts'
import { screens, takeSeat, type Seat } from './shift.ts'

let running: RunningApp
let browser: Browser
let admin: Seat

const sit = (account: string, path: string, secret = password) =>
  takeSeat({ site: running, browser, account: { account, password: secret }, path, screen: screens.desk })
const row = (page: Page, account: string) =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name: account, exact: true }) })
const find = async (words: string) => {
  const field = admin.page.getByRole('searchbox')
  await field.fill(words)
  await field.press('Enter')
}
const sheet = () => admin.page.getByRole('dialog')
/** Opens an account, and does something with it for a reason. */
async function act(account: string, name: string, reason: string): Promise<void> {
  await find(account)
  await row(admin.page, account).getByRole('button', { name: '查看与办理' }).click()
  await sheet().getByLabel('依据').fill(reason)
  await sheet().getByRole('button', { name, exact: true }).first().click()
  await sheet()
    .getByRole('button', { name: /^确定保存/ })
    .click()
}

beforeAll(async () => {
  ;[running, browser] = await Promise.all([startApp({ pagesFolder }), launchForPages()])
  admin = await sit('t1.security', '/admin/accounts')
})
afterAll(async () => {
  await browser.close()
  await running.drop()
})

describe('a township’s administrator in the morning', () => {
  let slip: string

  it('sees the people of the township, and nobody else’s', async () => {
    await row(admin.page, 't1.duty').waitFor()
    await find('t2.duty')
    await admin.page.getByText('没有符合条件的账号。').waitFor()
    await find('')
    await row(admin.page, 't1.duty').waitFor()
  })

  it('gives somebody new an account, of the roles that are the township’s to give', async () => {
    const { page } = admin
    await page.getByRole('button', { name: '新建账号' }).click()
    await sheet().getByLabel('账号').fill('t1.new')
    await sheet().getByLabel('姓名').fill('欧阳明')
    const role = sheet().getByRole('combobox', { name: '角色' })
    await role.fill('县')
    expect(await sheet().getByRole('option').allInnerTexts()).toEqual([])
    await role.fill('管理员')
    expect(await sheet().getByRole('option').allInnerTexts()).toEqual([])
    await role.fill('xzzb')
    await sheet().getByRole('option', { name: '乡镇值班员' }).click()
    // A township's role has one place here, which nobody has to pick.
    expect(await sheet().getByRole('combobox', { name: '区划' }).inputValue()).not.toBe('')
    await sheet().getByLabel('依据').fill('新到岗，镇人字〔2026〕8号')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')

    await page.getByRole('heading', { name: '一次性密码条' }).waitFor()
    slip = await page.locator('[data-password]').innerText()
    await page.getByRole('button', { name: '完成，不再显示' }).click()
    await row(page, 't1.new').getByText('待改密码').waitFor()
    expect(await page.getByText(slip).count()).toBe(0)
  })

  it('whose slip opens the account once, to a password of one’s own', async () => {
    const own = '夜里听见雨落瓦上26'
    const newcomer = await sit('t1.new', '/desk', slip)
    await newcomer.page.waitForURL(/\/account$/)
    await newcomer.page.locator('input[name=current]').fill(slip)
    await newcomer.page.locator('input[name=next]').fill(own)
    await newcomer.page.locator('input[name=repeat]').fill(own)
    await newcomer.page.keyboard.press('Enter')

    await newcomer.page.waitForURL(/\/desk/)
    await newcomer.page.getByText('实时', { exact: true }).waitFor(patient)
    await newcomer.leave()
  })

  it('gives a forgotten password anew: whoever sits there under the old one is asked to sign in', async () => {
    const dispatcher = await sit('t1.dispatcher', '/desk')
    await dispatcher.page.getByText('实时', { exact: true }).waitFor(patient)

    await act('t1.dispatcher', '重设密码', '本人来电称遗忘，已当面核实')

    await admin.page.getByRole('heading', { name: '一次性密码条' }).waitFor()
    await admin.page.getByRole('button', { name: '完成，不再显示' }).click()
    await dispatcher.page.getByRole('dialog', { name: '请重新登录' }).waitFor(patient)
    await dispatcher.leave()
  })

  it('takes a leaver’s rights: the page that is open asks to sign in', async () => {
    const leaver = await sit('t1.duty', '/desk')
    await leaver.page.getByText('实时', { exact: true }).waitFor(patient)

    await act('t1.duty', '停用', '调离')

    await admin.page.getByText('账号已停用，其登录已全部结束。').waitFor()
    await leaver.page.getByRole('dialog', { name: '请重新登录' }).waitFor(patient)
    await leaver.leave()
    await find('t1.duty')
    await row(admin.page, 't1.duty').getByText('已停用').waitFor()
  })

  it('told no error on any screen', () => {
    expect(admin.complaints).toEqual([])
  })
})
