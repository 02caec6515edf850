import type { Log } from '@shuniu/server/platform/db'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { freshDatabase, silentLog, type FreshDatabase } from '../builders/database.ts'
import { say, sized } from '../builders/size.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { until } from '../builders/watcher.ts'
import { hear, heardWords, lineOf } from './hearing.ts'

const facts = sized(100, 20)
const laterVersion = 99

const errors: object[] = []
const log: Log = { ...silentLog, error: seen => void errors.push(seen) }

let database: FreshDatabase
let running: RunningApp
beforeAll(async () => {
  database = await freshDatabase(log)
  await writeTestCounty(database)
  running = await startApp({ database })
})
afterAll(async () => {
  await running.drop()
  await database.drop()
})

const rowsOf = async <R extends object>(text: string, values: unknown[] = []) =>
  (await database.pool.query<R>(text, values)).rows

/** Stores the first fact of all anew, as a process of another version would. */
const storeLike = (change: string, version: number) =>
  rowsOf<{ id: string }>(
    `insert into outbox (name, at, body, body_version, told, masked, left_rooms)
     select name, now(), ${change}, $1, told, masked, left_rooms from outbox where name = 'case.opened' order by id limit 1
     returning id`,
    [version],
  )
/** A body that lacks what every version has, one that is no body, and one of a later version with more in it. */
const storeStrange = async () => {
  await storeLike(`body - 'level'`, laterVersion)
  await storeLike(`'"not a body"'::jsonb`, 1)
  await storeLike(`body || '{"weather": "rain"}'::jsonb || jsonb_build_object('version', 2)`, laterVersion)
}

const parked = () =>
  rowsOf<{ follower: string; seq: number }>(
    `select follower, seq::float8 as seq from parked_facts where follower = 'statistics' order by seq`,
  )
const followersBehind = () =>
  rowsOf<{ name: string }>(
    `select name from followers where seq < (select head from stream)
        or exists (select 1 from outbox where seq is null)`,
  )
const metric = async (line: RegExp) =>
  Number(line.exec(String((await running.stranger.get('/metrics')).body))?.[1])

it('facts that cannot be read are parked and told of as errors; followers and the stream go on', async () => {
  const line = await lineOf(running)
  await hear(line, 1)
  const beganMs = performance.now()

  await storeStrange()
  const parking = until('both are parked', async () => (await parked()).length === 2).then(() =>
    Math.round(performance.now() - beganMs),
  )
  const heard = await hear(line, facts)
  const parkedMs = await parking
  await until('every follower is at the head', async () => (await followersBehind()).length === 0)
  await until(
    'the gauge says so',
    async () => (await metric(/^shuniu_facts_parked\{follower="statistics"\} (\d+)$/m)) === 2,
  )

  say(`  unreadable facts: both parked after ${parkedMs} ms, all followers at the head`)
  say(`  ${heardWords(heard)}`)
  const seqs = (await parked()).map(({ seq }) => seq)
  const alarms = seqs.map((seq): unknown => expect.objectContaining({ follower: 'statistics', seq }))
  expect(errors).toEqual(expect.arrayContaining(alarms))
  line.watcher.close()
}, 120_000)
