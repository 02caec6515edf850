import { toMs, type Instant } from '@shuniu/shared/kernel'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { password } from '../builders/staff.ts'
import { patient } from './office.ts'

/** What an officer types in a minute and would not type again: 153 characters. */
export const words = '经电话向反映人和村委会核实，'.repeat(11).slice(0, 153)

/** Where most forms are written in. */
export const textOf = (page: Page) => page.getByRole('textbox', { name: '说明' })

/** Waits for the line that a form came back; the moment it tells. */
export async function cameBack(page: Page): Promise<string> {
  const line = page.getByText(/已恢复 .+ 未提交的内容/)
  await line.waitFor(patient)
  return /已恢复 (.+) 未提交的内容/.exec(await line.innerText())?.[1] ?? ''
}

/** As a line tells a moment of the day on which it is read. */
const minuteOf = (at: Instant): string => new Date(toMs(at) + 8 * 3_600_000).toISOString().slice(11, 16)

/** The form says that it came back as it was left between the two moments. */
export async function cameBackSince(page: Page, since: Instant, now: Instant): Promise<void> {
  const told = await cameBack(page)
  const isBetween = told >= minuteOf(since) && told <= minuteOf(now)
  expect([told, isBetween]).toEqual([told, true])
}

/** The dialog over a page whose session has ended. */
export const askedAgain = (page: Page) => page.getByRole('dialog', { name: '请重新登录' })

/** Gives the password that is asked over the page. */
export async function signInAgain(page: Page): Promise<void> {
  await askedAgain(page).locator('input[name="password"]').fill(password)
  await page.keyboard.press('Enter')
  await askedAgain(page).waitFor({ state: 'hidden', timeout: 20_000 })
}
