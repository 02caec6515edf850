import { answerAlarm, seeCase, type CaseLevel } from '@shuniu/shared/cases'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved, seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { password } from '../builders/staff.ts'
import { launchChromium } from './chromium.ts'
import { pagesFolder, patient } from './office.ts'
import { screens, takeSeat, type Seat } from './shift.ts'

const clock = runningClock()
let running: RunningApp
let as: People
let browser: Browser
let county: Seat
let township: Seat

declare global {
  interface Window {
    /** The tones that were played, in hertz. */
    tones?: number[]
  }
}

/**
 * Writes down each tone that the page plays, and lets it play none before a person has touched it, as browsers of people do: the
 * browser of a test takes each question to the page for a touch.
 */
function listenOnceTouched(): void {
  window.tones = []
  let isTouched = false
  window.addEventListener('pointerdown', () => (isTouched = true), { capture: true })
  const Real = window.AudioContext
  window.AudioContext = class extends Real {
    override get state() {
      return isTouched ? super.state : 'suspended'
    }
    override resume() {
      return isTouched ? super.resume() : Promise.resolve()
    }
    override createOscillator() {
      const tone = super.createOscillator()
      const start = tone.start.bind(tone)
      tone.start = at => {
        window.tones?.push(tone.frequency.value)
        start(at)
      }
      return tone
    }
  }
}

const sit = (account: string): Promise<Seat> =>
  takeSeat({
    site: running,
    browser,
    account: { account, password },
    path: '/desk',
    screen: screens.desk,
    before: listenOnceTouched,
  })

beforeAll(async () => {
  ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launchChromium()])
  as = peopleOf(running)
  county = await sit('county.duty')
  township = await sit('t1.duty')
  await Promise.all([county, township].map(({ page }) => page.getByText('实时', { exact: true }).waitFor()))
})
afterAll(async () => {
  await browser.close()
  await running.drop()
})

const bar = (page: Page) => page.getByRole('region', { name: '告警' })
const tonesOn = (page: Page) => page.evaluate(() => window.tones?.length ?? 0)
const isHeardOn = (page: Page) => expect.poll(() => tonesOn(page), patient).toBeGreaterThan(0)
const isSilentOn = ({ page }: Seat) => bar(page).waitFor({ state: 'detached', timeout: 20_000 })
const openId = ({ page }: Seat) => /\/desk\/cases\/([^/?]+)/.exec(page.url())?.[1]
const aCase = async (level: CaseLevel, text = '有人受伤，速来') =>
  (await reported(await as('t1v1g1'), aReport({ level, text, occurredAt: clock.now() }))).caseId
async function acceptedBy(account: string, id: string): Promise<void> {
  const by = await as(account)
  const current = await seen(by, id)
  await moved(by, current, aMove('accept', current, { level: current.level }))
}

/** Whether a person who clicks in the middle of the bar clicks the bar, and not what lies over it. */
const isOnTop = (page: Page) =>
  bar(page).evaluate(element => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 3, top + height / 2))
  })

