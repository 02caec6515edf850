import { seeStaffing } from '@shuniu/shared/staffing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchForPages } from './chromium.ts'
import { accountOf, screens, takeSeat, type Seat } from './shift.ts'
import { openDemoSite, type Site } from './site.ts'

let site: Site
let browser: Browser
let director: Seat

beforeAll(async () => {
  ;[site, browser] = await Promise.all([openDemoSite(), launchForPages()])
  const account = await accountOf(site, 'townshipDirector')
  director = await takeSeat({ site, browser, account, path: '/centres', screen: screens.desk })
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

const tree = (page: Page) => page.getByRole('navigation', { name: '机构' })
const post = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
const found = async () => {
  const answer = await director.operator.call(seeStaffing, { query: {} })
  if (!answer.ok) throw new Error(answer.code)
  return answer.value
}

describe('a township’s director in the morning', () => {
  it('sees the own township and its villages, each with its light, and finds one by initials', async () => {
    const { page } = director
    const { centres } = await found()
    const village = centres.find(({ tier }) => tier === 'village')

    await tree(page)
      .getByRole('button', { name: village?.name ?? '' })
      .first()
      .waitFor()
    await tree(page)
      .getByRole('searchbox')
      .fill(village?.initials.slice(0, 4) ?? '')
    await tree(page)
      .getByRole('button', { name: village?.name ?? '' })
      .first()
      .waitFor()
    await tree(page).getByRole('searchbox').fill('')

    expect(centres.filter(({ tier }) => tier === 'township')).toHaveLength(1)
  })

  it('ends an appointment with its reason, and the light turns red', async () => {
    const { page } = director
    await tree(page)
      .getByRole('button', { name: /镇综治中心/ })
      .first()
      .click()
    const deputy = post(page, '综治专职副主任')
    await deputy.getByRole('button', { name: '截止', exact: true }).click()
    await deputy.getByLabel('事由').fill('调往县直部门')
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await deputy.getByLabel('最后任职日').fill(yesterday)
    await page.keyboard.press('Enter')

    await deputy.getByText('缺 1 人').waitFor()
    await page.getByText('综治专职副主任不少于 1 名').first().waitFor()
    expect((await found()).centres.find(({ tier }) => tier === 'township')?.light).toBe('red')
  })

  it('enters somebody new in the post by keyboard, and the light is green again', async () => {
    const { page } = director
    const deputy = post(page, '综治专职副主任')
    await deputy.getByRole('button', { name: '任职', exact: true }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: '登记新人员' }).click()
    await sheet.getByLabel('姓名').fill('欧阳明')
    await sheet.getByLabel('手机').fill('13812348000')
    await sheet.getByLabel('事由或文号').fill('镇党委〔2026〕12号')
    await page.keyboard.press('Control+Enter')
    await sheet.getByText(/欧阳明 自 .* 起任职综治专职副主任/).waitFor()
    await page.keyboard.press('Control+Enter')
    await sheet.waitFor({ state: 'detached' })

    await deputy.getByText('欧阳明').waitFor()
    await deputy.getByText('138****8000').waitFor()
    expect((await found()).findings.filter(({ rule }) => rule === 'S4.1')).toEqual([])
  })

  it('looks at a number for a reason, and it is hidden again', async () => {
    const { page } = director
    const deputy = post(page, '综治专职副主任')
    const number = deputy.getByText('13812348000')
    await page.clock.install()
    await deputy.getByRole('button', { name: '查看号码' }).click()
    await deputy.getByLabel('查看事由').fill('安排今晚值班')
    await page.keyboard.press('Enter')
    await number.waitFor()

    await page.clock.runFor(31_000)
    await number.waitFor({ state: 'detached' })
  })

  it('reads the list of what is lacking, and goes from it to the village it speaks of', async () => {
    const { page } = director
    await page.getByRole('link', { name: '缺配清单' }).click()
    const { findings, centres } = await found()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出表格' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^人员缺配清单\d{4}-\d{2}-\d{2}\.xlsx$/)
    const first = centres.find(({ unitId }) => unitId === findings[0]?.unitId)
    if (first) {
      await page.getByRole('row').getByRole('button', { name: first.name }).first().click()
      await page.getByRole('heading', { name: first.name }).waitFor()
    }
    expect(director.complaints).toEqual([])
  })
})
