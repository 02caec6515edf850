import { Overview } from '@shuniu/shared/statistics'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Answer, Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { countyCode, townshipCode, villageCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'

/** In the midst of a minute: what yesterday had brought by now is counted anew with each. */
const clock = testClock('2026-11-24T02:00:10.000Z')
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())
beforeEach(() => clock.setTo('2026-11-24T02:00:10.000Z'))

async function asked(by: Browser, area: string, tag?: string): Promise<Answer> {
  // Within a second an overview is told as it was read.
  clock.moveOnS(2)
  return by.send('GET', `/api/statistics/overview?area=${area}`, {
    headers: tag === undefined ? {} : { 'if-none-match': tag },
  })
}

async function overviewFor(by: Browser, area: string): Promise<Overview> {
  const { body } = await asked(by, area)
  return Value.Parse(Overview, body)
}

const tagOf = ({ headers }: Answer): string => headers.get('etag') ?? ''

/** Writes a counter beside the stream, as a rebuild does. */
const count = (area: string, n: number) =>
  running.database.pool.query(
    `insert into statistic_counts (area_code, metric, day, bucket, n) values ($1, 'openByLevel', '', 'red', $2)
     on conflict (area_code, metric, day, bucket) do update set n = excluded.n`,
    [area, n],
  )

it('is told as it was read while no counter moves, with the moment at which none had', async () => {
  const by = await as('county.wall')
  const first = await overviewFor(by, countyCode)
  await running.database.pool.query(`update followers set seq = seq + 1 where name = 'statistics'`)

  const second = await overviewFor(by, countyCode)
  expect(second).toEqual({ ...first, asOf: first.asOf + 1, at: clock.now() })
})

it.each([
  ['its own', () => townshipCode(1)],
  ['that of a division below it', () => villageCode(1, 2)],
])('is read anew when a counter has moved, though the stream has not: %s', async (_, areaOf) => {
  const by = await as('county.wall')
  const before = await asked(by, townshipCode(1))
  const other = await asked(by, townshipCode(2))

  await count(areaOf(), 3)
  const now = await asked(by, townshipCode(1), tagOf(before))
  const red = (answer: Answer) => {
    const { openByLevel, divisions } = Value.Parse(Overview, answer.body)
    return openByLevel.red + divisions.reduce((sum, { open }) => sum + open.red, 0)
  }
  expect(now.status).toBe(200)
  expect(red(now) - red(before)).toBe(3)
  expect(tagOf(await asked(by, townshipCode(2)))).toBe(tagOf(other))
})

it('is read anew when a counter is gone', async () => {
  const by = await as('county.wall')
  await count(countyCode, 5)
  expect((await overviewFor(by, countyCode)).openByLevel.red).toBe(5)

  await running.database.pool.query('delete from statistic_counts where area_code = $1', [countyCode])
  expect((await overviewFor(by, countyCode)).openByLevel.red).toBe(0)
})

it('is not sent again to who has it, and is with the next minute and the next day', async () => {
  const by = await as('county.wall')
  const tag = tagOf(await asked(by, countyCode))

  expect((await asked(by, countyCode, tag)).status).toBe(304)
  clock.setTo('2026-11-24T02:01:05.000Z')
  const nextMinute = await asked(by, countyCode, tag)
  expect(nextMinute.status).toBe(200)
  clock.setTo('2026-11-24T15:59:58.500Z')
  const lastOfDay = await asked(await (as = peopleOf(running))('county.wall'), countyCode)
  expect(Value.Parse(Overview, lastOfDay.body).today).toBe('2026-11-25')
})

it('says to nobody but those who may read it whether it is still the same', async () => {
  const tag = tagOf(await asked(await as('county.wall'), townshipCode(2)))

  expect((await asked(await as('t1.wall'), townshipCode(2), tag)).code).toBe('area.notYours')
  expect((await asked(running.stranger, townshipCode(2), tag)).code).toBe('session.none')
})
