import { bodyReader } from '@shuniu/server/platform/outbox'
import type { Follower } from '@shuniu/server/platform/live'
import { forgetOldFacts } from '@shuniu/server/platform/relay'
import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clockInDays } from '../builders/clock.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { until } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage } from './stage.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
  await database.pool.query('create table counted (id uuid primary key, level text not null)')
})
afterEach(() => database.drop())

/** Counts cases by a table of its own, which refuses what its check does not know. */
const counting: Follower<CaseFact> = {
  name: 'counting',
  takes: ['case.opened'],
  read: bodyReader(caseFacts['case.opened']),
  apply: async (tx, seen) => {
    for (const { id, level } of seen) {
      await tx.query('insert into counted (id, level) values ($1, $2) on conflict do nothing', [id, level])
    }
  },
}

const open = () => openStage({ on: database, followers: [counting] })
const rowsOf = async <R extends object>(text: string) => (await database.pool.query<R>(text)).rows
const counted = async () => (await rowsOf<{ id: string }>('select id from counted')).map(({ id }) => id)
const parked = () =>
  rowsOf<{ follower: string; seq: number; error: string; retries: number }>(
    'select follower, seq::float8, error, retries from parked_facts order by seq',
  )
const cursorAtHead = async () => {
  const [row] = await rowsOf<{ is: boolean }>(
    `select (select seq from followers where name = 'counting') = (select head from stream)
        and not exists (select 1 from outbox where seq is null) as is`,
  )
  return row?.is === true
}

/** Stores a fact as some other version of the product would. */
const store = async (bodyVersion: number, body: unknown) =>
  database.pool.query(
    `insert into outbox (name, at, body, body_version, told, masked, left_rooms)
       values ('case.opened', now(), $1, $2, '{county}', '{}', '{}')`,
    [JSON.stringify(body), bodyVersion],
  )

describe('a follower', () => {
  it('reads what a former and what a later process stored', async () => {
    const [former, later] = [aCaseFact(), aCaseFact()]
    const { yellowAt: _, orangeAt: __, card: ___, ...first } = former
    await store(1, first)
    await store(99, { ...later, weather: 'rain', steps: { ...later.steps, mendedAt: null } })

    const stage = await open()
    await until('it is at the head', cursorAtHead)

    expect(new Set(await counted())).toEqual(new Set([former.id, later.id]))
    expect(await parked()).toEqual([])
    await stage.close()
  })

  it('parks what it cannot read and goes on; nothing else waits for it', async () => {
    const [before, after] = [aCaseFact(), aCaseFact()]
    const { level: _, ...unreadable } = aCaseFact()
    const stage = await open()
    const watcher = await stage.watcher(anActor({ role: 'countyDuty' }), [rooms.county])

    await stage.open(before)
    await store(2, unreadable)
    await store(2, 'not even a body')
    await stage.open(after)
    await until('it is at the head', cursorAtHead)
    await until('the stream goes on', () => watcher.facts.length === 3)

    expect(new Set(await counted())).toEqual(new Set([before.id, after.id]))
    expect(await parked()).toMatchObject([
      { follower: 'counting', seq: 2, error: expect.stringContaining('version 2') },
      { follower: 'counting', seq: 3 },
    ])
    const clock = clockInDays(400)
    expect(await forgetOldFacts({ database, clock, keptDays: 1 })).toBe(4)
    expect(await parked()).toEqual([])
    watcher.close()
    await stage.close()
  })

  it('parks one whose effect fails, and none beside it', async () => {
    await database.pool.query(`alter table counted add constraint no_red check (level <> 'red')`)
    const current = [aCaseFact(), aCaseFact({ level: 'red' }), aCaseFact()]
    for (const one of current) await store(2, one)

    const stage = await open()
    await until('it is at the head', cursorAtHead)

    expect(new Set(await counted())).toEqual(new Set([current[0]?.id, current[2]?.id]))
    expect(await parked()).toMatchObject([{ seq: 2, error: expect.stringContaining('no_red') }])
    await stage.close()
  })

  it('tries what is parked again when it starts, and when it is told to', async () => {
    await database.pool.query(`alter table counted add constraint blue_alone check (level = 'blue')`)
    const current = [aCaseFact({ level: 'red' }), aCaseFact({ level: 'orange' })]
    for (const one of current) await store(2, one)
    const first = await open()
    await until('both are parked', async () => (await parked()).length === 2)
    await first.live.stop()

    await database.pool.query(`alter table counted drop constraint blue_alone,
      add constraint no_red check (level <> 'red')`)
    const next = await open()
    await until('one is taken at the start', async () => (await parked()).length === 1)
    const [left] = await parked()
    expect(left?.seq).toBe(1)
    expect(left?.retries).toBeGreaterThan(0)
    await database.pool.query('alter table counted drop constraint no_red')
    await database.pool.query(`select pg_notify('shuniu_parked', '')`)
    await until('the other is taken when it is told', async () => (await parked()).length === 0)

    expect(await counted()).toHaveLength(2)
    await next.close()
    await first.close()
  })
})

it('takes a stream that flows a batch at a time, however small each of its transactions', async () => {
  let batches = 0
  const applied = () => (batches += 1)
  const stage = await openStage({ on: database, followers: [{ ...counting, name: 'gathering', applied }] })
  const begunMs = performance.now()

  for (let n = 0; n < 40; n += 1) await stage.open(aCaseFact())
  await until('all are counted', async () => (await counted()).length === 40)

  expect(batches).toBeLessThanOrEqual(Math.ceil((performance.now() - begunMs) / 50) + 1)
  await stage.close()
})
