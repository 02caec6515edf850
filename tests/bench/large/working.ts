import { rebuildStatistics } from '@shuniu/server/features/statistics'
import { casesAfter } from '@shuniu/server/features/cases'
import { systemClock } from '@shuniu/server/platform/clock'
import { instant } from '@shuniu/shared/kernel'
import { writeDueCases } from '../../builders/dueCases.ts'
import { until } from '../../builders/watcher.ts'
import { nowMs } from '../clock.ts'
import type { BenchRow } from '../row.ts'
import { manyCases } from './ground.ts'

const dueAtOnce = 4_000
const roundOf = 200
const readAtOnce = 5_000
const sweptWithinMs = 300_000

/** Clocks that run out in the same second, until each has told of it; a bare driver that writes as many rows in as many rounds. */
export const sweepRow: BenchRow = {
  name: 'sweep',
  async run({ database }) {
    const { pool } = database
    const dueMs = Date.now() + 60_000
    const ids = await writeDueCases(database, dueAtOnce, instant(dueMs))
    await pool.query('analyze clock_thresholds')
    const left = async (): Promise<number> => {
      const { rows } = await pool.query<{ n: number }>(
        'select count(*)::int as n from clock_thresholds where case_id = any($1) and due_at <= $2 and fired_at is null',
        [ids, instant(dueMs)],
      )
      return rows[0]?.n ?? 0
    }
    await until('the first of them is told of', async () => (await left()) < dueAtOnce, sweptWithinMs)
    const [firstLeft, begunMs] = [await left(), nowMs()]
    await until('all of them are told of', async () => (await left()) === 0, sweptWithinMs)
    const ours = firstLeft / ((nowMs() - begunMs) / 1_000)
    return {
      size: `${dueAtOnce} due at once among ${manyCases} cases`,
      lines: [
        {
          what: 'clocks told of',
          unit: '/s',
          ours,
          bare: await sweepBare(pool, ids),
          budget: { kind: 'none' },
        },
      ],
      faults: { left: await left() },
      context: { firstLeft },
    }
  },
}

/** Rows held, changed and told of, round by round, and nothing reckoned. */
async function sweepBare(
  pool: Parameters<typeof sweepRow.run>[0]['database']['pool'],
  ids: readonly string[],
): Promise<number> {
  const begunMs = nowMs()
  for (let from = 0; from < ids.length; from += roundOf) {
    const round = ids.slice(from, from + roundOf)
    await pool.query({
      name: 'bare sweep',
      text: `with held as (
               select case_id from clock_thresholds where case_id = any($1::uuid[]) and percent = 100 for update skip locked
             ), changed as (
               update cases set version = version + 1, updated_at = now() where id in (select case_id from held) returning id
             ), entered as (
               insert into case_entries (id, case_id, version, at, move, actor_name, actor_role, filled)
               select gen_random_uuid(), id, 1000, now(), 'bare', '', '', '{}' from changed returning 1
             ) update clock_thresholds set fired_version = 1 where case_id in (select id from changed)`,
      values: [round],
    })
  }
  return ids.length / ((nowMs() - begunMs) / 1_000)
}

/** All counters made anew beside the living server; a driver that reads the same rows in slices and counts nothing. */
export const rebuildRow: BenchRow = {
  name: 'rebuild',
  async run({ database }) {
    const begunMs = nowMs()
    await rebuildStatistics({ database, clock: systemClock, casesAfter, told: () => undefined })
    const oursS = (nowMs() - begunMs) / 1_000
    const readMs = nowMs()
    let last = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const { rows } = await database.pool.query<{ id: string }>({
        name: 'bare reading',
        text: `select * from cases where id > $1 order by id limit ${readAtOnce}`,
        values: [last],
      })
      const end = rows.at(-1)
      if (!end) break
      last = end.id
    }
    const bareS = (nowMs() - readMs) / 1_000
    return {
      size: `${manyCases} cases`,
      lines: [
        { what: 'all counters made anew', unit: 's', ours: oursS, bare: bareS, budget: { kind: 'none' } },
      ],
      faults: {},
      context: { casesAS: Math.round(manyCases / oursS) },
    }
  },
}
