import { makeReport } from '@shuniu/shared/reports'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Operator } from '../drills/operator.ts'
import { launchChromium } from './chromium.ts'
import { patient } from './office.ts'
import { accountOf, screens, takeSeat, type Seat } from './shift.ts'
import { openDemoSite, type Site } from './site.ts'

let site: Site
let browser: Browser
let seat: Seat

beforeAll(async () => {
  ;[site, browser] = await Promise.all([openDemoSite(), launchChromium()])
  const account = await accountOf(site, 'wall', '341222')
  seat = await takeSeat({ site, browser, account, path: '/wall', screen: screens.wall })
  await seat.page.locator('.map.ready').waitFor({ timeout: 60_000 })
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

/** The number that stands under a title, by what a screen reader says of it. */
const buttonOf = (page: Page, title: string) =>
  page.locator('.strip').getByRole('button', { name: new RegExp(`^${title} \\d+$`) })

async function numberOf(page: Page, title: string): Promise<number> {
  const words = await buttonOf(page, title).getAttribute('aria-label')
  return Number(words?.split(' ').at(-1))
}

/** When the wall says that nothing comes any more, by the page's own clock: a browser under load is slow to answer. */
const toldStaleAtMs = (page: Page): Promise<number> =>
  page.locator('.fresh[role="status"]').evaluate(
    fresh =>
      new Promise<number>(resolve => {
        const look = () => {
          if (fresh.classList.contains('stale')) resolve(performance.now())
        }
        new MutationObserver(look).observe(fresh, { attributes: true })
        setTimeout(() => resolve(Infinity), 10_000)
        look()
      }),
  )

it('shows a report that was made elsewhere, in feed and numbers, without being loaded again', async () => {
  const { page } = seat
  const before = await numberOf(page, '今日上报')
  const member = await Operator.signIn(site.url, await accountOf(site, 'gridMember'))

  const made = await member.call(makeReport, {
    body: {
      id: v7(),
      categoryCode: '0201',
      level: 'yellow',
      occurredAt: new Date().toISOString(),
      text: '邻里因排水沟改道发生争执',
      areaCode: member.session.scope,
    },
  })

  expect(made).toMatchObject({ ok: true, status: 201 })
  await page
    .locator('.strip')
    .getByRole('button', { name: `今日上报 ${before + 1}`, exact: true })
    .waitFor()
  const newest = page.locator('.ticker li').filter({ hasText: '城关镇' }).first()
  await expect.poll(() => newest.textContent(), patient).toContain('新增')
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
})

it('stands still for whoever asks for less motion, and shows a red case all the same', async () => {
  const { page } = seat
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter(one => one.playState === 'running').length)
  const waiting = await numberOf(page, '待受理')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const member = await Operator.signIn(site.url, await accountOf(site, 'gridMember'))
  await member.call(makeReport, {
    body: {
      id: v7(),
      categoryCode: '0201',
      level: 'red',
      occurredAt: new Date().toISOString(),
      text: '多人持械对峙',
      areaCode: member.session.scope,
    },
  })

  const ring = page.locator('.map-pulse').first()
  await ring.waitFor({ state: 'attached' })
  await expect.poll(moving, patient).toBe(0)
  expect(await ring.evaluate(one => getComputedStyle(one, '::after').opacity)).toBe('1')

  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect.poll(moving, patient).toBeGreaterThan(0)
  await expect.poll(() => numberOf(page, '待受理'), patient).toBe(waiting + 1)
})

it('opens behind a number the list of as many cases', async () => {
  const { page } = seat
  const waiting = await numberOf(page, '待受理')

  await buttonOf(page, '待受理').click()

  const drawer = page.getByRole('complementary', { name: '待受理' })
  await drawer.getByText(`共 ${waiting} 件`).waitFor()
  expect(await drawer.locator('li').count()).toBe(Math.min(waiting, 20))
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
})

it('goes down into a township and up again by keys', async () => {
  const { page } = seat

  await page.keyboard.press('d')
  await page.getByRole('heading', { name: /镇综治中心/ }).waitFor()
  await page.keyboard.press('Backspace')

  await page.getByRole('heading', { name: /^太和县综治中心/ }).waitFor()
})

it('says within three seconds that nothing comes any more, and comes back by itself', async () => {
  const { page } = seat
  await page.locator('.fresh.live').waitFor()

  const cutAtMs = await page.evaluate(() => performance.now())
  process.kill(site.pid, 'SIGSTOP')
  try {
    expect((await toldStaleAtMs(page)) - cutAtMs).toBeLessThan(4_500)
    expect(await page.locator('.panel:not(.is-stale)').count()).toBe(0)
  } finally {
    process.kill(site.pid, 'SIGCONT')
  }

  await page.locator('.fresh.live').waitFor({ timeout: 30_000 })
  await page.locator('.panel.is-stale').first().waitFor({ state: 'detached' })
})

it('lets no word stand smaller than a sixtieth of the height, and tells the console of nothing', async () => {
  const smallest = await seat.page.evaluate(() => {
    const bearsText = (element: Element) =>
      [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    const sizes = [...document.querySelectorAll('.wall *')]
      .filter(element => bearsText(element) && element.getClientRects().length > 0)
      .map(element => Number.parseFloat(getComputedStyle(element).fontSize))
    return Math.min(...sizes)
  })

  expect(smallest).toBeGreaterThanOrEqual(screens.wall.height / 60)
  expect(seat.complaints).toEqual([])
})
