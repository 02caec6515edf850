import { createHash } from 'node:crypto'
import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant, toMs, type Clock, type Instant } from '@shuniu/shared/kernel'
import type { Overview } from '@shuniu/shared/statistics'
import { eq } from 'drizzle-orm'
import type { Database, Log, Tx } from '../../platform/db/index.ts'
import { followers } from '../../platform/outbox/index.ts'
import type { WrittenJson } from '../../platform/routes/index.ts'
import { overviewOf, type NamedArea } from './overview.ts'
import { readCounts, readStanding } from './statistics.repo.ts'
import { windowDays } from './window.ts'
import { minuteOf, yesterdayByNowOf } from './yesterday.queries.ts'

const dayMs = 86_400_000

/** The divisions as statistics need them. */
export interface Divisions {
  nameOf(code: string): string | undefined
  childrenOf(code: string): readonly NamedArea[]
  /** The county and its townships: the divisions that have walls. */
  watchable(): readonly NamedArea[]
}

interface StatisticsQueryDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
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

/** An overview with its JSON; the tag is another one when anything but `asOf` and `at` is another. */
export interface ToldOverview extends WrittenJson {
  readonly overview: Overview
}

/** A division and those that are counted below it. */
interface NamedDivision {
  readonly area: NamedArea
  readonly children: readonly NamedArea[]
}

interface KeptOverview extends Pick<ToldOverview, 'overview' | 'etag'> {
  readonly isOf: string
  /** What stands before `asOf`, and what stands after `at`. */
  readonly before: string
  readonly after: string
}

/** What an overview is of, besides its moment: its names, the counters as they stand, the day, the minute of the day before. */
const heldBy = ({ area, children }: NamedDivision, stamp: string | null, now: Instant): string =>
  JSON.stringify([area, children, stamp, shanghaiDay(now), minuteOf(toMs(now))])

function keptOf({ areaCode, areaName, asOf, at, ...rest }: Overview, isOf: string): KeptOverview {
  return {
    overview: { areaCode, areaName, asOf, at, ...rest },
    isOf,
    before: JSON.stringify({ areaCode, areaName }).slice(0, -1),
    after: JSON.stringify(rest).slice(1),
    etag: `W/"${createHash('sha256').update(isOf).digest('base64url').slice(0, 22)}"`,
  }
}

function toldOf({ overview, before, after, etag }: KeptOverview, asOf: number, at: Instant): ToldOverview {
  return {
    overview: { ...overview, asOf, at },
    text: `${before},"asOf":${asOf},"at":${JSON.stringify(at)},${after}`,
    etag,
  }
}

/** Reads a division's overview: one statement, so all that counters say is of one moment. */
async function readOverview(
  reading: StatisticsQueryDeps & { readonly yesterdayByNow: ReturnType<typeof yesterdayByNowOf> },
  named: NamedDivision,
  now: Instant,
): Promise<KeptOverview> {
  const { area, children } = named
  const days = lastDays(toMs(now))
  const options = {
    area: area.code,
    children: children.map(({ code }) => code),
    metrics: { area: areaMetrics, children: childMetrics },
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
  }
  const [{ stamp, ...counts }, byNow] = await Promise.all([
    readCounts(reading.database, options),
    reading.yesterdayByNow(area.code),
  ])
  return keptOf(overviewOf({ area, at: now, days, children, byNow, ...counts }), heldBy(named, stamp, now))
}

/** Overviews are looked at once a second however many walls there are. */
const lookEveryMs = 1_000
/** Whoever looks at the county looks into a township next: those that have moved are read ahead, so often at most. */
const aheadEveryMs = 10_000

/** A clock that was put back makes nothing newer. */
const isWithin = (since: number | undefined, now: number, ms: number): boolean =>
  since !== undefined && since <= now && now - since < ms

/** Overviews as they were last read, for as long as no counter has moved. */
class KeptOverviews {
  readonly #reading: StatisticsQueryDeps
  readonly #yesterdayByNow: ReturnType<typeof yesterdayByNowOf>
  readonly #byArea = new Map<string, KeptOverview>()

  constructor(reading: StatisticsQueryDeps) {
    this.#reading = reading
    this.#yesterdayByNow = yesterdayByNowOf(reading)
  }

  /** What is told was so at `now`, and counts the stream up to `asOf`: both are of the look that found nothing moved. */
  async look({ code, name }: NamedArea, now: Instant): Promise<ToldOverview> {
    const named = {
      area: { code, name },
      children: this.below(code).map(one => ({ code: one.code, name: one.name })),
    }
    const known = this.#byArea.get(code)
    if (known) {
      const { asOf, stamp } = await readStanding(this.#reading.database, code)
      if (known.isOf === heldBy(named, stamp, now)) return toldOf(known, asOf, now)
    }
    const read = await readOverview({ ...this.#reading, yesterdayByNow: this.#yesterdayByNow }, named, now)
    this.#byArea.set(code, read)
    return toldOf(read, read.overview.asOf, now)
  }

  below(code: string): readonly NamedArea[] {
    return countedBelow(this.#reading.divisions, code)
  }
}

/** Each division's overview, kept until a counter moves. */
export function overviewsOf(reading: StatisticsQueryDeps) {
  const kept = new KeptOverviews(reading)
  const lookedByArea = new Map<string, { readonly at: number; readonly told: Promise<ToldOverview> }>()
  let aheadAt: number | undefined

  /** One after the other, behind whatever is asked for; an edge: what fails is read when it is asked for. */
  async function readAhead(code: string): Promise<void> {
    try {
      for (const area of kept.below(code)) await kept.look(area, reading.clock.now())
    } catch (cause) {
      reading.log.warn({ cause }, 'overviews of townships could not be read ahead')
    }
  }

  return async (area: NamedArea): Promise<ToldOverview> => {
    const now = reading.clock.now()
    const known = lookedByArea.get(area.code)
    if (known && isWithin(known.at, toMs(now), lookEveryMs)) return known.told
    const looked = { at: toMs(now), told: kept.look(area, now) }
    lookedByArea.set(area.code, looked)
    try {
      const told = await looked.told
      if (area.code.length === 6 && !isWithin(aheadAt, toMs(now), aheadEveryMs)) {
        aheadAt = toMs(now)
        void readAhead(area.code)
      }
      return told
    } catch (cause) {
      if (lookedByArea.get(area.code) === looked) lookedByArea.delete(area.code)
      throw cause
    }
  }
}
