import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant, toMs, type Clock } from '@shuniu/shared/kernel'
import type { Overview } from '@shuniu/shared/statistics'
import { eq } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { followers } from '../../platform/outbox/index.ts'
import { overviewOf, type NamedArea } from './overview.ts'
import { readCounts } from './statistics.repo.ts'
import { windowDays } from './window.ts'
import { yesterdayByNowOf } from './yesterday.queries.ts'

const dayMs = 86_400_000

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
  'countable',
  'reached',
  'duration',
]

/** The last thirty Shanghai days, today included, oldest first. */
export function lastDays(now: number): string[] {
  return Array.from({ length: windowDays }, (_, index) =>
    shanghaiDay(instant(now - (windowDays - 1 - index) * dayMs)),
  )
}

export async function cursorOf(tx: Tx): Promise<number> {
  const [row] = await tx.orm
    .select({ seq: followers.seq })
    .from(followers)
    .where(eq(followers.name, 'statistics'))
  return row?.seq ?? 0
}

/** Reads a division's overview: one statement, so all that counters say is of one moment. */
async function readOverview(
  reading: Reading & { readonly yesterdayByNow: ReturnType<typeof yesterdayByNowOf> },
  area: NamedArea,
): Promise<Overview> {
  const now = reading.clock.now()
  const days = lastDays(toMs(now))
  const children = countedBelow(reading.divisions, area.code)
  const options = {
    area: area.code,
    children: children.map(({ code }) => code),
    metrics: { area: areaMetrics, children: childMetrics },
    ...{ from: days[0] ?? '', to: days.at(-1) ?? '' },
  }
  const [counts, byNow] = await Promise.all([
    readCounts(reading.database, options),
    reading.yesterdayByNow(area.code),
  ])
  return overviewOf({ area, at: now, days, children, byNow, ...counts })
}

/** Keeps each division's overview for a second: any number of walls cost one reading a second. */
export function overviewsOf(reading: Reading) {
  const yesterdayByNow = yesterdayByNowOf(reading)
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
