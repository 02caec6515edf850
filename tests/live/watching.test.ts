import { forgetOldFacts } from '@shuniu/server/platform/relay'
import { rooms } from '@shuniu/shared/identity'
import type { Cursor } from '@shuniu/shared/live'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldOf } from '../builders/body.ts'
import { clockInDays } from '../builders/clock.ts'
import { allNumbered } from '../builders/numbered.ts'
import { until, type Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage, otherTownship, township, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const dispatcher = () => anActor({ role: 'countyDispatcher' })
const caseIn = (area: string) => aCaseFact({ areaCode: `${area}001`, gridCode: `${area}001001` })
const ids = (watcher: Watcher) => watcher.facts.map(({ body }) => fieldOf(body, 'id'))
const seqs = (watcher: Watcher) => watcher.facts.map(({ seq }) => seq)

/** Opens so many cases of a township, one after the other. */
async function openCases(area: string, n: number): Promise<string[]> {
  const opened = Array.from({ length: n }, () => caseIn(area))
  for (const one of opened) await stage.open(one)
  return opened.map(({ id }) => id)
}

/** Waits until all that was written is numbered and a watcher has come to it. */
async function caughtUp(watcher: Watcher): Promise<void> {
  await allNumbered(stage.database)
  const { seq } = await stage.head()
  await until('the watcher comes to the head', () => (watcher.cursor?.seq ?? 0) >= seq)
}

describe('a watch', () => {
  it('replaces the whole set of rooms by the new one', async () => {
    const watcher = await stage.watcher(dispatcher(), [rooms.township(township)])
    const [first] = await openCases(township, 1)
    await caughtUp(watcher)

    await watcher.watch([rooms.township(otherTownship)])
    await openCases(township, 1)
    const [second] = await openCases(otherTownship, 1)
    await caughtUp(watcher)

    expect(ids(watcher)).toEqual([first, second])
    watcher.close()
  })

  it('is told of each fact once, however many of its rooms hear it', async () => {
    const everywhere = [rooms.county, rooms.township(township), rooms.village(`${township}001`), rooms.county]
    const watcher = await stage.watcher(dispatcher(), everywhere)

    const opened = await openCases(township, 3)
    await caughtUp(watcher)

    expect(ids(watcher)).toEqual(opened)
    watcher.close()
  })

  it('joins the rooms it may and is denied the others by name', async () => {
    const watcher = await stage.watcher(anActor({ role: 'townshipDispatcher', scope: township }), [])
    const mine = rooms.township(township)
    const others = [
      rooms.county,
      rooms.township(otherTownship),
      rooms.village(`${otherTownship}001`),
      rooms.unit('00000000-0000-7000-8000-000000000077'),
      rooms.user('00000000-0000-7000-8000-000000000078'),
      rooms.case('00000000-0000-7000-8000-000000000079'),
      'everybody',
      'audience:1',
      'township:',
      'constructor',
    ]

    const ack = await watcher.watch([mine, ...others])
    await openCases(otherTownship, 2)
    await caughtUp(watcher)

    expect(ack.joined).toEqual([mine])
    expect(ack.denied).toEqual(others)
    expect(watcher.facts).toEqual([])
    watcher.close()
  })

  it('without rooms hears that the stream goes on, and nothing else', async () => {
    const watcher = await stage.watcher(dispatcher(), [])

    await openCases(township, 2)
    await caughtUp(watcher)

    expect(watcher.facts).toEqual([])
    watcher.close()
  })
})

describe('a watch since a cursor', () => {
  it('is sent what it missed, once and ascending, and then what comes', async () => {
    const watcher = await stage.watcher(dispatcher(), [rooms.county])
    const before = await openCases(township, 3)
    await caughtUp(watcher)
    watcher.close()
    const meanwhile = await openCases(otherTownship, 5)

    await watcher.connect()
    const ack = await watcher.watch([rooms.county])
    const after = await openCases(township, 2)
    await caughtUp(watcher)

    expect(ack.resnapshot).toBe(false)
    expect(ids(watcher)).toEqual([...before, ...meanwhile, ...after])
    expect(seqs(watcher)).toEqual([...seqs(watcher)].sort((a, b) => a - b))
    watcher.close()
  })

  it('that is older than the memory of the process is sent it from the database', async () => {
    const since = await stage.head()
    await stage.database.pool.query(
      `insert into outbox (name, at, body, told, masked, left_rooms)
         select 'case.opened', now(), jsonb_build_object('id', gen_random_uuid(), 'version', 1), '{county}', '{}', '{}'
           from generate_series(1, 9500)`,
    )
    const steady = await stage.watcher(dispatcher(), [], since)
    await caughtUp(steady)

    const watcher = await stage.watcher(dispatcher(), [rooms.county], since)
    await caughtUp(watcher)

    expect(watcher.facts).toHaveLength(9_500)
    expect(new Set(ids(watcher)).size).toBe(9_500)
    expect(seqs(watcher)).toEqual(Array.from({ length: 9_500 }, (_, nth) => since.seq + 1 + nth))
    for (const one of [steady, watcher]) one.close()
  })

  it('twice on one socket does not send twice what both rooms sets hear', async () => {
    const since = await stage.head()
    const opened = await openCases(township, 4)
    const watcher = await stage.watcher(dispatcher(), [rooms.township(township)], since)
    await caughtUp(watcher)

    await watcher.watch([rooms.township(township), rooms.county], since)
    await caughtUp(watcher)

    expect(ids(watcher)).toEqual(opened)
    watcher.close()
  })
})

describe('a fresh picture is asked for', () => {
  const ackTo = async (since: Cursor) => {
    const watcher = await stage.watcher(dispatcher(), [])
    await watcher.connect()
    const ack = await watcher.watch([rooms.county], since)
    const { seq: head } = await stage.head()
    await openCases(township, 1)
    await caughtUp(watcher)
    watcher.close()
    return { ack, head, heard: seqs(watcher) }
  }

  it('when the cursor is of another stream', async () => {
    const { ack, heard, head } = await ackTo({ stream: '00000000-0000-7000-8000-000000000000', seq: 1 })

    expect(ack).toMatchObject({ resnapshot: true, head, joined: ['county'] })
    expect(heard).toEqual([head + 1])
  })

  it('when the cursor is ahead of the stream', async () => {
    const { stream, seq } = await stage.head()

    const { ack, heard, head } = await ackTo({ stream, seq: seq + 1_000 })

    expect(ack.resnapshot).toBe(true)
    expect(heard).toEqual([head + 1])
  })

  it('when the facts since then are not kept any more', async () => {
    const { stream, seq } = await stage.head()
    await openCases(township, 3)
    await until('they are numbered', async () => (await stage.head()).seq >= seq + 3)
    await forgetOldFacts({ database: stage.database, clock: clockInDays(400), keptDays: 1 })

    const { ack, heard, head } = await ackTo({ stream, seq })

    expect(ack.resnapshot).toBe(true)
    expect(heard).toEqual([head + 1])
  })
})
