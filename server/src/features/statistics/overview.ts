import { caseLevels, caseStatuses, funnelSteps, type CaseLevel } from '@shuniu/shared/cases'
import { divisionLight, medianS, type DivisionStanding, type Overview } from '@shuniu/shared/statistics'
import type { DailyCount, SummedCount } from './statistics.repo.ts'
import type { DaySoFar } from './yesterday.queries.ts'

export interface NamedArea {
  readonly code: string
  readonly name: string
}

type ByLevel = Record<CaseLevel, number>

/** Counters of one division, looked up by metric and bucket. */
class DivisionCounters {
  readonly #byMetric = new Map<string, Map<string, number>>()

  constructor(rows: readonly SummedCount[]) {
    for (const { metric, bucket, n } of rows) {
      const known = this.#byMetric.get(metric)
      if (known) known.set(bucket, n)
      else this.#byMetric.set(metric, new Map([[bucket, n]]))
    }
  }

  of(metric: string, bucket: string): number {
    return this.#byMetric.get(metric)?.get(bucket) ?? 0
  }

  /** Bucket and count of a metric, largest first, empty ones left out. */
  shares(metric: string): { code: string; n: number }[] {
    return [...(this.#byMetric.get(metric) ?? [])]
      .filter(([, n]) => n > 0)
      .map(([code, n]) => ({ code, n }))
      .sort((a, b) => b.n - a.n || a.code.localeCompare(b.code))
  }

  total(metric: string): number {
    let sum = 0
    for (const n of this.#byMetric.get(metric)?.values() ?? []) sum += Math.max(0, n)
    return sum
  }

  byLevel(metric: string): ByLevel {
    const [red, orange, yellow, blue] = caseLevels.map(level => this.of(metric, level))
    return { red: red ?? 0, orange: orange ?? 0, yellow: yellow ?? 0, blue: blue ?? 0 }
  }

  medianS(step: string): number | null {
    const prefix = `${step}:`
    const bins = new Map<number, number>()
    for (const [bucket, n] of this.#byMetric.get('duration') ?? []) {
      if (n > 0 && bucket.startsWith(prefix)) bins.set(Number(bucket.slice(prefix.length)), n)
    }
    return medianS(bins) ?? null
  }
}

const sumOf = (byLevel: ByLevel): number => byLevel.red + byLevel.orange + byLevel.yellow + byLevel.blue

function standingOf({ code, name }: NamedArea, tally: DivisionCounters): DivisionStanding {
  const open = tally.byLevel('openByLevel')
  const late = tally.byLevel('overdueByLevel')
  const overdue = sumOf(late)
  const graveOverdue = late.red + late.orange
  return {
    code,
    name,
    open,
    overdue,
    graveOverdue,
    opened30: tally.total('openedByLevel'),
    closed30: tally.total('closed'),
    closedOnTime30: tally.of('closed', 'onTime'),
    light: divisionLight({ open: sumOf(open), overdue, graveOverdue }),
  }
}

/** What the counters say of a division and of those below it. */
export interface CountsRead {
  readonly area: NamedArea
  readonly asOf: number
  readonly at: string
  /** Thirty Shanghai days, oldest first; the last is today. */
  readonly days: readonly string[]
  readonly summed: readonly SummedCount[]
  readonly daily: readonly DailyCount[]
  /** What yesterday had brought by this time of day. */
  readonly byNow: DaySoFar
  readonly children: readonly NamedArea[]
}

function byAreaOf(rows: readonly SummedCount[]): Map<string, SummedCount[]> {
  const byArea = new Map<string, SummedCount[]>()
  for (const row of rows) {
    const known = byArea.get(row.areaCode)
    if (known) known.push(row)
    else byArea.set(row.areaCode, [row])
  }
  return byArea
}

function ofDay(daily: readonly DailyCount[], day: string) {
  const of = (metric: string) => daily.find(row => row.day === day && row.metric === metric)?.n ?? 0
  return { opened: of('opened'), onTime: of('onTime'), closed: of('onTime') + of('late') }
}

/** All numbers of one wall from the counters. Pure. */
export function overviewOf(read: CountsRead): Overview {
  const byArea = byAreaOf(read.summed)
  const tallyOf = (code: string) => new DivisionCounters(byArea.get(code) ?? [])
  const tally = tallyOf(read.area.code)
  const today = read.days.at(-1) ?? ''
  const yesterday = read.days.at(-2) ?? ''
  const now = ofDay(read.daily, today)
  const before = ofDay(read.daily, yesterday)
  return {
    areaCode: read.area.code,
    areaName: read.area.name,
    asOf: read.asOf,
    at: read.at,
    today,
    yesterday,
    periodFrom: read.days[0] ?? '',
    openedToday: now.opened,
    openedYesterday: before.opened,
    openedYesterdayByNow: read.byNow.opened,
    closedToday: now.closed,
    closedOnTimeToday: now.onTime,
    closedYesterday: before.closed,
    closedYesterdayByNow: read.byNow.closed,
    closed30: tally.total('closed'),
    closedOnTime30: tally.of('closed', 'onTime'),
    opened30: tally.total('openedByLevel'),
    selfFound30: tally.of('selfFound', 'all'),
    countable30: tally.of('countable', 'all'),
    openByLevel: tally.byLevel('openByLevel'),
    overdueByLevel: tally.byLevel('overdueByLevel'),
    openByStatus: caseStatuses
      .map(status => ({ status, n: tally.of('openByStatus', status) }))
      .filter(({ n }) => n > 0),
    funnel: funnelSteps.map(step => ({ step, n: tally.of('reached', step), medianS: tally.medianS(step) })),
    sources: tally.shares('openedBySource'),
    classes: tally.shares('openedByClass'),
    trend: read.days.map(day => {
      const { opened, closed } = ofDay(read.daily, day)
      return { day, opened, closed }
    }),
    divisions: read.children.map(child => standingOf(child, tallyOf(child.code))),
  }
}
