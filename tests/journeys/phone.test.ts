import { listCases, moveCase, type CaseView } from '@shuniu/shared/cases'
import type { Browser } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Operator } from '../drills/operator.ts'
import { launchChromium } from './chromium.ts'
import { accountOf, screens, takeSeat, type Seat } from './shift.ts'
import { openDemoSite, type Site } from './site.ts'

let site: Site
let browser: Browser
let seat: Seat

const at = { township: '341222100', text: '村口路灯不亮，天黑后看不清路。' }

beforeAll(async () => {
  site = await openDemoSite()
  browser = await launchChromium()
  const account = await accountOf(site, 'gridMember', at.township)
  seat = await takeSeat({ site, browser, account, path: '/m', screen: screens.phone })
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

async function accept(current: CaseView): Promise<void> {
  const duty = await Operator.signIn(site.url, await accountOf(site, 'townshipDuty', at.township))
  const { categoryCode, level, version: seenVersion } = current
  const body = { id: v7(), seenVersion, move: 'accept' as const, categoryCode, level }
  const answer = await duty.call(moveCase, { params: { id: current.id }, body })
  expect(answer.ok).toBe(true)
}

it('lets a grid member report by phone, see the receipt, and see the status change by itself', async () => {
  const { page, operator, complaints } = seat

  await page.getByLabel('情况说明').fill(at.text)
  await page.getByRole('button', { name: '选择类别' }).click()
  await page.getByLabel('搜索类别').fill('ldsh')
  await page.getByRole('button', { name: '路灯损坏' }).click()
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('已收到').waitFor()
  const listed = await operator.call(listCases, { query: { mine: 'true' } })
  const [current] = listed.ok ? listed.value.items : []
  expect(current?.categoryCode).toBe('E0702')
  await page.getByText(`编号 ${current?.number ?? ''}`).waitFor()

  await page.getByRole('link', { name: '我的上报' }).click()
  const line = page.getByRole('button', { name: current?.number ?? '' })
  await line.getByText('待受理').waitFor()
  if (current) await accept(current)
  await line.getByText('待派遣').waitFor()
  await line.click()
  await page.getByText(at.text).waitFor()
  await page.getByText('→ 待派遣').waitFor()

  expect(complaints).toEqual([])
})
