import { rolesWith } from '@shuniu/shared/identity'
import { addDays, listDutyYears, seeDutyYear, shanghaiDay } from '@shuniu/shared/calendar'
import { listClockRules } from '@shuniu/shared/clocks'
import { instant } from '@shuniu/shared/kernel'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchForPages } from './chromium.ts'
import { patient } from './office.ts'
import { accountOf, screens, takeSeat, type Seat } from './shift.ts'
import { openDemoSite, type Site } from './site.ts'

let site: Site
let browser: Browser
let admin: Seat

beforeAll(async () => {
  ;[site, browser] = await Promise.all([openDemoSite(), launchForPages()])
  const account = await accountOf(site, 'systemAdmin')
  admin = await takeSeat({ site, browser, account, path: '/login', screen: screens.desk })
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

const today = () => shanghaiDay(instant(Date.now()))
const cellOf = (page: Page) => page.getByRole('table').getByRole('button', { name: /^受理立案 · 黄 / })
const sheetOf = (page: Page) => page.getByRole('dialog')

describe('whoever administers the county', () => {
  it('signs in and arrives at the limits', async () => {
    const { page, account } = admin
    await page.getByLabel('账号').fill(account.account)
    await page.getByLabel('密码', { exact: true }).fill(account.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/admin\/rules$/)

    await cellOf(page).getByText('30 分钟').waitFor()
  })

  it('tries another limit on the past month, saves it by keyboard, and sees that it is to come', async () => {
    const { page, operator } = admin
    await cellOf(page).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: '时限', exact: true }).fill('20')
    const trial = page.getByRole('region', { name: '试算' })
    const told = trial.getByText(/按此规则，近 30 天.*件事件中有 \d+ 件会超时（现行规则：\d+ 件）/)
    await told.waitFor()

    await page.keyboard.press('Control+Enter')
    await sheetOf(page).getByText('由“30 分钟”改为“20 分钟”').waitFor()
    await page.keyboard.press('Control+Enter')
    await sheetOf(page).waitFor({ state: 'detached' })
    const tomorrow = addDays(today(), 1)

    await cellOf(page).getByText(`${tomorrow} 起 20 分钟`).waitFor()
    await page.getByRole('region', { name: '变更记录' }).getByText('今后生效').waitFor()
    const rules = await operator.call(listClockRules, { query: { stage: 'acceptance', on: tomorrow } })
    if (!rules.ok) throw new Error(rules.code)
    const made = rules.value.items.filter(({ madeBy }) => madeBy !== null)
    expect(made.map(({ rule }) => [rule.level, rule.amount])).toEqual([['yellow', 20]])
  })

  it('is told in place what may not be, and withdraws what is to come', async () => {
    const { page, operator } = admin
    await cellOf(page).click()
    const sheet = sheetOf(page)
    await page.getByRole('textbox', { name: '时限', exact: true }).fill('25')
    await sheet.getByText(/已有规则“20 分钟”/).waitFor()

    await sheet.getByRole('button', { name: '撤销' }).click()
    await sheet.getByRole('button', { name: '确认撤销' }).click()
    await sheet.getByText('已失效').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })

    const rules = await operator.call(listClockRules, { query: { stage: 'acceptance' } })
    if (!rules.ok) throw new Error(rules.code)
    expect(rules.value.items.filter(({ state }) => state === 'toCome')).toEqual([])
    await expect.poll(() => cellOf(page).textContent(), patient).toBe('30 分钟')
  })

  it('imports a year: a wrong line is refused, corrected and saved', async () => {
    const { page, operator } = admin
    const years = await operator.call(listDutyYears)
    if (!years.ok) throw new Error(years.code)
    // The last of them: a year that has begun takes no table that changes days that are over.
    const year = years.value.items.findLast(({ state }) => state === 'provisional')?.year ?? 0
    const days = ['01-01', '02-01', '02-02', '02-03', '04-04', '05-01', '06-09', '09-15']
    const lines = [...days, '10-01', '10-02', '10-03'].map(day => `${year}-${day}\t休\t节日`)
    await page.getByRole('link', { name: '工作日历' }).click()
    await page.getByRole('button', { name: new RegExp(`^${year} 待公布`) }).click()
    await page.getByRole('button', { name: '导入放假安排' }).click()

    const table = page.getByRole('textbox', { name: '安排表' })
    await table.fill(['日期\t类别\t名称', ...lines, `${year}-02-30\t休\t没有这天`].join('\n'))
    await sheetOf(page).getByText('没有这一天，请核对日期。').waitFor()
    await page.keyboard.press('Control+Enter')
    expect(await sheetOf(page).getByText('确定保存').count()).toBe(0)
    await table.fill(['日期\t类别\t名称', ...lines].join('\n'))
    await page.keyboard.press('Control+Enter')
    await sheetOf(page).getByText(`将 ${year} 年改为放假 11 天`).waitFor()
    await page.keyboard.press('Control+Enter')
    await sheetOf(page).waitFor({ state: 'detached' })

    await page.getByRole('button', { name: new RegExp(`^${year} 已导入`) }).waitFor()
    const seen = await operator.call(seeDutyYear, { params: { year: String(year) } })
    if (!seen.ok) throw new Error(seen.code)
    expect(seen.value.table.holidays).toHaveLength(11)
    expect(await page.locator(`[data-day="${year}-10-01"]`).textContent()).toContain('休')
  })

  it('says nothing wrong on the console meanwhile', () => {
    expect(admin.complaints).toEqual([])
  })
})

it('tells whoever may not administer who may', async () => {
  const account = await accountOf(site, 'countyDispatcher')
  const seat = await takeSeat({ site, browser, account, path: '/admin', screen: screens.desk })

  await Promise.all([
    seat.page.waitForURL(/\/desk/),
    seat.page.getByText(`“管理”由${rolesWith('admin').join('、')}使用`).waitFor(),
  ])
  expect(seat.complaints).toEqual([])
  await seat.leave()
})
