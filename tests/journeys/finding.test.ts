import { moveCase, seeCase } from '@shuniu/shared/cases'
import { makeReport } from '@shuniu/shared/reports'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { aMove } from '../builders/course.ts'
import { aReport } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'
import { anOffice, patient, type KnownCase } from './office.ts'
import type { Seat } from './shift.ts'

const office = anOffice('maps')
let seat: Seat
let page: Page
/** Who called about the stage is known; the well is somebody else's. */
let stage: KnownCase
let well: KnownCase

const reporter = { name: '欧阳小满', phone: '13955588642' }
async function called(differing: Parameters<typeof aReport>[0]): Promise<KnownCase> {
  const body = aReport({ occurredAt: office.clock.now(), sourceCode: '16', ...differing })
  const answer = await seat.operator.call(makeReport, { body })
  if (!answer.ok) throw new Error(answer.code)
  return { id: answer.value.caseId, number: answer.value.caseNumber }
}
async function move(name: 'accept' | 'assign', { id }: KnownCase, differing = {}): Promise<void> {
  const { operator } = seat
  const told = await operator.call(seeCase, { params: { id } })
  if (!told.ok) throw new Error(told.code)
  const made = await operator.call(moveCase, {
    params: { id },
    body: aMove(name, told.value.case, differing),
  })
  if (!made.ok) throw new Error(made.code)
}

beforeAll(async () => {
  seat = await office.sit('t1.dispatcher')
  page = seat.page
  stage = await called({ text: '老戏台木梁开裂', reporter })
  well = await called({ text: '井台护栏松动' })
})

const found = (kind: string): Locator => page.locator(`[data-found="${kind}"] [role="option"]`)
const isOpen = (known: KnownCase) =>
  expect.poll(() => page.url(), patient).toContain(`/desk/cases/${known.id}`)

/** Opens the palette, types, and presses Enter at once: what is not found yet is opened when it is. */
async function findAndOpen(words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: '查找与命令' }).waitFor()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '查找与命令' }).waitFor({ state: 'hidden', timeout: 20_000 })
}

it('finds one case by each thing that somebody may know of it, with the keyboard alone', async () => {
  const serial = stage.number.split('-').at(-1) ?? ''
  const ways = [
    '戏台 木梁',
    '木梁 戏台',
    serial,
    '8642',
    '13955588642',
    '小满',
    'oyxm',
    'cgz 戏台',
    '综治中心 戏台',
  ]
  for (const words of ways) {
    await findAndOpen('护栏 井台')
    await isOpen(well)
    await findAndOpen(words)
    await isOpen(stage)
  }
})

it('says that it looks, and that there is none only after it has looked', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('量子纠缠')
  const cases = page.locator('[data-found="cases"]')
  await cases.getByText('没有找到相符的事件').waitFor()
  let isLate = false
  await page.route('**/api/cases?*', async route => {
    await new Promise(resolve => setTimeout(resolve, 600))
    isLate = true
    await route.continue()
  })
  await page.keyboard.type('不清')
  await cases.locator('[data-state="reading"]').waitFor()
  expect([isLate, await cases.getByText('没有找到').count()]).toEqual([false, 0])
  await cases.getByText('没有找到相符的事件').waitFor()
  await page.unroute('**/api/cases?*')
  await page.keyboard.press('Escape')
})

it('finds a unit with its cases, and arrows and J walk what is shown', async () => {
  await move('accept', stage, { categoryCode: '0201', level: 'blue' })
  await move('assign', stage, { ownerUnitId: unitIds.force(1) })
  await move('accept', well, { categoryCode: '0201', level: 'blue' })
  await move('assign', well, { ownerUnitId: unitIds.force(1) })

  await findAndOpen('cgzpcs')
  const field = page.getByRole('searchbox')
  await expect.poll(() => field.inputValue(), patient).toBe('城关镇派出所')
  await expect.poll(() => page.locator('[data-case]').count(), patient).toBe(2)
  const rows = await page
    .locator('[data-case]')
    .evaluateAll(all => all.map(one => one.getAttribute('data-case')))
  expect(rows).toEqual([well.id, stage.id])

  await findAndOpen('戏台')
  await isOpen(stage)
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await isOpen(stage)
  await page.keyboard.press('k')
  await isOpen(well)
  await page.keyboard.press('j')
  await isOpen(stage)
  await page.keyboard.press('Escape')
  await expect.poll(() => field.inputValue(), patient).toBe('')
})

it('finds a paper of the open case by its name, and of another one by the end of its number', async () => {
  for (const words of ['jbd', `${well.number.slice(-4)} 交办单`]) {
    await findAndOpen(words)
    await expect.poll(() => page.url(), patient).toContain('/documents/dispatchOrder')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.url(), patient).not.toContain('/documents/')
  }
})

it('finds a command by its initials', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bz')
  await found('commands').first().waitFor()
  await page.keyboard.press('Escape')
})

it('opens again however soon after Esc it is asked for', async () => {
  const dialog = page.getByRole('dialog', { name: '查找与命令' })
  for (let times = 0; times < 20; times += 1) {
    await page.keyboard.press('Control+k')
    await dialog.waitFor()
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Control+k')])
    await expect.poll(() => dialog.isVisible(), patient).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }
})

it('lets a map on a second screen follow the desk, and says when the desk is closed', async () => {
  await findAndOpen('戏台')
  await isOpen(stage)
  const second = await page.context().newPage()
  await second.goto(new URL('/desk/map', page.url()).href)
  const standing = (is: string) => second.locator(`[data-desk="${is}"]`).waitFor({ timeout: 20_000 })
  const heading = second.getByRole('heading', { level: 1 })
  await standing('live')
  await expect.poll(() => heading.textContent(), patient).toContain(stage.number.slice(-4))

  await page.bringToFront()
  await findAndOpen('井台')
  await expect.poll(() => heading.textContent(), patient).toContain(well.number.slice(-4))

  await page.keyboard.press('F1')
  await standing('closed')
  await expect.poll(() => heading.textContent(), patient).toContain(well.number.slice(-4))
  await page.goBack()
  await standing('live')
  await second.close()
})

it('told no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
