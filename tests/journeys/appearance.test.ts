import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { anOffice, patient } from './office.ts'

const office = anOffice('maps')
let page: Page

beforeAll(async () => {
  for (const text of ['路灯不亮', '井盖松动', '树枝折断']) await office.reported({ level: 'blue', text })
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

describe('the size of the text', () => {
  const rootOf = (one: Page) => one.evaluate(() => getComputedStyle(document.documentElement).fontSize)
  const isSized = (one: Page, px: string) => expect.poll(() => rootOf(one), patient).toBe(px)
  /** Where the rows of the queue begin and end. */
  const rows = () =>
    page.locator('.rows [data-case]').evaluateAll(all =>
      all.map(one => {
        const { top, bottom } = one.getBoundingClientRect()
        return { top, bottom }
      }),
    )
  const stepOf = ([first, second]: Awaited<ReturnType<typeof rows>>) =>
    Number(second?.top) - Number(first?.top)

  it('is chosen once for all pages of the browser, and all that is shown grows with it', async () => {
    const before = await rows()
    await isSized(page, '16px')
    const another = await page.context().newPage()
    await another.goto(new URL('/account', page.url()).href)

    await another.getByRole('radio', { name: '大', exact: true }).check()

    await Promise.all([isSized(another, '18px'), isSized(page, '18px')])
    await another.close()
    const after = await rows()
    expect(after).toHaveLength(3)
    expect(stepOf(after) / stepOf(before)).toBeCloseTo(1.125, 2)
    const lapping = after.filter(({ bottom }, nth) => bottom > (after[nth + 1]?.top ?? Infinity) + 0.5)
    expect(lapping).toEqual([])
  })

  it('is not that of paper', async () => {
    await page.emulateMedia({ media: 'print' })
    expect(await rootOf(page)).toBe('16px')
    await page.emulateMedia({ media: null })
    await isSized(page, '18px')
  })

  it('is chosen by the keyboard alone, and stays after a reload', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('字号')
    await page.getByRole('option', { name: /字号：小/ }).click()
    await isSized(page, '14px')

    await page.reload()

    await isSized(page, '14px')
  })
})

it('told no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
