import { shanghaiDay } from '@shuniu/shared/calendar'
import { listCases, seeCase } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { makeReport } from '@shuniu/shared/reports'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filterOf, queueTabIds } from '../../client/src/features/dispatch/queue/tabs.ts'
import { Operator } from '../drills/operator.ts'
import { launchChromium } from './chromium.ts'
import { accountOf, screens, takeSeat, type Seat } from './shift.ts'
import { openDemoSite, type Site } from './site.ts'

const township = '341222100'
/** A machine under load is slow to paint; what is promised by the second is measured apart. */
const patient = { timeout: 20_000, interval: 50 }
let site: Site
let browser: Browser
let desk: Seat
let unit: Seat

const sit = async (role: string) =>
  takeSeat({
    site,
    browser,
    account: await accountOf(site, role, township),
    path: '/desk',
    screen: screens.desk,
  })

beforeAll(async () => {
  ;[site, browser] = await Promise.all([openDemoSite(), launchChromium()])
  desk = await sit('townshipDispatcher')
  unit = await sit('unitHandler')
  await Promise.all([desk, unit].map(({ page }) => page.getByText('实时', { exact: true }).waitFor()))
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

/** A grid member of the township reports; the case is known by its id and number. */
async function reported(): Promise<{ id: string; number: string }> {
  const member = await Operator.signIn(site.url, await accountOf(site, 'gridMember', township))
  const { scope } = member.session
  const answer = await member.call(makeReport, {
    body: {
      id: v7(),
      categoryCode: '0201',
      level: 'yellow',
      text: '两家因排水发生争执，需要调解。',
      occurredAt: new Date().toISOString(),
      areaCode: scope,
    },
  })
  if (!answer.ok) throw new Error(answer.code)
  return { id: answer.value.caseId, number: answer.value.caseNumber }
}

const row = (page: Page, id: string) => page.locator(`[data-case="${id}"]`)
const countOf = async (page: Page, tab: string) =>
  Number(await page.locator(`[data-tab="${tab}"] strong`).textContent())

/** Goes down the queue with the keyboard until the case is chosen. */
async function stepTo(page: Page, id: string): Promise<void> {
  const chosen = page.locator('[data-case][aria-current="true"]')
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('j')
    if ((await chosen.getAttribute('data-case')) === id) return
  }
  throw new Error('the case does not stand in the queue')
}

/** Asks for what is new until the case stands in the queue: it comes when it comes. */
const letIn = (page: Page, id: string) =>
  expect
    .poll(async () => {
      await page.keyboard.press('.')
      return row(page, id).count()
    }, patient)
    .toBe(1)

async function assignTo(page: Page, initials: string, name: string): Promise<void> {
  await page.keyboard.press('F3')
  const unitField = page.getByRole('combobox', { name: '主办单位' })
  await unitField.click()
  await page.keyboard.type(initials)
  await page.getByRole('option', { name, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  const reason = page.locator('[data-field="overrideCode"]')
  if ((await reason.count()) > 0) await page.keyboard.press('1')
  await page.keyboard.press('Control+Enter')
}

it('has the day of the server, whichever that is', async () => {
  const apartMs = Date.now() - (await desk.page.evaluate(() => Date.now()))

  expect(Math.abs(apartMs)).toBeLessThan(60_000)
})

it('accepts and dispatches by keyboard, and takes the case from the desk of a unit that has it no more', async () => {
  const { page } = desk
  await expect.poll(() => countOf(page, 'all'), patient).toBeGreaterThan(0)
  const before = await countOf(page, 'reported')
  const made = await reported()
  await expect.poll(() => countOf(page, 'reported'), patient).toBe(before + 1)

  await unit.page.keyboard.press('3')
  await page.keyboard.press('4')
  await stepTo(page, made.id)
  await page.keyboard.press('F2')
  await page.getByRole('button', { name: '确认受理' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '派遣', exact: false }).first().waitFor()
  await assignTo(page, 'pcs', '城关镇派出所')
  const undo = page.getByRole('button', { name: /^撤回 \d/ })
  await undo.waitFor()

  await letIn(unit.page, made.id)
  await row(unit.page, made.id).click()
  await unit.page.locator('.card').getByText(made.number).first().waitFor()
  // Whatever the card reads has come: an answer on its way is refused to whoever has the case no more.
  await unit.page.waitForLoadState('networkidle')

  await undo.click()
  const recalledAt = Date.now()
  await unit.page.getByText('已转由其他单位办理').waitFor({ timeout: 20_000 })
  await expect.poll(() => row(unit.page, made.id).count(), patient).toBe(0)
  process.stdout.write(`the unit's desk dropped the case ${Date.now() - recalledAt} ms after the click\n`)

  await page.locator('.actions').getByText('待城关镇调度员派遣').waitFor()
  await assignTo(page, 'sfs', '城关镇司法所')
  const statusNow = async () => {
    const seen = await desk.operator.call(seeCase, { params: { id: made.id } })
    return seen.ok && seen.value.case.status
  }
  await expect.poll(statusNow, patient).toBe('assigned')
  expect(await row(unit.page, made.id).count()).toBe(0)
})

it('counts on every tab what the server’s list holds', async () => {
  const day = shanghaiDay(instant(Date.now()))
  for (const tab of queueTabIds) {
    const { page, operator } = desk
    const listed = async () => {
      const page = await operator.call(listCases, { query: { ...filterOf(tab, day), limit: 1 } })
      return page.ok ? page.value.total : page.code
    }
    const differing = async () => [tab, (await countOf(page, tab)) - Number(await listed())]
    await expect.poll(differing, patient).toEqual([tab, 0])
  }
})

it('finds a case by pinyin initials, and greys when the server falls silent', async () => {
  const { page } = unit
  await page.keyboard.press('/')
  await page.keyboard.type('gbsq')
  await page.getByText(/找到 \d+ 件/).waitFor()
  await page.keyboard.press('Escape')

  await page.getByText('实时', { exact: true }).waitFor()
  process.kill(site.pid, 'SIGSTOP')
  try {
    await expect.poll(() => page.locator('.badge').textContent(), patient).toMatch(/断线/)
  } finally {
    process.kill(site.pid, 'SIGCONT')
  }
  await page.getByText('实时', { exact: true }).waitFor({ timeout: 20_000 })
})

it('tells no error on any console', () => {
  // A case may leave the desk while its documents are asked for: the browser tells of the answer, the page does not.
  const goneMeanwhile = /status of 404 .*\/documents$/
  const complaints = [...desk.complaints, ...unit.complaints].filter(one => !goneMeanwhile.test(one))

  expect(complaints).toEqual([])
})
