import { listDivisionActs } from '@shuniu/shared/divisions'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock } from '../builders/clock.ts'
import { insideGrid, villageCode } from '../builders/county.ts'
import { aReport, reported } from '../builders/report.ts'
import { password } from '../builders/staff.ts'
import { launchForPages } from './chromium.ts'
import { pagesFolder } from './office.ts'
import { screens, takeSeat, type Seat } from './shift.ts'

const clock = runningClock()
let running: RunningApp
let browser: Browser
let admin: Seat
let dispatcher: Seat
let member: Seat
let known: { readonly id: string; readonly number: string }

const sit = (account: string, path: string, screen: keyof typeof screens) =>
  takeSeat({ site: running, browser, account: { account, password }, path, screen: screens[screen] })

beforeAll(async () => {
  ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launchForPages()])
  const [lon, lat] = insideGrid(1, 3, 1)
  const report = aReport({ position: { lon, lat }, occurredAt: clock.now() })
  const { caseId, caseNumber } = await reported(await running.signIn('t1v3g1'), report)
  known = { id: caseId, number: caseNumber }
  // By the next day the village is no more: the case was reported in it.
  clock.moveOnS(86_400)
  admin = await sit('county.admin', '/admin/divisions', 'desk')
  dispatcher = await sit('t1.dispatcher', '/desk', 'desk')
  member = await sit('t1v3g1', '/m', 'phone')
})
afterAll(async () => {
  await browser.close()
  await running.drop()
})

describe('a village becomes part of another', () => {
  it('after the administrator has found it by initials and seen what goes along', async () => {
    const { page } = admin
    const tree = page.getByRole('navigation', { name: '区划' })
    await tree.getByRole('searchbox').fill('lz')
    await tree.locator(`button[title="${villageCode(1, 3)}"]`).click()
    await page.getByRole('heading', { name: '城关镇李庄村委会' }).waitFor()
    await page.locator('[data-act="merge"]').click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('combobox').fill('赵集')
    await sheet.getByRole('option').first().click()
    await sheet.getByLabel('依据（文号）').fill('太政秘〔2026〕12号')
    await sheet.getByLabel('原因').fill('村级区划调整')
    await page.keyboard.press('Control+Enter')
    await sheet.getByText('网格 2 个').waitFor()
    await sheet.getByText('在办事件 1 件').waitFor()
    await sheet.getByText('账号 4 个').waitFor()

    await page.keyboard.press('Control+Enter')
    await sheet.waitFor({ state: 'detached' })

    await page.getByText('今属 城关镇赵集村委会').waitFor()
    const { body } = await (await running.signIn('county.admin')).call(listDivisionActs, { query: {} })
    expect(body.items).toMatchObject([{ kind: 'merge', state: 'done', subjectName: '李庄村委会' }])
  })

  it('and the desk, without being loaded again, tells the case by its former name and where it belongs now', async () => {
    const { page } = dispatcher
    await page.locator(`[data-case="${known.id}"]`).click()
    await page.locator('.card').getByText('今属城关镇 赵集').first().waitFor()
    await page.locator('.card').getByText('区划调整').waitFor()
  })

  it('and whoever has the grid signs in on the phone anew and has it under the new village', async () => {
    const { page } = member
    await page.getByText('登录已到期').waitFor()
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByText('登录已到期').waitFor({ state: 'hidden' })
    await page.getByText('第3网格', { exact: true }).first().waitFor()
  })
})