it('a red case calls the county and its township by bar, sound and tab, over every page, paper and sheet, until a person answers', async () => {
  await county.page.mouse.click(4, 700)
  await township.page.mouse.click(4, 700)
  const id = await aCase('red')

  for (const { page } of [county, township]) {
    await bar(page).getByText('有人受伤，速来').waitFor({ timeout: 20_000 })
    await isHeardOn(page)
    expect(await page.title()).toMatch(/^\(1\) /)
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).toContain('data:image/svg')
  }
  const [low = 0, high = 0] = await county.page.evaluate(() => window.tones ?? [])
  expect(high).toBeGreaterThan(low)

  const { page } = county
  await page.getByRole('link', { name: '帮助' }).click()
  await page.waitForURL('**/help')
  expect([await isOnTop(page), await page.title()]).toEqual([true, expect.stringMatching(/^\(1\) /)])

  await page.keyboard.press('g')
  await expect.poll(() => openId(county), patient).toBe(id)
  const { id: other } = await broughtTo('accepted', as)
  await page.goto(`${running.url}/desk/cases/${other}/documents/disputeRegister`)
  await page.locator('.over').waitFor()
  await bar(page).waitFor()
  expect(await isOnTop(page)).toBe(true)

  await page.goto(`${running.url}/desk`)
  await page.getByRole('button', { name: '声音', exact: false }).first().click()
  await page.getByRole('dialog', { name: '告警声音与通知' }).waitFor()
  expect(await isOnTop(page)).toBe(true)
  await bar(page).getByRole('button', { name: '我来办' }).click()

  await Promise.all([isSilentOn(county), isSilentOn(township)])
  await township.page.getByText('测试 county.duty 已接下（我来办）').waitFor({ timeout: 20_000 })
  const heard = await tonesOn(township.page)
  await new Promise(wake => setTimeout(wake, 6_000))
  expect(await tonesOn(township.page)).toBe(heard)
  expect(await township.page.title()).not.toMatch(/^\(/)
  const { body } = await (await as('t1.duty')).call(seeCase, { params: { id } })
  expect(body.timeline.at(-1)).toMatchObject({ move: 'answerAlarm', actorName: '测试 county.duty' })
  await acceptedBy('county.duty', id)
})

it('an alarm is there for whoever signs in later, and says that its sound is blocked until the page is touched', async () => {
  const id = await aCase('red')
  const later = await sit('t1.duty')

  await bar(later.page).waitFor()
  await bar(later.page).getByRole('button', { name: '声音被浏览器拦住' }).click()
  await isHeardOn(later.page)
  await later.page.reload()
  await bar(later.page).waitFor()

  await later.leave()
  await acceptedBy('t1.duty', id)
  await isSilentOn(county)
})

it('a blue case raised to red calls like a new one, and G goes from one alarm to the next', async () => {
  const first = await aCase('red')
  const second = await aCase('blue')
  await bar(county.page).waitFor()
  const by = await as('county.director')
  const current = await seen(by, second)
  await moved(by, current, aMove('changeLevel', current, { level: 'red' }))
  await bar(county.page).getByText('另有 1 件').waitFor({ timeout: 20_000 })

  const opened: (string | undefined)[] = []
  for (let n = 0; n < 3; n += 1) {
    const before = openId(county)
    await county.page.keyboard.press('g')
    await expect.poll(() => openId(county) !== before, patient).toBe(true)
    opened.push(openId(county))
  }

  expect(opened).toEqual([first, second, first])
  await county.page.keyboard.press('a')
  await bar(township.page).getByText('另有 1 件').waitFor({ state: 'detached', timeout: 20_000 })
  await acceptedBy('county.duty', second)
  await isSilentOn(township)
  await acceptedBy('county.duty', first)
})

it('a red case takes the map of a wall over, also after a reload, until somebody answers', async () => {
  const wall = await takeSeat({
    site: running,
    browser,
    account: { account: 'county.wall', password },
    path: '/wall',
    screen: screens.desk,
  })
  await wall.page.locator('.map.ready').waitFor({ timeout: 60_000 })
  const id = await aCase('red', '三单元有人受伤')
  const card = wall.page.getByRole('alert', { name: '红色事件待受理，尚无人接警' })

  await card.getByText('由 太和县综治中心 受理').waitFor({ timeout: 20_000 })
  await wall.page.reload()
  await card.waitFor({ timeout: 60_000 })
  expect(await card.textContent()).not.toContain('三单元')
  await (await as('t1.duty')).call(answerAlarm, { params: { id } })
  await card.waitFor({ state: 'detached', timeout: 20_000 })

  expect(wall.complaints).toEqual([])
  await wall.leave()
  await acceptedBy('t1.duty', id)
})

it('no page told of an error', () => {
  expect([county, township].flatMap(({ complaints }) => complaints)).toEqual([])
})
