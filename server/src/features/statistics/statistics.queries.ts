import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant, toMs, type Clock } from '@shuniu/shared/kernel'
import type { Overview } from '@shuniu/shared/statistics'
import { eq } from 'drizzle-orm'
import { inTx, type Database, type Tx } from '../../platform/db/index.ts'
import { followers } from '../../platform/outbox/index.ts'
import { overviewOf, type NamedArea } from './overview.ts'
import { dailyCounts, sumCounts } from './statistics.repo.ts'
import { yesterdayByNowOf } from './yesterday.ts'

const dayMs = 86_400_000
const periodDays = 30

/** The divisions as statistics need them. */
export interface Divisions {
  nameOf(code: string): string | undefined
  childrenOf(code: string): readonly NamedArea[]
  /** The county and its townships: the divisions that have walls. */
  watchable(): readonly NamedArea[]
}

interface Reading {
  readonly database: Database
  readonly clock: Clock
  readonly divisions: Divisions
}

/** Grids have no counters: of a village nothing below is told. */
const countedBelow = (divisions: Divisions, code: string): readonly NamedArea[] =>
  code.length < 12 ? divisions.childrenOf(code) : []

const childMetrics = ['openByLevel', 'overdueByLevel', 'openedByLevel', 'closed'] as const
const areaMetrics = [
  ...childMetrics,
  'openByStatus',
  'openedBySource',
  'openedByClass',
  'selfFound',
  'reached',
  'duration',
]

/** The last thirty Shanghai days, today included, oldest first. */
export function lastDays(now: number): string[] {
  return Array.from({ length: periodDays }, (_, index) =>
    shanghaiDay(instant(now - (periodDays - 1 - index) * dayMs)),
  )
}

export async function cursorOf(tx: Tx): Promise<number> {
  const [row] = await tx.orm
    .select({ seq: followers.seq })
    .from(followers)
    .where(eq(followers.name, 'statistics'))
  return row?.seq ?? 0
}

/** Reads a division's overview in one snapshot, so that all its numbers are of one moment. */
function readOverview(
  reading: Reading & { readonly yesterdayByNow: ReturnType<typeof yesterdayByNowOf> },
  area: NamedArea,
): Promise<Overview> {
  const now = reading.clock.now()
  const days = lastDays(toMs(now))
  const range = { from: days[0] ?? '', to: days.at(-1) ?? '' }
  const children = countedBelow(reading.divisions, area.code)
  const codes = children.map(child => child.code)
  return inTx(
    reading.database,
    async tx =>
      overviewOf({
        area,
        at: now,
        days,
        children,
        asOf: await cursorOf(tx),
        summed: await sumCounts(tx, [area.code], { ...range, metrics: areaMetrics }),
        daily: await dailyCounts(tx, area.code, range),
        byNow: await reading.yesterdayByNow(tx, area.code),
        childrenSummed:
          codes.length === 0 ? [] : await sumCounts(tx, codes, { ...range, metrics: childMetrics }),
      }),
    { isolation: 'repeatable read' },
  )
}

/** Keeps each division's overview for a second: any number of walls cost one reading a second. */
export function overviewsOf(reading: Reading) {
  const yesterdayByNow = yesterdayByNowOf(reading.clock)
  const kept = new Map<string, { readonly at: number; readonly overview: Promise<Overview> }>()
  return (area: NamedArea): Promise<Overview> => {
    const now = toMs(reading.clock.now())
    const known = kept.get(area.code)
    if (known && now - known.at < 1_000) return known.overview
    const overview = readOverview({ ...reading, yesterdayByNow }, area)
    kept.set(area.code, { at: now, overview })
    overview.catch(() => kept.delete(area.code))
    return overview
  }
}
