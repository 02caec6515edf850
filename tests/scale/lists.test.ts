import { listCases, seeCase } from '@shuniu/shared/cases'
import { listNotifications } from '@shuniu/shared/notifications'
import { seeOverview } from '@shuniu/shared/statistics'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { countyCode } from '../builders/county.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { writeManyCases } from '../builders/manyCases.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { say, sized } from '../builders/size.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { askers, listAsks, searchAsks, type ListAsk } from './asks.ts'

const cases = sized(1_000_000, 20_000)
/** The best of so many times: what the work takes when the machine does nothing else for a moment. */
const times = 5
/**
 * In milliseconds: of a first slice with its total, of each slice after it, of what is no list. A machine that does other
 * work is given longer for the small county. A word of many cases that one's own list has none of is looked for through
 * all of it: searches have the time of the longest statement.
 */
const bounds = { first: sized(250, 2_000), next: sized(100, 1_000), search: 8_000, other: sized(100, 1_000) }
const shownSlowest = 5

let database: FreshDatabase
let running: RunningApp
let as: People
beforeAll(async () => {
  database = await freshDatabase()
  await writeTestCounty(database)
  const beganMs = performance.now()
  await writeManyCases(database, cases)
  say(`  ${cases} cases made in ${Math.round((performance.now() - beganMs) / 1_000)} s`)
  running = await startApp({ database })
  as = peopleOf(running)
}, 3_600_000)
afterAll(async () => {
  await running.drop()
  await database.drop()
})

async function bestOf(ask: () => Promise<{ status: number }>): Promise<number> {
  let best = Infinity
  for (let n = 0; n < times; n += 1) {
    const beganMs = performance.now()
    const { status } = await ask()
    best = Math.min(best, performance.now() - beganMs)
    expect(status).toBe(200)
  }
  return best
}

interface ListTimes {
  readonly name: string
  readonly firstMs: number
  readonly nextMs: number
  readonly total: string
}

async function timed(by: Browser, { name, query }: ListAsk): Promise<ListTimes> {
  const firstMs = await bestOf(() => by.call(listCases, { query }))
  const { body } = await by.call(listCases, { query })
  const { next, total, totalIsFloor } = body
  const cursor = next ?? undefined
  const nextMs =
    cursor === undefined ? 0 : await bestOf(() => by.call(listCases, { query: { ...query, cursor } }))
  return { name, firstMs, nextMs, total: `${total}${totalIsFloor === true ? ' and more' : ''}` }
}

const words = ({ name, firstMs, nextMs, total }: ListTimes): string =>
  `${name} (${total}): ${Math.round(firstMs)} ms, next ${Math.round(nextMs)} ms`

describe(`of ${cases} cases`, () => {
  it.each(askers)('every list, sort and search of %s is read within its bound', async account => {
    const by = await as(account)
    const asked: ListTimes[] = []

    for (const ask of [...listAsks, ...searchAsks]) asked.push(await timed(by, ask))

    const slowest = [...asked].sort((a, b) => b.firstMs - a.firstMs)
    const half = slowest[Math.floor(slowest.length / 2)]
    say(`  ${account}: ${asked.length} lists, median ${Math.round(half?.firstMs ?? NaN)} ms; slowest:`)
    for (const one of slowest.slice(0, shownSlowest)) say(`    ${words(one)}`)
    const isSlow = ({ name, firstMs, nextMs }: ListTimes) =>
      name.startsWith('search') ? firstMs > bounds.search : firstMs > bounds.first || nextMs > bounds.next
    expect(slowest.filter(isSlow).map(words)).toEqual([])
  })

  it('a case, an overview and the notifications are read within theirs', async () => {
    const by = await as('county.duty')
    const { body } = await by.call(listCases, { query: { open: 'true' } })
    const id = body.items[0]?.id ?? ''

    const ms = {
      case: await bestOf(() => by.call(seeCase, { params: { id } })),
      overview: await bestOf(() => by.call(seeOverview, { query: { area: countyCode } })),
      notifications: await bestOf(() => by.call(listNotifications, { query: {} })),
    }

    say(
      `  ${Object.entries(ms)
        .map(([what, took]) => `${what} ${Math.round(took)} ms`)
        .join(', ')}`,
    )
    expect(Math.max(...Object.values(ms))).toBeLessThan(bounds.other)
  })
}, 3_600_000)
