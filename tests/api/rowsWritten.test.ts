import { clockThresholds } from '@shuniu/server/features/clocks'
import { onPool, insert, writeAll } from '@shuniu/server/platform/sql'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testClock } from '../builders/clock.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'

const clock = testClock()
let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const pending = () => ({
  caseId: v7(),
  stage: 'acceptance' as const,
  ordinal: 1,
  edition: 0,
  percent: 100,
  dueAt: clock.now(),
})
const fired = () => ({ ...pending(), firedAt: clock.now(), firedVersion: 3 })

const versionOf = async (caseId: string): Promise<unknown> => {
  const { rows } = await database.pool.query(
    'select fired_version from clock_thresholds where case_id = $1',
    [caseId],
  )
  return rows[0]?.fired_version
}
const write = (rows: readonly (typeof clockThresholds.$inferInsert)[]) =>
  writeAll(onPool(database), [insert({ table: clockThresholds, rows })])

it('writes every column of a row, whatever columns the same table was written with before', async () => {
  await write([pending()])
  const more = fired()
  await write([more])

  expect(await versionOf(more.caseId)).toBe(3)
})

it('writes every column of each row when one of them has more than the first', async () => {
  const [few, more] = [pending(), fired()]
  await write([few, more])

  expect(await versionOf(few.caseId)).toBe(null)
  expect(await versionOf(more.caseId)).toBe(3)
})
