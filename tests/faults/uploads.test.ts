import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { startApp } from '../builders/app.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { say, sized } from '../builders/size.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { until } from '../builders/watcher.ts'
import { hear, heardWords, lineOf } from './hearing.ts'

/** More than one statement can name (65,535 parameters), half of them held by cases. */
const kept = sized(100_000, 70_000)
/** How many of them the sweep has to come to: all, or enough to see that it does. */
const awaited = sized(kept, 4_000)
const facts = sized(100, 20)

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await writeTestCounty(database)
})
afterAll(() => database.drop())

async function keepUploads(): Promise<void> {
  await database.pool.query(
    `insert into uploads (id, account_id, kind, media_type, size_b, arrived_b, created_at, touched_at, completed_at, forget_at)
     select gen_random_uuid(), $2::uuid, 'photo', 'image/jpeg', 1000, 1000, at, at, at, at + interval '14 days'
       from (select now() - interval '15 days' - n * interval '1 second' as at from generate_series(1, $1::int) as n) as old`,
    [kept, v7()],
  )
  await database.pool.query(
    `insert into case_media (case_id, upload_id, version)
     select gen_random_uuid(), id, 1 from (select id, row_number() over () as nth from uploads) as all_of_them where nth % 2 = 0`,
  )
}

it(`starts with ${kept} files kept, and forgets in slices those that no case holds`, async () => {
  await keepUploads()
  const beganMs = performance.now()

  const running = await startApp({ database })
  const startedMs = performance.now()
  const left = async (which: string) => {
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(*)::int as n from uploads where ${which}`,
    )
    return rows[0]?.n ?? 0
  }
  const line = await lineOf(running)
  const hearing = hear(line, facts)
  await until(
    'all are looked at',
    async () => (await left('forget_at is not null')) <= kept - awaited,
    300_000,
  )
  const sweptMs = performance.now()
  const lost = await database.pool.query(
    'select 1 from case_media where upload_id not in (select id from uploads) limit 1',
  )
  const loose = kept - (await left('true'))
  const heard = await hearing
  line.watcher.close()
  await running.stop()

  say(
    `  ${kept} uploads: start ${Math.round(startedMs - beganMs)} ms, sweep of ${awaited} ${Math.round(sweptMs - startedMs)} ms`,
  )
  say(`  ${heardWords(heard)}`)
  expect(lost.rowCount).toBe(0)
  expect(loose).toBeGreaterThan(awaited / 4)
}, 600_000)
