import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { sized } from '../builders/size.ts'
import { patient } from '../journeys/office.ts'
import { deskSizes, phoneSizes, wallSizes, type ScreenSize } from './sizes.ts'
import { aStand } from './stand.ts'

const stand = aStand()
beforeAll(async () => {
  await stand.brought('handling', { level: 'yellow', text: '两家因排水沟改道多次争执。' })
  await stand.reported({ level: 'red', text: '多人持械对峙。' })
})

interface StaleScreen {
  readonly name: string
  readonly account: string
  readonly path: string
  /** All that shows what was read: every one of them is to say that it is old. */
  readonly shown: string
  /** How many of them there are, at least. */
  readonly atLeast: number
  /** Where the age of the link stands, and how it is told. */
  readonly age: readonly [selector: string, told: RegExp]
  readonly sizes: readonly ScreenSize[]
}

const pages: readonly StaleScreen[] = [
  {
    name: 'wall',
    account: 'county.wall',
    path: '/wall',
    shown: '.strip .cell, .panel, .ticker, .map > .veil',
    // Seven numbers, a panel of each rail at the least, the feed and the map.
    atLeast: 14,
    age: ['.fresh', /断线 \d+ 秒[^]*数据截至 \d\d:\d\d/],
    sizes: wallSizes,
  },
  {
    name: 'desk',
    account: 't1.dispatcher',
    path: '/desk',
    shown: '.queue, [data-tab] .count, .drop .count, .side .map > .told',
    atLeast: 18,
    age: ['.badge', /断线 \d+ 秒/],
    sizes: deskSizes,
  },
  {
    name: 'phone',
    account: 't1.force',
    path: '/m/tasks',
    shown: '.content .await, [data-list="todo"] .count, nav.tabs a[href="/m/tasks"] .count',
    atLeast: 3,
    age: ['.badge', /断线 \d+ 秒/],
    sizes: phoneSizes,
  },
  {
    name: 'admin',
    account: 'county.director',
    path: '/admin/rules',
    shown: '.admin .await',
    atLeast: 2,
    age: ['.badge', /断线 \d+ 秒/],
    sizes: deskSizes,
  },
]

/** What of it stands as if it were fresh; a part that is not hatched, and how many parts there are. */
async function bright(page: Page, { shown, atLeast }: StaleScreen): Promise<string[]> {
  const classes = await page
    .locator(shown)
    .evaluateAll(parts => parts.map(part => part.getAttribute('class')))
  const fresh = classes.filter(one => one?.split(' ').includes('is-stale') !== true)
  return [...(classes.length < atLeast ? [`only ${classes.length} parts`] : []), ...fresh.map(String)]
}

const all = pages.flatMap(one => one.sizes.map(size => [`${one.name} at ${size.name}`, one, size] as const))

describe.each(all)('%s', (_, screen, size) => {
  it('says of everything it shows that it is old while the line is silent, and by itself that it is not any more', async () => {
    const { page, leave } = await stand.sit(screen.account, screen.path, size)
    onTestFinished(leave)
    await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
    await page.locator('[data-state="reading"]').first().waitFor({ state: 'detached', timeout: 30_000 })

    stand.proxy.silence()
    try {
      await expect.poll(() => bright(page, screen), patient).toEqual([])
      const [at, told] = screen.age
      expect(await page.locator(at).first().innerText()).toMatch(told)
    } finally {
      stand.proxy.speak()
    }
    await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
    await expect.poll(() => page.locator('.is-stale').count(), patient).toBe(0)
  })
})

/** Reduced, the one of them that nobody sits at: each waits out what the page waits before it makes another line. */
describe.each(sized(all, all.slice(0, 1)))('%s', (_, screen, size) => {
  it('comes back by itself when the line was cut', async () => {
    const { page, leave } = await stand.sit(screen.account, screen.path, size)
    onTestFinished(leave)
    await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
    stand.proxy.silence()
    stand.proxy.cutLines()
    await page.locator('.badge.stale, .fresh.stale').first().waitFor({ timeout: 30_000 })
    stand.proxy.speak()
    await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
  })
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
