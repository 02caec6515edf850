import { seeOverview, type Overview } from '@shuniu/shared/statistics'
import { nowMs, pause } from '../clock.ts'
import { median } from '../figures.ts'
import type { BenchGround } from '../ground.ts'
import { get } from '../load/post.ts'
import { copyCases } from '../load/manyCases.ts'
import type { RowOutcome, BenchRow } from '../row.ts'

const sizes = {
  small: { cases: 20_000, seconds: 20, times: 4 },
  usual: { cases: 500_000, seconds: 45, times: 8 },
  full: { cases: 5_000_000, seconds: 3_600, times: 30 },
} as const
/** The server keeps an overview for a second; longer than that it is read anew. */
const apartMs = 1_050

interface TimedOverview {
  readonly ms: number
  readonly numbers: number
}

/** How many numbers a reply shows: the buckets of its panels. */
function numbersIn(value: unknown): number {
  if (typeof value === 'number') return 1
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((sum, part) => sum + numbersIn(part), 0)
}

async function overview(ground: BenchGround, area: string): Promise<TimedOverview> {
  const desk = ground.people.find(({ role }) => role === 'countyDuty')
  const path = `/api${seeOverview.path}?area=${area}`
  const begunMs = nowMs()
  const { status, text } = await get({ port: ground.port, path, cookie: desk?.cookie ?? '' })
  const ms = nowMs() - begunMs
  if (status !== 200) throw new Error(`the overview was answered ${status}: ${text}`)
  const read: Overview = JSON.parse(text)
  return { ms, numbers: numbersIn(read) }
}

/** As many counters as the reply has numbers, by one look into the index. */
async function query(ground: BenchGround, area: string, rows: number): Promise<number> {
  const begunMs = nowMs()
  await ground.database.pool.query({
    name: 'bare counters',
    text: `select metric, day, bucket, n from statistic_counts where area_code = $1 order by metric, day, bucket limit $2`,
    values: [area, rows],
  })
  return nowMs() - begunMs
}

async function compare(
  ground: BenchGround,
  areas: readonly string[],
): Promise<{ ours: number; bare: number; numbers: number }> {
  const product: TimedOverview[] = []
  const bare: number[] = []
  for (const area of areas) {
    const timed = await overview(ground, area)
    product.push(timed)
    bare.push(await query(ground, area, timed.numbers))
    await pause(apartMs)
  }
  const numbers = median(product.map(one => one.numbers))
  return { ours: median(product.map(({ ms }) => ms)), bare: median(bare), numbers }
}

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { times, ...wanted } = sizes[ground.size]
  const cases = await copyCases(ground.database.pool, { n: wanted.cases, seconds: wanted.seconds })
  const townships = [
    ...new Set(ground.people.filter(({ scope }) => scope.length === 9).map(({ scope }) => scope)),
  ]
  const [countyCode = ''] = ground.people.filter(({ scope }) => scope.length === 6).map(({ scope }) => scope)
  await compare(ground, [countyCode, ...townships.slice(-2)])
  const county = await compare(
    ground,
    Array.from({ length: times }, () => countyCode),
  )
  const township = await compare(ground, townships.slice(0, times))
  return {
    size: `${cases} cases; ${county.numbers} and ${township.numbers} numbers`,
    lines: [
      {
        what: 'overview of the county, all panels, median',
        unit: 'ms',
        ours: county.ours,
        bare: county.bare,
        budget: { kind: 'ratioAtMost', most: 2 },
      },
      {
        what: 'overview of a township, all panels, median',
        unit: 'ms',
        ours: township.ours,
        bare: township.bare,
        budget: { kind: 'ratioAtMost', most: 2 },
      },
    ],
    faults: {},
    context: { cases },
  }
}

/** Everything a wall counts, over years of cases. */
export const statistics: BenchRow = { name: 'statistics', run }
