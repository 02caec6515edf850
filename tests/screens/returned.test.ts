import { makeReport } from '@shuniu/shared/reports'
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { townshipCode } from '../builders/county.ts'
import { broughtTo, seen, takenOn } from '../builders/course.ts'
import { peopleOf } from '../builders/people.ts'
import { aReport, aReportIn } from '../builders/report.ts'
import { launchForPages } from '../journeys/chromium.ts'
import { patient, type KnownCase } from '../journeys/office.ts'
import { deskSizes, phoneSizes, wallSizes, type ScreenSize } from './sizes.ts'
import { aStand } from './stand.ts'

/** Nothing here is told by a map. */
const stand = aStand(launchForPages)
const as = (account: string) => peopleOf(stand.app)(account)

/** A case that comes into somebody's sight, and goes out of it again. */
interface Passing {
  come(): Promise<KnownCase>
  go(known: KnownCase): Promise<unknown>
}

/** Known to the township alone, so that a wall counts it beside its map. */
const becomesSensitive: Passing = {
  async come() {
    const occurredAt = stand.clock.now()
    const body = aReportIn(townshipCode(1), { occurredAt, categoryCode: 'E0702', level: 'blue' })
    const made = await (await as('t1.duty')).call(makeReport, { body })
    if (made.code !== undefined) throw new Error(made.code)
    return { id: made.body.caseId, number: made.body.caseNumber }
  },
  async go({ id }) {
    const sensitive = { categoryCode: 'E0206', level: 'yellow' }
    await takenOn(as, await seen(await as('t1.duty'), id), ['t1.duty', 'accept', sensitive])
  },
}
const isTakenBack: Passing = {
  come: () => broughtTo('assigned', as, aReport({ occurredAt: stand.clock.now(), text: '井盖松动。' })),
  go: async ({ id }) => takenOn(as, await seen(await as('t1.dispatcher'), id), ['t1.dispatcher', 'recall']),
}

interface ReturnedScreen {
  readonly name: string
  readonly account: string
  readonly path: string
  readonly passing: Passing
  /** Where the case is told while it is known. */
  readonly toldAt: (page: Page, known: KnownCase) => readonly string[]
  readonly sizes: readonly ScreenSize[]
}

const screens: readonly ReturnedScreen[] = [
  {
    name: 'wall',
    account: 'county.wall',
    path: '/wall',
    passing: becomesSensitive,
    toldAt: () => ['.ticker >> text=路灯', '.legend >> text=/另有 1 件未到村/'],
    sizes: wallSizes,
  },
  {
    name: 'desk',
    account: 't1.force',
    path: '/desk',
    passing: isTakenBack,
    toldAt: (_, { id }) => [`[data-case="${id}"]`],
    sizes: deskSizes,
  },
  {
    name: 'phone',
    account: 't1.force',
    path: '/m/tasks',
    passing: isTakenBack,
    toldAt: (_, { number }) => [`button.line >> text=${number}`],
    sizes: phoneSizes,
  },
]

const all = screens.flatMap(one => one.sizes.map(size => [`${one.name} at ${size.name}`, one, size] as const))

describe.each(all)('%s', (_, { account, path, passing, toldAt }, size) => {
  it('that had fetched a case ahead of its line lets go of it when the line is back and never speaks of it', async () => {
    const rule = stand.proxy.misbehave({ method: 'GET', path: /^\/api\/cases\?/ }, { does: 'hold' })
    const { page, leave } = await stand.sit(account, path, size)
    onTestFinished(leave)
    const howOften = async (known: KnownCase) => {
      const places = toldAt(page, known).map(selector => page.locator(selector).count())
      return Promise.all(places)
    }
    await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
    await expect.poll(() => rule.asked.length, patient).toBeGreaterThan(0)

    stand.proxy.silence()
    const known = await passing.come()
    rule.end()
    try {
      await expect.poll(() => howOften(known), patient).not.toContain(0)
      await passing.go(known)
    } finally {
      // What the server had said into the old line is not heard: only where the page had come to is.
      stand.proxy.cutLines()
      stand.proxy.speak()
    }
    await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
    await expect.poll(async () => Math.max(...(await howOften(known))), patient).toBe(0)
  })
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
