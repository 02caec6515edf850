import { seeCase, type CaseLevel } from '@shuniu/shared/cases'
import { listUnitProposals } from '@shuniu/shared/dispatch'
import { changeUnitProfile, seeUnitStaff } from '@shuniu/shared/staffing'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock } from '../builders/clock.ts'
import { seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { password, unitIds } from '../builders/staff.ts'
import { launchForPages } from './chromium.ts'
import { pagesFolder, patient } from './office.ts'
import { screens, takeSeat, type Seat } from './shift.ts'

const clock = runningClock()
let running: RunningApp
let as: People
let browser: Browser
let desk: Seat
let page: Page

beforeAll(async () => {
  ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launchForPages()])
  as = peopleOf(running)
  for (const id of [unitIds.civil, unitIds.force(1)]) await chargedWithGas(id)
  desk = await takeSeat({
    site: running,
    browser,
    account: { account: 't1.dispatcher', password },
    path: '/desk',
    screen: screens.desk,
  })
  page = desk.page
  await page.getByText('实时', { exact: true }).waitFor()
})
afterAll(async () => {
  await browser.close()
  await running.drop()
})

async function chargedWithGas(id: string): Promise<void> {
  const by = await as('county.director')
  const { body: sheet } = await by.call(seeUnitStaff, { params: { id }, query: {} })
  const duties = [{ categoryPrefix: 'E0508', areaCode: sheet.unit.areaCode }]
  const { profile, profileVersion: seenVersion } = sheet
  const body = { ...profile, duties, id: v7(), seenVersion, reason: '职责登记' }
  const { code } = await by.call(changeUnitProfile, { params: { id }, body })
  if (code !== undefined) throw new Error(code)
}
const aCase = async (level: CaseLevel = 'red') =>
  (
    await reported(
      await as('t1v1g1'),
      aReport({ level, categoryCode: 'E0508', text: '燃气味浓', occurredAt: clock.now() }),
    )
  ).caseId
const caseNow = async (id: string) => seen(await as('t1.dispatcher'), id)
const proposedFor = async (id: string) => {
  const { body } = await (await as('t1.dispatcher')).call(listUnitProposals, { params: { id } })
  return body.items.map(({ unitId }) => unitId)
}
const openId = () => /\/desk\/cases\/([^/?]+)/.exec(page.url())?.[1]

/** Presses keys one after the other and counts them. */
async function struck(...keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key)
  return keys.length
}
const firstIsChosen = () => page.locator('[data-proposal="1"][aria-pressed="true"]').waitFor()
/** Goes for the alarm of a case, and waits until that lies open. */
async function heard(id: string): Promise<number> {
  await page.getByRole('region', { name: '告警' }).waitFor()
  const keys = await struck('g')
  await expect.poll(openId, patient).toBe(id)
  return keys
}

it('a red case heard goes to the first unit proposed by three keys, and its acceptance with it', async () => {
  const id = await aCase()
  const [first] = await proposedFor(id)

  let keys = await heard(id)
  keys += await struck('F3')
  await firstIsChosen()
  await page.locator('[data-lead]').getByText('一并受理').waitFor()
  keys += await struck('Enter')

  await expect.poll(async () => (await caseNow(id)).status, patient).toBe('assigned')
  expect((await caseNow(id)).ownerUnitId).toBe(first)
  expect(keys).toBeLessThanOrEqual(3)
})

it('any other unit is sent by eight keys at most, found by its initials', async () => {
  const id = await aCase()

  let keys = await heard(id)
  keys += await struck('F3')
  await firstIsChosen()
  keys += await struck('g', 'a', 'j')
  await page.getByRole('option', { name: '县公安局', selected: true }).waitFor()
  keys += await struck('Enter')
  await page.getByRole('radio', { name: '已电话商定' }).waitFor()
  keys += await struck('1', 'Enter')

  await expect.poll(async () => (await caseNow(id)).ownerUnitId, patient).toBe(unitIds.police)
  expect(keys).toBeLessThanOrEqual(8)
})

it('a digit chooses another that is proposed, and a second one the reason', async () => {
  const id = await aCase()
  const [first = '', second = ''] = await proposedFor(id)

  let keys = await heard(id)
  keys += await struck('F3')
  await firstIsChosen()
  keys += await struck('2')
  await page.getByRole('radio', { name: '首选单位忙' }).waitFor()
  keys += await struck('3', 'Enter')

  await expect.poll(async () => (await caseNow(id)).ownerUnitId, patient).toBe(second)
  const { body } = await (await as('t1.dispatcher')).call(seeCase, { params: { id } })
  expect(body.timeline.at(-1)?.filled).toMatchObject({ proposedUnitId: first, overrideCode: 'busy' })
  expect(keys).toBe(5)
})

it('a digit with Shift has a unit help', async () => {
  const id = await aCase()
  const [first = '', second = ''] = await proposedFor(id)

  await heard(id)
  await struck('F3')
  await firstIsChosen()
  await struck('Shift+Digit2', 'Enter')

  await expect.poll(async () => (await caseNow(id)).status, patient).toBe('assigned')
  const { ownerUnitId, coUnitIds } = await caseNow(id)
  expect([ownerUnitId, coUnitIds]).toEqual([first, [second]])
})

it('keys struck ahead of the answer are obeyed: F3 before the acceptance is answered', async () => {
  const id = await aCase()

  await heard(id)
  await page.locator('[data-move="accept"]').waitFor()
  await struck('F2', 'Enter', 'F3')
  await firstIsChosen()
  await struck('Enter')

  await expect.poll(async () => (await caseNow(id)).status, patient).toBe('assigned')
})

it('the desk goes on to the next case that is owed, and Z takes the dispatch back and comes back to it', async () => {
  const [one, other] = [await aCase('yellow'), await aCase('yellow')]
  const rowOf = (id: string) => page.locator(`[data-case="${id}"]`)
  const isLetIn = async () => {
    await struck('.')
    return (await rowOf(one).count()) + (await rowOf(other).count())
  }
  await expect.poll(isLetIn, patient).toBe(2)
  await rowOf(one).click()
  await struck('F3')
  await firstIsChosen()
  await struck('Enter')

  await expect.poll(openId, patient).toBe(other)
  expect((await caseNow(one)).status).toBe('assigned')
  await struck('z')

  await expect.poll(async () => (await caseNow(one)).status, patient).toBe('accepted')
  await expect.poll(openId, patient).toBe(one)
})

it('the first Tab from a row reaches the first thing to be done, and Shift+Tab the row again', async () => {
  const id = openId() ?? ''
  await page.locator(`[data-case="${id}"]`).focus()
  const focused = () =>
    page.evaluate(() => {
      const { dataset } =
        document.activeElement instanceof HTMLElement ? document.activeElement : document.body
      return dataset['move'] ?? dataset['case']
    })

  await struck('Tab')
  expect(await focused()).toBe('assign')
  await struck('Shift+Tab')
  expect(await focused()).toBe(id)
})

it('no page told of an error', () => {
  expect(desk.complaints).toEqual([])
})
