import type { FactFrame } from '@shuniu/shared/live'
import { until } from '../../builders/watcher.ts'
import { nowMs } from '../clock.ts'
import { median } from '../figures.ts'
import type { BenchGround } from '../ground.ts'
import { headOf, reportOnce, writeFacts } from '../load/facts.ts'
import { openLight } from '../load/light.ts'
import type { RowOutcome, BenchRow } from '../row.ts'

/** An hour of five reports a second is 18,000 facts. */
const sizes = {
  small: { facts: 2_000, times: 3 },
  usual: { facts: 18_000, times: 5 },
  full: { facts: 18_000, times: 15 },
} as const

interface CaughtUp {
  readonly ms: number
  readonly facts: number
  readonly unordered: number
}

/** A county console comes back by its cursor; from its `watch` to the last fact it missed, unpacked. */
async function comeBack(
  ground: BenchGround,
  since: { stream: string; seq: number },
  head: number,
): Promise<CaughtUp> {
  const desk = ground.people.find(({ role }) => role === 'countyDuty')
  let [last, facts, unordered, through] = [since.seq, 0, 0, 0]
  let begunMs = nowMs()
  let endedMs = 0
  const light = await openLight({
    port: ground.port,
    cookie: desk?.cookie ?? '',
    rooms: ['county'],
    since,
    asking: () => (begunMs = nowMs()),
    heard(event, json) {
      if (event !== 'facts') return
      const frame: FactFrame = JSON.parse(json.toString())
      for (const { seq } of frame.facts) {
        if (seq > head) continue
        if (seq <= last) unordered += 1
        last = seq
        facts += 1
      }
      through = frame.through
      if (through >= head && endedMs === 0) endedMs = nowMs()
    },
  })
  if (light.ack.resnapshot) throw new Error('the gap was not replayed')
  await until('the console has caught up', () => through >= head, 30_000)
  light.close()
  return { ms: endedMs - begunMs, facts, unordered }
}

/** The bare indexed query of the same facts, unpacked by the driver. */
async function query(
  ground: BenchGround,
  from: number,
  through: number,
): Promise<{ ms: number; facts: number }> {
  const begunMs = nowMs()
  const { rowCount } = await ground.database.pool.query({
    name: 'bare gap',
    text: `select seq::float8, name, at, body from outbox
            where seq > $1 and seq <= $2 and told && $3::text[] order by seq`,
    values: [from, through, ['county']],
  })
  return { ms: nowMs() - begunMs, facts: rowCount ?? 0 }
}

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { facts, times } = sizes[ground.size]
  const { pool } = ground.database
  await reportOnce(ground)
  const since = await headOf(pool)
  await writeFacts(pool, { n: facts, atOnce: 1, together: 500 })
  await until('all facts are numbered', async () => (await headOf(pool)).seq >= since.seq + facts, 60_000)
  const { seq: head } = await headOf(pool)
  const product: CaughtUp[] = []
  const bare: { ms: number; facts: number }[] = []
  for (let nth = 0; nth < times; nth += 1) {
    bare.push(await query(ground, since.seq, head))
    product.push(await comeBack(ground, since, head))
  }
  const expected = bare[0]?.facts ?? 0
  return {
    size: `${facts} facts, ${times} times`,
    lines: [
      {
        what: 'catch-up of a county console an hour away, median',
        unit: 'ms',
        ours: median(product.map(({ ms }) => ms)),
        bare: median(bare.map(({ ms }) => ms)),
        budget: { kind: 'ratioAtMost', most: 2 },
      },
    ],
    faults: {
      lost: product.reduce((sum, one) => sum + Math.max(0, expected - one.facts), 0),
      doubled: product.reduce((sum, one) => sum + Math.max(0, one.facts - expected), 0),
      outOfOrder: product.reduce((sum, one) => sum + one.unordered, 0),
    },
    context: { roundTrips: 1 },
  }
}

/** A console that was away for an hour, and everything it missed. */
export const catchUp: BenchRow = { name: 'catchUp', run }
