import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inputMethodOf, type InputMethod } from '../journeys/inputMethod.ts'
import { openAtDesk, patient, press, type KnownCase } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { deskSizes, phoneSizes } from './sizes.ts'
import { aStand, launchSized } from './stand.ts'

const stand = aStand(launchSized)

/** A key as it is told, and as it is named where the method keeps it to itself. */
const asTold = ['Enter', 'Process'] as const
const ofMethod = ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'] as const

/** What a field says of itself and of the list that it opens. */
const spoken = (field: Locator) =>
  field.evaluate((one: HTMLInputElement) => {
    const named = (attribute: string) => document.getElementById(one.getAttribute(attribute) ?? '')
    const [list, option] = [named('aria-controls'), named('aria-activedescendant')]
    return {
      expanded: one.getAttribute('aria-expanded'),
      list: list?.getAttribute('role'),
      option: option?.getAttribute('role'),
      isOfList: list !== null && option !== null && list.contains(option),
      at: option?.id,
      value: one.value,
    }
  })
const pointing = { expanded: 'true', list: 'listbox', option: 'option', isOfList: true }

/** The arrows point at options that are there, each at another than the last. */
async function pointsByArrows(page: Page, field: Locator): Promise<void> {
  await field.click()
  const list = await field.getAttribute('aria-controls')
  await page.locator(`[id="${list}"] [role="option"]`).first().waitFor(patient)
  let last: string | undefined
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) {
    await page.keyboard.press(key)
    await expect.poll(() => spoken(field), patient).toMatchObject(pointing)
    const { at } = await spoken(field)
    if (key === 'ArrowDown') expect(at).not.toBe(last)
    last = at
  }
}

/** Whatever keys a method takes, the field stays as it was when it was composed in. */
async function leavesToMethod(field: Locator, method: InputMethod, text: string): Promise<void> {
  await method.compose(text)
  await expect.poll(async () => (await spoken(field)).value, patient).toContain(text)
  const before = await spoken(field)
  for (const told of asTold) {
    for (const code of ofMethod) await method.press(told === 'Process' ? told : code, code)
  }
  expect(await spoken(field)).toEqual(before)
  await method.compose('')
}

/** Esc first closes what lies above the form. */
async function closes(page: Page, form: Locator): Promise<void> {
  await expect
    .poll(async () => {
      if ((await form.count()) > 0) await page.keyboard.press('Escape')
      return form.count()
    }, patient)
    .toBe(0)
}

/** The same words by another keyboard, method or machine. */
const typedOtherwise = [
  '１２ 号路灯',
  '路\u200b灯',
  '不亮 路灯',
  'ｃａｆé',
  'cafe\u0301',
  '古丽•路加',
  '古丽・路加',
  '古丽路加',
]

