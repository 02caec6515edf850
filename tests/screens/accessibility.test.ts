import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openOnPhone, patient, press, type KnownCase } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { deskSize, phoneSizes, wallSize, type ScreenSize } from './sizes.ts'
import { aStand } from './stand.ts'
import { adminTabs } from '../../client/src/pages/admin/tabs.ts'
import { centreTabs } from '../../client/src/pages/centres/tabs.ts'

/** Whoever sees badly, or uses no mouse, uses every page: none has a fault that a reader of screens or of contrast calls serious. */
const stand = aStand()
const [phoneSize = deskSize] = phoneSizes
const shades = ['light', 'dark'] as const
let known: KnownCase
let seat: Seat

beforeAll(async () => {
  known = await stand.brought('handling', { level: 'orange', text: '两家因排水沟改道多次争执。' })
  await stand.reported({ level: 'red', text: '一男子翻越桥栏。' })
  await stand.reported({ level: 'blue', text: '路灯不亮，夜里行人多。' })
})
afterEach(() => seat.leave())

declare global {
  interface Window {
    readonly axe: Pick<typeof axe, 'run'>
  }
}

/** What is seriously wrong with the page as it stands, each with the first places where. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(axe.source)
  const violations = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }).then(found =>
      found.violations.map(({ id, impact, nodes }) => ({
        id,
        impact,
        places: nodes.map(({ target, any, all }) => {
          const why = [...any, ...all].map(one => one.message).join(' ')
          return `${target.join(' ')}: ${why}`
        }),
      })),
    ),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, places }) => `${id} × ${places.length}: ${places.slice(0, 4).join(' | ')}`)
}

/** The faults of the page in each shade it can be shown in. */
async function faultsByShade(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const colorScheme of shades) {
    await page.emulateMedia({ colorScheme })
    found[colorScheme] = await faultsOf(page)
  }
  return found
}
const none = { light: [], dark: [] }

const adminOf = (needs: string): string => {
  if (needs === 'account.administer') return 'county.security'
  if (needs === 'audit.read') return 'county.auditor'
  return needs === 'statistics.read' || needs === 'clock.manage' ? 'county.director' : 'county.admin'
}
const pages: readonly (readonly [path: string, account: string, size: ScreenSize])[] = [
  ['/desk', 't1.dispatcher', deskSize],
  ['/desk/intake', 't1.duty', deskSize],
  ['/wall', 'county.wall', wallSize],
  ['/account', 't1.dispatcher', deskSize],
  ['/help', 't1.dispatcher', deskSize],
  ...centreTabs.map(tab => [`/centres/${tab}`, 't1.director', deskSize] as const),
  ...adminTabs.map(({ id, needs }) => [`/admin/${id}`, adminOf(needs), deskSize] as const),
  ['/m/report', 't1v1g1', phoneSize],
  ['/m/mine', 't1v1g1', phoneSize],
  ['/m/tasks', 't1.force', phoneSize],
  ['/m/me', 't1.force', phoneSize],
]

describe('a page that all can use', () => {
  it.each(pages)('is %s of %s', async (path, account, size) => {
    seat = await stand.sit(account, path, size)
    expect(new URL(seat.page.url()).pathname).toBe(path)
    expect(await faultsByShade(seat.page)).toEqual(none)
  })

  it('is a case on a desk, and the form of a move', async () => {
    seat = await stand.sit('t1.dispatcher', `/desk/cases/${known.id}`, deskSize)
    await seat.page.locator('.card').getByText(known.number).first().waitFor(patient)
    expect(await faultsByShade(seat.page)).toEqual(none)
    await press(seat, 'urge')
    expect(await faultsByShade(seat.page)).toEqual(none)
  })

  it('is a case on a phone', async () => {
    seat = await stand.sit('t1.force', '/m/tasks', phoneSize)
    await openOnPhone(seat, known, 'open')
    expect(await faultsByShade(seat.page)).toEqual(none)
  })

  it('is the sign-in', async () => {
    seat = await stand.sit('t1.dispatcher', '/desk', deskSize)
    await seat.page.context().clearCookies()
    await seat.page.goto(new URL('/login', seat.page.url()).href)
    await seat.page.getByRole('button').first().waitFor(patient)
    expect(await faultsByShade(seat.page)).toEqual(none)
  })
})
