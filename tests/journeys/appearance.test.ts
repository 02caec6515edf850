import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { anOffice, patient } from './office.ts'

const office = anOffice('maps')
let page: Page

beforeAll(async () => {
  const seat = await office.sit('t1.dispatcher')
  page = seat.page
})

const shadeOf = (one: Page) => one.evaluate(() => document.documentElement.dataset['theme'])
const isShaded = (one: Page, shade: string) => expect.poll(() => shadeOf(one), patient).toBe(shade)
const groundOf = (one: Page) => one.evaluate(() => getComputedStyle(document.body).backgroundColor)

it('is as the system is, by day and by night, without a reload', async () => {
  await isShaded(page, 'light')

  await page.emulateMedia({ colorScheme: 'dark' })

  await isShaded(page, 'dark')
  expect(await groundOf(page)).toBe('rgb(7, 17, 31)')
})

it('is as it is chosen, on every page of the browser at once and after a reload', async () => {
  const another = await page.context().newPage()
  await another.emulateMedia({ colorScheme: 'dark' })
  await another.goto(new URL('/account', page.url()).href)
  await another.getByRole('radio', { name: '跟随系统' }).waitFor()
  expect(await another.getByRole('radio', { name: '跟随系统' }).isChecked()).toBe(true)

  await another.getByRole('radio', { name: '浅色' }).check()

  await Promise.all([isShaded(another, 'light'), isShaded(page, 'light')])
  await another.reload()
  await isShaded(another, 'light')
  await another.close()
})

it('is chosen by the keyboard alone, from any page', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('外观')
  await page.getByRole('option', { name: /外观：深色/ }).waitFor()
  expect(await page.getByRole('option', { name: /外观：浅色/ }).count()).toBe(0)
  await page.getByRole('option', { name: /外观：深色/ }).click()

  await isShaded(page, 'dark')
})

it('is black on white on paper', async () => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
  expect(await ink()).toBe('rgb(20, 32, 51)')
  await page.emulateMedia({ media: null, colorScheme: null })

  expect(await ink()).toBe('rgb(234, 241, 250)')
})

it('told no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
