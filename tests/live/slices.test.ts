import { inTx } from '@shuniu/server/platform/db'
import { factsAfter, factsHeardBy, numberedAfter } from '@shuniu/server/platform/outbox'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'

const facts = 3_000
const limit = 10

let database: FreshDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await freshDatabase()
  // One connection, so that what is counted in it is what was asked in it.
  pool = new pg.Pool({ connectionString: database.url, max: 1 })
  await pool.query(
    `insert into outbox (seq, name, at, body, told, masked, left_rooms)
     select nth, 'case.opened', now(), '{"id": "x"}', '{county}', '{}', '{}' from generate_series(1, $1::int) as nth`,
    [facts],
  )
  await pool.query('analyze outbox')
  await pool.query('select pg_stat_force_next_flush()')
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const rowsRead = `select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as n
                    from pg_stat_xact_user_tables where relname = 'outbox'`

/** What this connection has read of the outbox and not yet reported. */
async function soFar(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(rowsRead)
  return rows[0]?.n ?? 0
}

it.each([
  ['the hub', () => factsAfter({ pool }, 100, limit)],
  ['a replay', () => factsHeardBy({ pool }, { after: 100, through: facts, rooms: ['county'], limit })],
])('%s reads no more facts than it asked for, however many follow', async (_, slice) => {
  const before = await soFar()
  const read = await slice()

  expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: limit }, (__, nth) => 101 + nth))
  // One more is met by the index where the slice ends.
  expect((await soFar()) - before).toBeLessThanOrEqual(limit + 1)
})

it('a follower reads no more facts than it asked for, however many follow', async () => {
  const { read, n } = await inTx(database, async tx => {
    const read = await numberedAfter(tx, 100, limit)
    const [counted] = await tx.query<{ n: number }>(rowsRead, [])
    return { read, n: counted?.n }
  })

  expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: limit }, (_, nth) => 101 + nth))
  expect(n).toBeLessThanOrEqual(limit + 1)
})
