import { shanghaiDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import {
  categoryOf,
  isSampled,
  sources,
  untouched,
  type CaseFact,
  type CaseLevel,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant, toMs, type Position } from '@shuniu/shared/kernel'
import type { CountyGrid, Ring } from '../../src/features/grids/county.ts'
import { between, type Random } from '../county/random.ts'
import { demoKinds, demoLevels, demoSources, type DemoKind } from './kinds.ts'
import type { PastOpening, PastContext } from './pastCases.ts'
import { pick, pickWeighted } from './people.ts'
import { demoId } from './units.ts'

const dayMs = 86_400_000
/** Days that the history shows; the days before them only lead up to it. */
const days = 30
const runUpDays = 6
const casesADay = 200
const weightedKinds = demoKinds.map(one => [one, one.weight] as const)

/** Share of a day's reports in each hour from midnight: mornings and late afternoons are busy, nights quiet. */
const hourly = [1, 1, 1, 1, 1, 3, 8, 22, 40, 44, 40, 30, 18, 20, 34, 40, 38, 30, 18, 12, 8, 5, 3, 2]
const hours = hourly.map((weight, hour) => [hour, weight] as const)

/** When the history begins, in epoch milliseconds: the first of thirty days that end today. */
export const historyStart = (now: number): number =>
  toMs(shanghaiDayStart(shanghaiDay(instant(now)))) - (days - 1) * dayMs

/** When reports came, in order, the last of them before `now`: those of the history and of the days that led up to it. */
export function reportTimes(random: Random, now: number): number[] {
  const today = toMs(shanghaiDayStart(shanghaiDay(instant(now))))
  const times = Array.from({ length: days + runUpDays }, (_, back) => today - back * dayMs).flatMap(start => {
    const n = Math.round(casesADay * between(random, 0.85, 1.15))
    return Array.from({ length: n }, () => start + (pickWeighted(random, hours) + random()) * 3_600_000)
  })
  return times.filter(at => at < now - 30_000).sort((a, b) => a - b)
}

/** A point near the middle of a grid, towards one of its corners. */
function pointIn(random: Random, centre: Position, boundary: Ring): Position {
  const corner = pick(random, boundary)
  const along = 0.6 * random()
  const towards = (from: number, to: number) => Number((from + (to - from) * along).toFixed(6))
  return [towards(centre[0], corner[0]), towards(centre[1], corner[1])]
}

const levelOf = (random: Random, kind: DemoKind): CaseLevel => {
  const own = kind.level ?? categoryOf(kind.code)?.defaultLevel ?? 'blue'
  return own === 'blue' ? pickWeighted(random, demoLevels) : own
}

/** Who reports: the grid's own member, or a clerk of the township's desk for what came by other ways. */
function reporterOf(past: PastContext, grid: CountyGrid, sourceCode: string): Actor {
  return sourceCode === '01' || sourceCode === '12'
    ? past.posts.holder('gridMember', grid.code)
    : past.posts.holder('townshipDuty', grid.townshipCode)
}

const noSteps = { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null }

/** What is true of every case at its first version. */
const fresh = {
  ...untouched,
  status: 'reported',
  version: 1,
  lastMove: 'report',
  closedAt: null,
  steps: noSteps,
  coUnitIds: [],
  handlerIds: [],
  reworkCount: 0,
  refuseCount: 0,
  askCount: 0,
  dueAt: null,
  stage: null,
  overdue: false,
  lateStages: [],
  placeDoubt: false,
  clockDoubt: false,
  yellowAt: null,
  orangeAt: null,
  card: null,
} as const satisfies Partial<CaseFact>

/** When a report came, as which of its day, and from where. */
interface Came {
  readonly at: number
  readonly serial: number
  readonly grid: CountyGrid
}

/** The number and the moment that the day and the serial give. */
function numbered({ at, serial, grid }: Came) {
  const openedAt = instant(Math.floor(at))
  const day = shanghaiDay(openedAt).replaceAll('-', '')
  return {
    id: demoId(`case ${day} ${serial}`),
    number: `ZZ${grid.code.slice(0, 6)}-${day}-${String(serial).padStart(4, '0')}`,
    openedAt,
    updatedAt: openedAt,
  }
}

/** Whether the grid member may settle it on the spot. Source: domain.md §3.3 row 3. */
const maySettle = ({ sourceCode, level, categoryCode }: CaseFact): boolean =>
  sourceCode === '01' && level === 'blue' && categoryOf(categoryCode)?.selfDone === true

const settled = (fact: CaseFact): CaseFact => ({
  ...fact,
  status: 'selfDone',
  sampled: isSampled(fact.id),
  handlerIds: fact.reporterId === null ? [] : [fact.reporterId],
  steps: { ...noSteps, doneAt: fact.openedAt },
})

/** The first version of a past case: what, where, when, how grave, and the centre that answers for it. */
export function openingAt(came: Came, past: PastContext): PastOpening {
  const { random, posts } = past
  const { grid } = came
  const kind = pickWeighted(random, weightedKinds)
  const level = levelOf(random, kind)
  const sourceCode = pickWeighted(random, demoSources)
  const tier = level === 'red' || level === 'orange' ? 'county' : 'township'
  const reporter = reporterOf(past, grid, sourceCode)
  const fact: CaseFact = {
    ...fresh,
    ...numbered(came),
    level,
    categoryCode: kind.code,
    sourceCode,
    areaCode: grid.villageCode,
    gridCode: grid.code,
    position: pointIn(random, grid.centre, grid.boundary),
    tier,
    ownerUnitId: posts.centreOf(tier === 'county' ? grid.code.slice(0, 6) : grid.townshipCode).id,
    reporterId: reporter.accountId,
    sensitive: categoryOf(kind.code)?.sensitive === true,
    selfFound: sources.some(source => source.code === sourceCode && source.selfFound),
  }
  const isSettled = random() < 0.3 && maySettle(fact)
  return { fact: isSettled ? settled(fact) : fact, kind, reporter, text: pick(random, kind.texts) }
}
