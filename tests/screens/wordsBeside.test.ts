import type { Instant } from '@shuniu/shared/kernel'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { seen } from '../builders/course.ts'
import { password } from '../builders/staff.ts'
import { cameBack, cameBackSince, textOf, words } from '../journeys/kept.ts'
import { openAtDesk, patient, press, type KnownCase } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { deskSize } from './sizes.ts'
import { aStand, launchSized } from './stand.ts'

const stand = aStand(launchSized)
const ours = `甲页：${words}`
const theirs = `乙页：${words}`

const otherLine = (page: Page) => page.getByText(/另一处于 \d\d:\d\d 也填写了此表，内容不同/)

/** The one page's form, and the other's that it is offered. */
async function bothAt(seat: Pick<Seat, 'page'>): Promise<string[]> {
  const { page } = seat
  await cameBack(page)
  await otherLine(page).waitFor(patient)
  const first = await textOf(page).inputValue()
  await page.getByRole('button', { name: '改用那一份' }).click()
  await otherLine(page).waitFor({ state: 'detached' })
  return [first, await textOf(page).inputValue()].sort()
}

/** Signs out; so many forms are still on the device, and none of them can be read there. */
async function signOutAt({ page }: Pick<Seat, 'page'>, left = 0): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/login/)
  const kept = await page.evaluate(() =>
    Object.entries({ ...localStorage }).filter(([key]) => key.startsWith('shuniu.draft')),
  )
  expect(kept).toHaveLength(left)
  expect(JSON.stringify(kept)).not.toMatch(/甲页|乙页/)
}
async function signInAt(seat: Seat, known: KnownCase): Promise<void> {
  const { page } = seat
  await page.locator('input[name="account"]').fill('t1.dispatcher')
  await page.locator('input[name="password"]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/desk/)
  await openAtDesk(seat, known)
  await press({ page }, 'reject')
}

describe('two pages of one account that fill in the same form', () => {
  let known: KnownCase
  let first: Seat
  let second: Seat

  beforeEach(async () => {
    known = await stand.reported({ level: 'yellow', text: '渠道堵塞，稻田进水。' })
    first = await stand.sit('t1.dispatcher', `/desk/cases/${known.id}`, deskSize)
    onTestFinished(first.leave)
    second = await stand.beside(first, `/desk/cases/${known.id}`)
    for (const { page } of [first, second]) await press({ page }, 'reject')
  })
  const reloaded = async ({ page }: Seat) => {
    await page.reload()
    await press({ page }, 'reject')
  }

  it('are told of each other at once, and keep both until one is chosen', async () => {
    await textOf(first.page).fill(ours)
    await textOf(second.page).fill(theirs)
    await otherLine(first.page).waitFor(patient)
    await otherLine(second.page).waitFor(patient)
    expect([await textOf(first.page).inputValue(), await textOf(second.page).inputValue()]).toEqual([
      ours,
      theirs,
    ])

    await reloaded(first)
    await reloaded(second)
    expect(await bothAt(second)).toEqual([theirs, ours].sort())
    const chosen = await textOf(second.page).inputValue()
    await otherLine(first.page).waitFor(patient)
    await reloaded(first)
    await cameBack(first.page)
    expect(await textOf(first.page).inputValue()).toBe(chosen)
  })

  it('keep both while the server takes none, whichever is loaded anew', async () => {
    const rule = stand.proxy.misbehave(
      { method: 'PUT', path: /^\/api\/drafts\// },
      { does: 'refuse', status: 503, code: 'platform.overloaded' },
    )
    onTestFinished(rule.end)
    await textOf(first.page).fill(ours)
    await textOf(second.page).fill(theirs)
    await reloaded(first)
    expect(await bothAt(first)).toEqual([theirs, ours].sort())
  })

  it('leave both to the server when one signs out, and both come back after signing in again', async () => {
    await textOf(second.page).fill(theirs)
    await textOf(first.page).fill(ours)
    await otherLine(first.page).waitFor(patient)
    await signOutAt(first)
    // The device keeps nothing: what comes back was on the server.
    await signInAt(first, known)

    expect(await bothAt(first)).toEqual([theirs, ours].sort())
  })

  it('leave both sealed on the device when one signs out while the server takes none', async () => {
    const rule = stand.proxy.misbehave(
      { method: 'PUT', path: /^\/api\/drafts\// },
      { does: 'refuse', status: 503, code: 'platform.overloaded' },
    )
    onTestFinished(rule.end)
    await textOf(second.page).fill(theirs)
    await textOf(first.page).fill(ours)
    await otherLine(first.page).waitFor(patient)
    await signOutAt(first, 1)
    rule.end()
    await signInAt(first, known)

    expect(await bothAt(first)).toEqual([theirs, ours].sort())
  })

  it('leave the words of the one readable when the other has sent its own', async () => {
    await textOf(second.page).fill(theirs)
    await textOf(first.page).fill(ours)
    await first.page.locator('[data-field="reasonCode"] label').first().click()
    await first.page.keyboard.press('Control+Enter')
    await first.page.locator('form.sheet').waitFor({ state: 'detached', timeout: 20_000 })
    const kept = second.page.locator('[data-overtaken]')
    await kept.getByText(theirs).waitFor(patient)
    await second.page.reload()
    await kept.getByText(theirs).waitFor(patient)
    expect((await seen(await stand.as('t1.duty'), known.id)).status).toBe('rejected')
  })
})

describe('a clock that is set back while a form is kept', () => {
  const hours = 3
  let known: KnownCase
  let desk: Seat
  beforeEach(async () => {
    known = await stand.reported({ level: 'yellow', text: '渠道堵塞，稻田进水。' })
    desk = await stand.sit('t1.dispatcher', `/desk/cases/${known.id}`, deskSize)
    onTestFinished(desk.leave)
    await press(desk, 'reject')
  })
  const comesBack = async (since: Instant) => {
    await desk.page.reload()
    await press(desk, 'reject')
    await cameBackSince(desk.page, since, stand.clock.now())
    expect(await textOf(desk.page).inputValue()).toBe(words)
  }

  it('of the desk: the line tells the same time as ever', async () => {
    const since = stand.clock.now()
    await desk.page.clock.setSystemTime(Date.now() - hours * 3_600_000)
    const isKept = desk.page.waitForResponse(answer => answer.request().method() === 'PUT')
    await textOf(desk.page).fill(words)
    await isKept
    await comesBack(since)
  })

  it('of the server: the line tells no time to come, and nothing is thrown away', async () => {
    await textOf(desk.page).fill(words)
    stand.clock.moveOnS(-hours * 3_600)
    onTestFinished(() => stand.clock.moveOnS(hours * 3_600))
    await comesBack(stand.clock.now())
  })
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
