import { afterAll, beforeAll, expect, it } from 'vitest'
import { laterBuild } from '../builders/laterBuild.ts'
import { patient, press, type Known } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { deskSize, wallSize } from './sizes.ts'
import { aStand, pagesFolder } from './stand.ts'

const stand = aStand()
const words = '经电话向反映人核实，现场积水已退。'
let known: Known
let desk: Seat
let wall: Seat
let later: Awaited<ReturnType<typeof laterBuild>>

beforeAll(async () => {
  later = await laterBuild(pagesFolder)
  known = await stand.reported({ level: 'yellow', text: '渠道堵塞，稻田进水。' })
  desk = await stand.sit('t1.dispatcher', `/desk/cases/${known.id}`, deskSize)
  wall = await stand.sit('county.wall', '/wall', wallSize)
  await wall.page.locator('.fresh.live').waitFor()
})
afterAll(() => later.drop())

const text = () => desk.page.getByRole('textbox', { name: '说明' })
const entryOf = ({ page }: Seat) =>
  page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '')

it('says that there is a new version, and leaves a form alone that is being filled in', async () => {
  const { page } = desk
  const before = await entryOf(desk)
  await press(desk, 'reject')
  await text().fill(words)

  await stand.upgrade(later.folder)
  await page
    .getByText('系统有新版本，空闲时自动刷新；正在填写的内容不会被打断。')
    .waitFor({ timeout: 90_000 })

  expect(await text().inputValue()).toBe(words)
  expect(await entryOf(desk)).toBe(before)
})

it('loads a wall anew by itself, at which nobody sits', async () => {
  const before = await entryOf(wall)

  await expect.poll(() => entryOf(wall), { timeout: 120_000, interval: 500 }).not.toBe(before)

  await wall.page.locator('.fresh.live').waitFor({ timeout: 60_000 })
  await expect
    .poll(() => wall.page.locator('.panel [data-state="there"]').count(), patient)
    .toBeGreaterThan(3)
})

it('says of a page whose files are gone that it wants to be loaded anew, does so when told, and keeps the form', async () => {
  const { page } = desk
  await page.getByRole('link', { name: '帮助' }).click()
  await page.getByText('页面已升级，需要刷新才能打开这一页。').waitFor(patient)
  expect(await text().inputValue()).toBe(words)

  await page.getByRole('button', { name: '重试' }).click()
  await page.waitForURL(/\/help/)
  await page.getByRole('heading', { name: '帮助' }).first().waitFor(patient)
  await page.goto(new URL(`/desk/cases/${known.id}`, page.url()).href)
  await press(desk, 'reject')
  await page.getByText(/已恢复 .+ 未提交的内容/).waitFor(patient)

  expect(await text().inputValue()).toBe(words)
})

it('told no error of its own on any page', () => {
  expect(
    stand.complaints().filter(one => !/dynamically imported module|Unable to preload/.test(one)),
  ).toEqual([])
})