describe.each(deskSizes)('hands at a desk of $name', size => {
  let desk: Seat
  let method: InputMethod
  const known: Partial<Record<'reported' | 'accepted' | 'handling', KnownCase>> = {}

  beforeAll(async () => {
    known.reported = await stand.reported({
      level: 'yellow',
      text: 'Café 旁古丽·路加家门前 12 号路灯不亮，行人多。',
    })
    known.accepted = await stand.brought('accepted', { text: '井盖松动，来往车辆须绕行。' })
    known.handling = await stand.brought('handling', { text: '两家因排水沟改道多次争执。' })
    desk = await stand.sit('t1.dispatcher', '/desk', size)
    method = await inputMethodOf(desk.page)
  })
  afterAll(() => desk.leave())

  const openedAs = async (status: keyof typeof known): Promise<KnownCase> => {
    const one = known[status]
    if (!one) throw new Error(`no case is ${status}`)
    await openAtDesk(desk, one)
    return one
  }

  it.each(asTold)('run no command of the palette by what a method takes, told as %s', async told => {
    const { page } = desk
    await openedAs('reported')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '查找与命令' })
    const field = palette.getByRole('combobox')
    await pointsByArrows(page, field)
    await leavesToMethod(field, method, 'shouli')
    await method.compose('shouli')
    await method.press(told === 'Process' ? told : 'Enter', 'Enter')
    await method.enter('受理')
    expect(await palette.isVisible()).toBe(true)
    expect(await page.locator('form.sheet').count()).toBe(0)

    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'hidden' })
  })

  it('keep what is looked for when a method takes its composition back, and find it however it is typed', async () => {
    const { page } = desk
    const { id } = await openedAs('reported')
    const search = page.getByRole('searchbox')
    const row = page.locator(`.queue [data-case="${id}"]`)
    for (const typed of typedOtherwise) {
      await search.fill(typed)
      await expect.poll(() => row.count(), { ...patient, message: typed }).toBe(1)
      await search.fill('并无此事')
      await row.waitFor({ state: 'detached' })
    }
    await search.fill('路灯')
    await method.compose('bul')
    for (const code of ofMethod) await method.press(code)
    await method.compose('')
    expect(await search.inputValue()).toBe('路灯')
    await page.keyboard.press('Escape')
    await expect.poll(() => search.inputValue(), patient).toBe('')
  })

  it.each([
    ['reported', 'accept', 'lud'],
    ['reported', 'merge', 'lud'],
    ['accepted', 'assign', 'paic'],
    ['handling', 'whistle', 'gong'],
  ] as const)(
    'of a case %s: %s points at options that are there, and leaves its keys to the method',
    async (status, move, text) => {
      const { page } = desk
      await openedAs(status)
      await press(desk, move)
      const form = page.locator('form.sheet')
      const field = form.getByRole('combobox').first()
      await field.waitFor(patient)
      await pointsByArrows(page, field)
      await leavesToMethod(field, method, text)
      expect(await form.count()).toBe(1)
      await closes(page, form)
    },
  )

  it('keep a form and its words when a method takes its composition back', async () => {
    const { page } = desk
    await openedAs('reported')
    await press(desk, 'reject')
    const text = page.getByRole('textbox', { name: '说明' })
    await text.fill('经核实，')
    await method.compose('fanying')
    for (const code of ofMethod) await method.press(code)
    await method.compose('')
    expect(await text.inputValue()).toBe('经核实，')
    await closes(page, page.locator('form.sheet'))
  })
})

describe.each(deskSizes)('hands of the administrator at a desk of $name', size => {
  it('point at options that are there, and leave a limit alone by what a method takes', async () => {
    const admin = await stand.sit('county.admin', '/admin/rules', size)
    const { page } = admin
    const method = await inputMethodOf(page)
    await page
      .getByRole('table')
      .getByRole('button', { name: /^受理立案 · 黄 / })
      .click()
    const sheet = page.getByRole('dialog')
    const field = sheet.locator('input[role="combobox"]')
    await pointsByArrows(page, field)
    await leavesToMethod(field, method, 'jiuf')

    const amount = page.getByRole('textbox', { name: '时限', exact: true })
    await amount.fill('20')
    await method.compose('er')
    for (const code of ofMethod) await method.press(code)
    await method.compose('')
    expect(await amount.inputValue()).toBe('20')
    expect(await sheet.count()).toBe(1)
    await closes(page, sheet)
    await admin.leave()
  })
})

describe.each(phoneSizes)('hands at a phone of $name', size => {
  it('keep a sheet and what is looked for by what a method takes, and find a kind however it is typed', async () => {
    const phone = await stand.sit('t1v1g1', '/m', size)
    const { page } = phone
    const method = await inputMethodOf(page)
    await page.getByRole('button', { name: '选择类别' }).click()
    const sheet = page.getByRole('dialog')
    const search = sheet.getByRole('searchbox')
    await search.fill('路灯')
    const found = await sheet.getByRole('listitem').allInnerTexts()
    expect(found.join()).toContain('灯')
    for (const typed of ['路\u200b灯', '路 灯', '路·灯']) {
      await search.fill(typed)
      await expect.poll(() => sheet.getByRole('listitem').allInnerTexts(), patient).toEqual(found)
    }
    await search.fill('路灯')
    await method.compose('deng')
    for (const code of ofMethod) await method.press(code)
    await method.compose('')
    expect(await search.inputValue()).toBe('路灯')
    expect(await sheet.count()).toBe(1)

    await sheet.getByRole('listitem').getByRole('button').first().click()
    await sheet.waitFor({ state: 'detached' })
    await phone.leave()
  })
})

it('told no error on any screen', () => {
  expect(stand.complaints()).toEqual([])
})
