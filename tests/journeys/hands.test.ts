import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inputMethodOf, type InputMethod } from './inputMethod.ts'
import { anOffice, openAtDesk, press, seenBy, type KnownCase } from './office.ts'
import type { Seat } from './shift.ts'

const office = anOffice()
let known: KnownCase
let seat: Seat
let method: InputMethod

beforeAll(async () => {
  known = await office.reported({ level: 'yellow', text: '路灯不亮，夜里行人多。' })
  seat = await office.sit('t1.dispatcher')
  await openAtDesk(seat, known)
  method = await inputMethodOf(seat.page)
})

const chosenIn = (page: Page) => page.locator('.palette [aria-selected="true"]').textContent()

it.each(['Enter', 'Process'])(
  'runs no command of the palette by the key that ends a composition, told as %s',
  async key => {
    const { page } = seat
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '查找与命令' })
    await palette.waitFor()
    await method.compose('shouli')
    const before = await chosenIn(page)
    await method.press(key === 'Enter' ? 'ArrowDown' : key, 'ArrowDown')
    expect(await chosenIn(page)).toBe(before)

    await method.press(key, 'Enter')
    await method.enter('受理')
    expect(await palette.isVisible()).toBe(true)
    expect(await palette.getByRole('combobox').inputValue()).toBe('受理')
    expect(await page.locator('form.sheet').count()).toBe(0)

    await method.compose('sh')
    await method.press('Escape', 'Escape')
    expect(await palette.isVisible()).toBe(true)

    await method.compose('')
    await page.keyboard.press('Enter')
    await page.locator('form.sheet').waitFor()
    await page.keyboard.press('Escape')
    expect((await seenBy(seat, known)).status).toBe('reported')
  },
)

it('keeps what is looked for when Esc takes a composition back', async () => {
  const { page } = seat
  const search = page.getByRole('searchbox')
  await search.fill('路灯')
  await method.compose('bul')
  await method.press('Escape', 'Escape')
  await method.compose('')
  expect(await search.inputValue()).toBe('路灯')

  await page.keyboard.press('Escape')
  await expect.poll(() => search.inputValue()).toBe('')
})

it('keeps a form open when Esc takes a composition back', async () => {
  const { page } = seat
  await press(seat, 'reject')
  const text = page.getByRole('textbox', { name: '说明' })
  await text.fill('经核实，')
  await method.compose('fanying')
  await method.press('Escape', 'Escape')
  await method.compose('')
  expect(await text.inputValue()).toBe('经核实，')
  await page.keyboard.press('Escape')
  await page.locator('form.sheet').waitFor({ state: 'detached' })
})

it('told no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
