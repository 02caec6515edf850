import { resolve } from 'node:path'
import { seeCase, type CaseView } from '@shuniu/shared/cases'
import type { PostedReport } from '@shuniu/shared/reports'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock, type TestClock } from '../builders/clock.ts'
import { broughtTo } from '../builders/course.ts'
import { peopleOf } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { password } from '../builders/staff.ts'
import { launchChromium, launchForPages } from './chromium.ts'
import { screens, takeSeat, type Seat } from './shift.ts'

/** A machine under load is slow to paint. */
export const patient = { timeout: 20_000, interval: 50 }
/** Where the client is built to. */
export const pagesFolder = resolve(import.meta.dirname, '../../client/dist')

/** A known case: what people at a desk find it by. */
export interface KnownCase {
  readonly id: string
  readonly number: string
}

/** The test county at work behind the built client, on a clock that goes on by itself and that the test moves on. */
export interface Office {
  readonly clock: TestClock
  /** Seats the holder of an account at a desk or at a phone; whoever sits already is given again. */
  sit(account: string, screen?: 'desk' | 'phone'): Promise<Seat>
  /** Seats the holder of an account at a desk and opens the case there. */
  atDesk(account: string, known: KnownCase): Promise<Seat>
  /** Whoever leaves has signed in anew when they come back, as after a night. */
  leave(account: string): Promise<void>
  /** A grid member's report of the first village. */
  reported(differing: Partial<PostedReport>): Promise<KnownCase>
  /** Such a report, taken on by the township and being handled by its police station. */
  handled(differing: Partial<PostedReport>): Promise<KnownCase>
  /** What was told as an error on any screen since the beginning. */
  complaints(): string[]
}

/** `maps`: what is done there has to do with maps, and they are drawn. */
export function anOffice(about: 'maps' | 'cases' = 'cases'): Office {
  const clock = runningClock()
  const seats = new Map<string, Seat>()
  const everyone: Seat[] = []
  let running: RunningApp
  let browser: Browser
  beforeAll(async () => {
    const launch = about === 'maps' ? launchChromium() : launchForPages()
    ;[running, browser] = await Promise.all([startApp({ clock, pagesFolder }), launch])
  })
  afterAll(async () => {
    await browser.close()
    await running.drop()
  })

  const office: Office = {
    clock,
    async sit(account, screen = 'desk') {
      const key = `${account} ${screen}`
      const known = seats.get(key)
      if (known) return known
      const path = screen === 'desk' ? '/desk' : '/m'
      const seat = await takeSeat({
        site: running,
        browser,
        account: { account, password },
        path,
        screen: screens[screen],
      })
      await seat.page.getByText('实时', { exact: true }).waitFor()
      seats.set(key, seat)
      everyone.push(seat)
      return seat
    },
    async atDesk(account, known) {
      const seat = await office.sit(account)
      await openAtDesk(seat, known)
      return seat
    },
    async leave(account) {
      for (const screen of ['desk', 'phone']) {
        await seats.get(`${account} ${screen}`)?.leave()
        seats.delete(`${account} ${screen}`)
      }
    },
    async reported(differing) {
      const member = await running.signIn('t1v1g1')
      const { caseId, caseNumber } = await reported(
        member,
        aReport({ occurredAt: clock.now(), ...differing }),
      )
      return { id: caseId, number: caseNumber }
    },
    async handled(differing) {
      const report = aReport({ occurredAt: clock.now(), ...differing })
      const { id, number } = await broughtTo('handling', peopleOf(running), report)
      return { id, number }
    },
    complaints: () =>
      everyone.flatMap(({ account, complaints }) => complaints.map(one => `${account.account}: ${one}`)),
  }
  return office
}

/** Finds the case by its number, wherever in the queue it stands, opens it at a desk, and goes back to the queue. */
export async function openAtDesk({ page }: Seat, { id, number }: KnownCase): Promise<void> {
  await page.getByRole('searchbox').fill(number)
  await page.locator(`[data-case="${id}"]`).click()
  await page.locator('.card').getByText(number).first().waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-tab="all"]').waitFor()
}

/** Opens the case on a phone, from one of the lists of its tasks. */
export async function openOnPhone(
  { page }: Pick<Seat, 'page'>,
  { number }: KnownCase,
  list: string,
): Promise<void> {
  await page.getByRole('link', { name: /^任务/ }).click()
  await page.locator(`[data-list="${list}"]`).click({ timeout: 20_000 })
  await page.locator('button.line').filter({ hasText: number }).click()
  await page.locator('.about').getByText(number).waitFor()
}

/** Sends the sheet of a move on a phone and waits until it has closed. */
export async function send({ page }: Pick<Seat, 'page'>): Promise<void> {
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 20_000 })
}

/** Opens the form of a move, or makes it where it asks for nothing; waits until it is offered. */
export const press = ({ page }: Pick<Seat, 'page'>, move: string): Promise<void> =>
  page.locator(`[data-move="${move}"]`).click({ timeout: 20_000 })

/** Sends the form and waits until it has closed, which it does when the move is made. */
export async function submit({ page }: Pick<Seat, 'page'>): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await page.locator('form.sheet').waitFor({ state: 'detached', timeout: 20_000 })
}

export const write = (page: Page, field: string, text: string): Promise<void> =>
  page.getByRole('textbox', { name: field }).fill(text)

/** One of a unit picker's options, found by the beginning of its name. */
export async function pickUnit(page: Page, field: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).fill(name)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
}

export const choose = (page: Page, field: string, option: string): Promise<void> =>
  page.locator(`[data-field="${field}"]`).getByText(option).first().click()

/** How many cases a tab of the queue says it holds. */
export const countIn = async ({ page }: Seat, tab: string): Promise<number> =>
  Number(await page.locator(`[data-tab="${tab}"] strong`).textContent())

/** How many a tab of the queue comes to say it holds. */
export const inTab = (seat: Seat, tab: string) => expect.poll(() => countIn(seat, tab), patient)

/** The case as the seat's own account may read it. */
export async function seenBy({ operator }: Seat, { id }: KnownCase): Promise<CaseView> {
  const told = await operator.call(seeCase, { params: { id } })
  if (!told.ok) throw new Error(told.code)
  return told.value.case
}

/** What stands beside the loop on the card that is open: helpers, extensions, supervision notices … */
export const follow = ({ page }: Seat, section: string): Locator => page.locator(`[data-follow="${section}"]`)

/** What a section beside the loop comes to say. */
export const toldIn = (seat: Seat, section: string) =>
  expect.poll(() => follow(seat, section).textContent(), patient)

export const isOffered = async ({ page }: Seat, move: string): Promise<boolean> =>
  (await page.locator(`[data-move="${move}"]`).count()) > 0
