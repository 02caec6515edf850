import { shanghaiDay } from '@shuniu/shared/calendar'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock } from '../builders/clock.ts'
import { gridCode, insideGrid } from '../builders/county.ts'
import { aGridMember, handedTo } from '../builders/gridMembers.ts'
import { aReport, reported } from '../builders/report.ts'
import { password } from '../builders/staff.ts'
import { launchForPages } from './chromium.ts'
import { pagesFolder } from './office.ts'
import { screens, takeSeat, type Seat } from './shift.ts'

const clock = runningClock()
const grid = gridCode(1, 3, 1)
let running: RunningApp
let browser: Browser
let director: Seat
let dispatcher: Seat
let caseId: string

const sit = (account: string, path: string) =>
  takeSeat({ site: running, browser, account: { account, password }, path, screen: screens.desk })

beforeAll(async () => {
  ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launchForPages()])
  const asDirector = await running.signIn('t1.director')
  const former = await aGridMember(asDirector, '王桂兰')
  await aGridMember(asDirector, '欧阳明')
  await handedTo(asDirector, grid, { id: former.id, from: '2026-03-01' })
  const [lon, lat] = insideGrid(1, 3, 1)
  const report = aReport({ position: { lon, lat }, occurredAt: clock.now() })
  ;({ caseId } = await reported(await running.signIn('t1v3g1'), report))
  clock.moveOnS(60)
  director = await sit('t1.director', '/centres/members')
  dispatcher = await sit('t1.dispatcher', '/desk')
})
afterAll(async () => {
  await browser.close()
  await running.drop()
})

it('a director finds the village by initials and hands its grid to another, who is found by initials too', async () => {
  const { page } = director
  await page.getByRole('region', { name: '网格员应配实配' }).getByRole('searchbox').fill('lz')
  await page.getByRole('row').getByText('李庄').first().click()
  const line = page.locator(`[data-grid="${grid}"]`)
  await line.getByText('王桂兰').waitFor()
  await line.getByRole('button', { name: '移交' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('combobox').fill('oym')
  await sheet.getByRole('option', { name: /欧阳明/ }).click()
  await sheet.getByLabel('移交事由').fill('原网格员调离')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Control+Enter')
  await sheet.waitFor({ state: 'detached' })

  await line.getByText(`欧阳明，${shanghaiDay(clock.now())} 起`).waitFor()
  await line.getByText('账号仍是 测试 t1v3g1，请停用或改派').waitFor()
  expect(director.complaints).toEqual([])
})

it('and the desk, without being loaded again, tells at the open case who had the grid and who has it', async () => {
  const { page } = dispatcher
  await page.locator(`[data-case="${caseId}"]`).click()
  const timeline = page.locator('.timeline')
  await timeline.getByText('随网格移交').waitFor()
  expect(await timeline.textContent()).toMatch(/原网格员\s*王桂兰.*现网格员\s*欧阳明/)
  expect(dispatcher.complaints).toEqual([])
})
