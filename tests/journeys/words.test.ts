import { moveCase } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import { askedAgain, cameBack, signInAgain, textOf, words } from './kept.ts'
import { anOffice, openAtDesk, openOnPhone, patient, press, seenBy, type KnownCase } from './office.ts'
import { password } from '../builders/staff.ts'
import type { Seat } from './shift.ts'

const office = anOffice()
let desk: Seat
let known: KnownCase
let another: KnownCase

const pageOf = (url: string, path: string) => new URL(path, url).href

beforeAll(async () => {
  known = await office.reported({ level: 'yellow', text: '渠道堵塞，稻田进水。' })
  another = await office.reported({ level: 'blue', text: '路灯不亮，夜里行人多。' })
  desk = await office.sit('t1.dispatcher')
  await desk.page.setViewportSize({ width: 1366, height: 768 })
})

async function typed(): Promise<void> {
  await openAtDesk(desk, known)
  await press(desk, 'reject')
  await textOf(desk.page).fill(words)
}
async function standsAgain(): Promise<void> {
  await press(desk, 'reject')
  await cameBack(desk.page)
  expect(await textOf(desk.page).inputValue()).toBe(words)
}

it('keeps 153 characters over Esc, another case, Back and a reload', async () => {
  const { page } = desk
  await typed()
  await page.keyboard.press('Escape')
  await page.locator('[data-move="reject"] [data-kept]').waitFor()
  await standsAgain()

  await openAtDesk(desk, another)
  await page.goBack()
  await page.locator('.card').getByText(known.number).first().waitFor()
  expect(page.url()).toMatch(`/desk/cases/${known.id}`)
  await standsAgain()

  await page.reload()
  await page.locator('.card').getByText(known.number).first().waitFor()
  await standsAgain()
})

it('goes on after the session has ended, and makes the move that was being sent once', async () => {
  const { page } = desk
  await page.getByText('属实', { exact: false }).first().waitFor()
  await page.locator('[data-field="reasonCode"] label').first().click()
  const asked: string[] = []
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/moves')) asked.push(request.postData() ?? '')
  })
  const [cookie] = await page.context().cookies()
  await page.context().clearCookies()
  await page.keyboard.press('Control+Enter')
  const dialog = askedAgain(page)
  await dialog.waitFor(patient)
  expect(await textOf(page).inputValue()).toBe(words)

  await dialog.locator('input[name="password"]').fill('wrong-one-2026')
  await page.keyboard.press('Enter')
  await dialog.getByRole('alert').waitFor()
  await signInAgain(page)
  await page.locator('form.sheet').waitFor({ state: 'detached', timeout: 20_000 })
  expect(cookie).toBeDefined()
  expect((await seenBy(desk, known)).status).toBe('rejected')
  expect(new Set(asked).size).toBe(1)
  expect(page.url()).toMatch(`/desk/cases/${known.id}`)
})

it('keeps an overtaken form to be read, copied and thrown away, with who was there first', async () => {
  const { page } = desk
  await openAtDesk(desk, another)
  await press(desk, 'reject')
  await textOf(page).fill(words)
  const duty = await office.sit('t1.duty')
  const { version } = await seenBy(duty, another)
  const made = await duty.operator.call(moveCase, {
    params: { id: another.id },
    body: { id: v7(), move: 'accept', categoryCode: '0201', level: 'blue', seenVersion: version },
  })
  expect(made.ok).toBe(true)

  const kept = page.locator('[data-overtaken]')
  await kept.getByText(words).waitFor(patient)
  await expect.poll(() => kept.textContent(), patient).toMatch(/办理「受理」/)
  await page.reload()
  await kept.getByText(words).waitFor(patient)
  await kept.getByRole('button', { name: '丢弃' }).click()
  await kept.waitFor({ state: 'detached' })
})

it('says at its address that a case is not there', async () => {
  const { page } = desk
  await page.goto(pageOf(page.url(), `/desk/cases/${v7()}`))
  await page.locator('.card').getByRole('alert').waitFor(patient)
})

it('knows a move whose answer was lost by the case itself, and makes it once', async () => {
  const { page } = desk
  const third = await office.reported({ level: 'blue', text: '井盖松动。' })
  await openAtDesk(desk, third)
  await press(desk, 'changeLevel')
  await page.getByRole('textbox', { name: '原因' }).fill('存在扩大风险。')
  await page.route('**/moves', async route => {
    await route.fetch()
    await route.abort()
  })
  await page.keyboard.press('Control+Enter')
  await page.getByText(/上次提交的「.+」已办成/).waitFor({ timeout: 30_000 })
  // A request that is on its way again ends before its road is taken away.
  await page.unrouteAll({ behavior: 'wait' })
  expect((await seenBy(desk, third)).version).toBe(2)
})

it('keeps a sheet of the phone over a tap beside it, Back and a reload', async () => {
  const task = await office.handled({ level: 'yellow', text: '两家因排水沟改道多次争执。' })
  const phone = await office.sit('t1.force', 'phone')
  const { page } = phone
  await openOnPhone(phone, task, 'open')
  await press(phone, 'progress')
  await textOf(page).fill(words)
  await page.mouse.click(195, 20)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await press(phone, 'progress')
  await cameBack(page)
  await page.reload()
  await press(phone, 'progress')
  await cameBack(page)
  expect(await textOf(page).inputValue()).toBe(words)
  await page.getByRole('button', { name: '清空' }).click()
  expect(await textOf(page).inputValue()).toBe('')
})

it('keeps settings being changed over Esc and a reload, sealed on the device', async () => {
  const admin = await office.sit('county.director')
  const { page } = admin
  await page.goto(pageOf(page.url(), '/admin/settings'))
  await page.getByRole('button', { name: '调整参数' }).first().click()
  const percent = page.getByRole('dialog').getByRole('textbox').first()
  await percent.fill('61')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('button', { name: '调整参数' }).first().click()
  await cameBack(page)
  expect(await percent.inputValue()).toBe('61')
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }))
  expect(stored).not.toMatch(/Percent/)
})

it('leaves nothing on the device of whoever signs out, and brings the words back on the next', async () => {
  const { page } = desk
  const fourth = await office.reported({ level: 'blue', text: '垃圾堆积。' })
  await openAtDesk(desk, fourth)
  await press(desk, 'reject')
  await textOf(page).fill(words)
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/login/)
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('shuniu.draft'))),
  ).toEqual([])

  await page.locator('input[name="account"]').fill('t1.dispatcher')
  await page.locator('input[name="password"]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/desk/)
  await openAtDesk(desk, fourth)
  await standsAgain()
})

it('told no error on any screen but of what was cut and ended on purpose', () => {
  const onPurpose = /401|409|404|ERR_FAILED|status of 4/
  expect(office.complaints().filter(one => !onPurpose.test(one))).toEqual([])
})
