import { listDivisions } from '@shuniu/shared/grids'
import { listGridPlans } from '@shuniu/shared/gridPlans'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../builders/watcher.ts'
import { launchChromium } from './chromium.ts'
import { accountOf, screens, takeSeat, type Seat } from './shift.ts'
import { openDemoSite, type Site } from './site.ts'

let site: Site
let browser: Browser
let township: Seat
let county: Seat

beforeAll(async () => {
  ;[site, browser] = await Promise.all([openDemoSite(), launchChromium()])
  const at = { site, browser, path: '/centres/plans', screen: screens.desk }
  township = await takeSeat({ ...at, account: await accountOf(site, 'townshipDirector') })
  county = await takeSeat({ ...at, account: await accountOf(site, 'countyDirector') })
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

const grids = (page: Page) => page.locator('svg.plan path.grid')
const listed = (page: Page) => page.locator('ul.grids > li')

/** The township's plan that was begun last. */
async function plan() {
  const answer = await township.operator.call(listGridPlans, { query: {} })
  if (!answer.ok) throw new Error(answer.code)
  const [last] = answer.value.items
  if (!last) throw new Error('no plan')
  return last
}

async function boxOf(grid: Locator) {
  const box = await grid.boundingBox()
  if (!box) throw new Error('the grid is not on the screen')
  return box
}

/** Draws a line straight through the middle of the first grid, from outside it to outside it. */
async function splitFirst(page: Page): Promise<void> {
  await listed(page).first().getByRole('button').first().click()
  await page.getByRole('button', { name: '拆分', exact: true }).click()
  const { x, y, width, height } = await boxOf(grids(page).first())
  await page.mouse.click(x + width / 2, y - 3)
  await page.mouse.click(x + width / 2 + 1, y + height + 3)
  await page.keyboard.press('Enter')
}

/** Something that happens when it is told to. */
function deferred() {
  let now = (): void => undefined
  const promise = new Promise<void>(resolve => (now = resolve))
  return { promise, now: () => now() }
}

describe('a township’s director draws the grids of a village anew', () => {
  it('begins a plan, splits a grid on the map, undoes and does it again; it is saved by itself', async () => {
    const { page } = township
    await page.getByRole('combobox', { name: '村（社区）' }).click()
    await page.getByRole('option').first().click()
    await page.getByRole('button', { name: '新建方案' }).click()
    await grids(page).first().waitFor()
    const before = await grids(page).count()

    await splitFirst(page)
    await until('the grid is two', async () => (await grids(page).count()) === before + 1)
    await page.keyboard.press('Control+z')
    await until('the split is undone', async () => (await grids(page).count()) === before)
    await page.keyboard.press('Control+y')
    await page.getByLabel('调整依据').fill('县综治中心〔2026〕12 号')

    await page.getByText('没有空白、重叠或超员').waitFor()
    await page.getByText('已保存').waitFor()
    expect(await listed(page).count()).toBe(before + 1)
    expect((await plan()).basis).toBe('县综治中心〔2026〕12 号')
  })

  it('moves a corner by the arrows, and finds it again after a reload, though the answer was lost', async () => {
    const { page } = township
    await grids(page).first().waitFor()
    await listed(page).first().getByRole('button').first().click()
    const inner = page.locator('circle.corner:not(.border)').first()
    const version = (await plan()).version
    // The page is left before it hears that it was saved: nobody else has drawn, all the same.
    await page.route('**/api/grid-plans/*', async route => {
      await route.fetch()
      await route.abort()
    })
    await inner.focus()
    await page.keyboard.press('Shift+ArrowUp')
    await until('it is saved', async () => (await plan()).version > version)
    const count = await grids(page).count()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.reload()

    await grids(page).first().waitFor()
    await page.getByText('已保存').waitFor()
    expect(await grids(page).count()).toBe(count)
    expect(await page.locator('.theirs').count()).toBe(0)
    expect((await plan()).state).toBe('draft')
  })

  it('is told what somebody else has drawn meanwhile, and takes that', async () => {
    const { id } = await plan()
    const account = await accountOf(site, 'systemAdmin')
    const other = await takeSeat({
      site,
      browser,
      path: `/centres/plans/${id}`,
      screen: screens.desk,
      account,
    })
    const rename = async (page: Page, name: string) => {
      await listed(page).first().getByRole('button').first().click()
      await page.getByLabel('网格名称').fill(name)
      await page.keyboard.press('Tab')
    }
    await grids(other.page).first().waitFor()
    const { version } = await plan()
    const { page } = township
    // A slow line: what is saved here arrives after what the other has saved.
    const arrives = deferred()
    await page.route('**/api/grid-plans/*', async route => {
      if (route.request().method() === 'PUT') await arrives.promise
      await route.continue()
    })
    await rename(page, '西庄网格')
    await rename(other.page, '东庄网格')
    await until('the other has saved', async () => (await plan()).version > version)
    arrives.now()

    await page.getByRole('alert').getByText('修改东庄网格').waitFor()
    await page.getByRole('button', { name: '采用对方的' }).click()
    await listed(page).first().getByText('东庄网格').waitFor()
    await page.unrouteAll({ behavior: 'wait' })
    expect(other.complaints).toEqual([])
    await other.leave()
  })

  it('is approved by the county, and the grids are in force', async () => {
    const { page } = county
    const { id, villageCode, villageName } = await plan()
    await page.reload()
    await page.getByRole('button', { name: villageName }).click()
    await grids(page).first().waitFor()
    const drawn = await grids(page).count()
    await page.getByRole('button', { name: '审核通过' }).click()

    await until(
      'the plan is in force',
      async () => (await plan()).id === id && (await plan()).state === 'inForce',
      60_000,
    )
    await until('the county knows the grids', async () => {
      const answer = await county.operator.call(listDivisions, { query: { parent: villageCode } })
      return answer.ok && answer.value.items.length === drawn
    })
    // The browser itself says of every refusal that it was one: the township’s later save was.
    const complaints = [...township.complaints, ...county.complaints]
    expect(complaints.filter(one => !/status of 409|ERR_FAILED/.test(one))).toEqual([])
  })
})
