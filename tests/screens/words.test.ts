import type { Instant } from '@shuniu/shared/kernel'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seen, takenOn } from '../builders/course.ts'
import { askedAgain, cameBackSince, signInAgain, textOf, words } from '../journeys/kept.ts'
import { openAtDesk, openOnPhone, patient, press, type KnownCase } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { deskSizes, phoneSizes } from './sizes.ts'
import { aStand, launchSized } from './stand.ts'

const stand = aStand(launchSized)

let written = 0
/** 153 characters that nobody has typed before. */
const moreWords = (): string => `${(written += 1)}、${words}`.slice(0, words.length)

/** The form says that it came back as it was left between that moment and now, and is as it was left. */
async function standsAgain(page: Page, since: Instant, left: string, field = textOf(page)): Promise<void> {
  await cameBackSince(page, since, stand.clock.now())
  expect(await field.inputValue()).toBe(left)
}

/** Another officer makes a move of the case that is open here. */
const overtake = async ({ id }: KnownCase, by: string, move: 'accept' | 'recall') =>
  takenOn(stand.as, await seen(await stand.as(by), id), [by, move])

/** What was typed stands there to be read and copied, with why it cannot be sent. */
async function staysReadable(page: Page, left: string, why: RegExp): Promise<void> {
  const kept = page.locator('[data-overtaken]')
  await kept.getByText(left).waitFor(patient)
  await expect.poll(() => kept.innerText(), patient).toMatch(why)
  expect(await kept.getByRole('heading').innerText()).toMatch(/^您填写的「.+」未提交（\d\d:\d\d）$/)
  await kept.getByRole('button', { name: '复制' }).click()
  await kept.getByRole('button', { name: '已复制' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(left)
}

describe.each(deskSizes)('153 characters at a desk of $name', size => {
  let desk: Seat
  let known: KnownCase
  let another: KnownCase
  let since: Instant
  let typed: string

  beforeAll(async () => {
    known = await stand.reported({ level: 'yellow', text: '渠道堵塞，稻田进水。' })
    another = await stand.reported({ level: 'blue', text: '路灯不亮，夜里行人多。' })
    desk = await stand.sit('t1.dispatcher', '/desk', size)
    await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  })
  afterAll(() => desk.leave())
  beforeEach(async () => {
    await openAtDesk(desk, known)
    await press(desk, 'reject')
    since = stand.clock.now()
    typed = moreWords()
    await textOf(desk.page).fill(typed)
  })
  const opensAgain = async () => {
    await press(desk, 'reject')
    await standsAgain(desk.page, since, typed)
    await desk.page.keyboard.press('Escape')
  }

  it('are there again after Esc', async () => {
    await desk.page.keyboard.press('Escape')
    await textOf(desk.page).waitFor({ state: 'detached' })
    await opensAgain()
  })

  it('are there again when another case was looked at', async () => {
    await openAtDesk(desk, another)
    await openAtDesk(desk, known)
    await opensAgain()
  })

  it('are there again after a reload', async () => {
    await desk.page.reload()
    await desk.page.locator('.card').getByText(known.number).first().waitFor()
    await opensAgain()
  })

  it('stay where they are while the password is asked over them, and are kept from then on', async () => {
    const { page } = desk
    await page.context().clearCookies()
    await askedAgain(page).waitFor(patient)
    expect(await textOf(page).inputValue()).toBe(typed)
    await signInAgain(page)
    expect(await textOf(page).inputValue()).toBe(typed)
    await page.reload()
    await opensAgain()
  })

  it('stay readable and can be copied when another officer was there first, over a reload too', async () => {
    await overtake(known, 't1.duty', 'accept')
    await staysReadable(desk.page, typed, /测试 t1\.duty 已于 \d\d:\d\d 办理「受理」/)
    await desk.page.reload()
    await staysReadable(desk.page, typed, /测试 t1\.duty 已于 \d\d:\d\d 办理「受理」/)
  })
})

describe.each(phoneSizes)('153 characters on a phone of $name', size => {
  let phone: Seat
  let known: KnownCase
  let since: Instant
  let typed: string

  beforeAll(async () => {
    known = await stand.brought('assigned', { level: 'yellow', text: '两家因排水沟改道多次争执。' })
    phone = await stand.sit('t1.force', '/m/tasks', size)
    await phone.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openOnPhone(phone, known, 'todo')
  })
  afterAll(() => phone.leave())
  beforeEach(async () => {
    await press(phone, 'refuse')
    since = stand.clock.now()
    typed = moreWords()
    await textOf(phone.page).fill(typed)
  })
  const opensAgain = async () => {
    await press(phone, 'refuse')
    await standsAgain(phone.page, since, typed)
    await phone.page.keyboard.press('Escape')
  }
  const shut = () => phone.page.getByRole('dialog').waitFor({ state: 'detached' })

  it('are there again after a tap beside the sheet', async () => {
    await phone.page.mouse.click(size.width / 2, 20)
    await shut()
    await opensAgain()
  })

  it('are there again after Back', async () => {
    await phone.page.goBack()
    await shut()
    await openOnPhone(phone, known, 'todo')
    await opensAgain()
  })

  it('are there again after a reload', async () => {
    await phone.page.reload()
    await opensAgain()
  })

  it('stay readable and can be copied when the case was recalled, over a reload too', async () => {
    await overtake(known, 't1.dispatcher', 'recall')
    await staysReadable(phone.page, typed, /该事件已不在您的权限范围内|办理「撤回派遣」/)
    await phone.page.reload()
    await staysReadable(phone.page, typed, /该事件已不在您的权限范围内|办理「撤回派遣」/)
  })
})

/** Two weeks of days off, as they stand in the table of an office. */
const pasted = Array.from(
  { length: 14 },
  (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}\t休\t国庆节`,
).join('\n')

describe.each(deskSizes)('a pasted calendar at $name', size => {
  it('is there again after Esc, and after a reload', async () => {
    const { page, leave } = await stand.sit('county.director', '/admin/calendar', size)
    const table = page.getByRole('textbox', { name: '安排表' })
    const open = () => page.getByRole('button', { name: '导入放假安排' }).click()
    await open()
    const since = stand.clock.now()
    await table.focus()
    await page.keyboard.insertText(pasted)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await open()
    await standsAgain(page, since, pasted, table)
    await page.reload()
    await open()
    await standsAgain(page, since, pasted, table)
    await page.getByRole('button', { name: '清空' }).click()
    expect(await table.inputValue()).toBe('')
    await leave()
  })
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
