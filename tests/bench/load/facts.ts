import { until } from '../../builders/watcher.ts'
import type pg from 'pg'
import type { BenchGround } from '../ground.ts'
import { post } from './post.ts'
import { aReportFrom } from './reporting.ts'

/** Writes facts as the outbox keeps them, each in a transaction of its own, and rings the relay after each. */
export interface FactsOptions {
  readonly n: number
  readonly atOnce: number
  /** Facts in one transaction. */
  readonly together: number
}

/**
 * Copies of a case's opening that everybody at the county's centre hears. The case and its version stay the same, so
 * that the counters, which follow the stream too, find nothing new in them.
 */
export async function writeFacts(pool: pg.Pool, { n, atOnce, together }: FactsOptions): Promise<void> {
  let left = n
  const keepWriting = async () => {
    while (left > 0) {
      const some = Math.min(left, together)
      left -= some
      await pool.query({
        name: 'bench facts',
        text: `with sample as (
                 select * from outbox where name = 'case.opened' and seq > 0 and masked_body is null order by seq limit 1
               ), written as (
                 insert into outbox (name, at, body, body_version, masked_body, told, masked, left_rooms)
                 select name, now(), body, body_version, masked_body, told, masked, left_rooms
                   from sample, generate_series(1, $1::int) returning 1
               ) select pg_notify('shuniu_written', '') from written limit 1`,
        values: [some],
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, keepWriting))
}

const opened = `select 1 from outbox where name = 'case.opened' and seq > 0 and masked_body is null limit 1`

/** Makes sure that there is a fact to copy. */
export async function reportOnce({ people, port, database }: BenchGround): Promise<void> {
  const member = people.find(({ role }) => role === 'gridMember')
  if (!member) throw new Error('the demo county has no grid member')
  const body = aReportFrom(member.scope, () => 0.5)
  const { status } = await post({ port, path: '/api/reports', cookie: member.cookie, body })
  if (status !== 201) throw new Error(`the report was answered with ${status}`)
  const isThere = async () => (await database.pool.query(opened)).rowCount === 1
  await until('the report is a fact', isThere, 20_000)
}

export async function headOf(pool: pg.Pool): Promise<{ stream: string; seq: number }> {
  const { rows } = await pool.query<{ stream: string; seq: number }>(
    'select stream::text, head::float8 as seq from stream',
  )
  return rows[0] ?? { stream: '', seq: 0 }
}
