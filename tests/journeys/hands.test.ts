import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { anOffice, openAtDesk, press, seenBy, type Known } from './office.ts'
import type { Seat } from './shift.ts'

const office = anOffice()
let known: Known
let seat: Seat
let hand: CDPSession

beforeAll(async () => {
  known = await office.reported({ level: 'yellow', text: '路灯不亮，夜里行人多。' })
  seat = await office.sit('t1.dispatcher')
  await openAtDesk(seat, known)
  hand = await seat.page.context().newCDPSession(seat.page)
})

/** The input method shows its guess under the cursor; nothing of it is entered yet. */
const compose = (text: string) =>
  hand.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })

/** A key that goes to the input method, as Chromium tells it: by the code 229, on Windows named `Process`. */
async function toMethod(key: string, code: string): Promise<void> {
  const told = { key, code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
  await hand.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...told })
  await hand.send('Input.dispatchKeyEvent', { type: 'keyUp', ...told, key: code })
}

const chosenIn = (page: Page) => page.locator('.palette [aria-selected="true"]').textContent()

it.each(['Enter', 'Process'])(
  'runs no command of the palette by the key that ends a composition, told as %s',
  async key => {
    const { page } = seat
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '命令' })
    await palette.waitFor()
    await compose('shouli')
    const before = await chosenIn(page)
    await toMethod(key === 'Enter' ? 'ArrowDown' : key, 'ArrowDown')
    expect(await chosenIn(page)).toBe(before)

    await toMethod(key, 'Enter')
    await hand.send('Input.insertText', { text: '受理' })
    expect(await palette.isVisible()).toBe(true)
    expect(await page.getByPlaceholder('输入命令名称').inputValue()).toBe('受理')
    expect(await page.locator('form.sheet').count()).toBe(0)

    await compose('sh')
    await toMethod('Escape', 'Escape')
    expect(await palette.isVisible()).toBe(true)

    await compose('')
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
  await compose('bul')
  await toMethod('Escape', 'Escape')
  await compose('')
  expect(await search.inputValue()).toBe('路灯')

  await page.keyboard.press('Escape')
  await expect.poll(() => search.inputValue()).toBe('')
})

it('keeps a form open when Esc takes a composition back', async () => {
  const { page } = seat
  await press(seat, 'reject')
  const text = page.getByRole('textbox', { name: '说明' })
  await text.fill('经核实，')
  await compose('fanying')
  await toMethod('Escape', 'Escape')
  await compose('')
  expect(await text.inputValue()).toBe('经核实，')
  await page.keyboard.press('Escape')
  await page.locator('form.sheet').waitFor({ state: 'detached' })
})

it('told no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
