import {
  countableStatuses,
  funnelSteps,
  isLate,
  isOpen,
  passedAt,
  topClassOf,
  type CaseFact,
} from '../cases/index.ts'
import { shanghaiDay } from '../calendar/index.ts'
import { instant } from '../kernel/index.ts'
import { durationBin } from './durations.ts'

/** What is counted. `open…` are the standing now and carry no day; the others belong to a Shanghai day. */
export const metrics = [
  'openByLevel',
  'openByStatus',
  'overdueByLevel',
  'openedByLevel',
  'openedBySource',
  'openedByClass',
  'selfFound',
  'countable',
  'reached',
  'duration',
  'closed',
] as const
export type Metric = (typeof metrics)[number]

/** One case's share of one counter; `day` is empty for what has none. Counters sum these over cases. */
export interface Contribution {
  readonly metric: Metric
  readonly day: string
  readonly bucket: string
}

const dayOf = (at: string): string => shanghaiDay(instant(at))

function standing(seen: CaseFact): Contribution[] {
  if (!isOpen(seen.status)) return []
  return [
    { metric: 'openByLevel', day: '', bucket: seen.level },
    { metric: 'openByStatus', day: '', bucket: seen.status },
    ...(isLate(seen) ? [{ metric: 'overdueByLevel', day: '', bucket: seen.level } as const] : []),
  ]
}

function opened(seen: CaseFact): Contribution[] {
  const day = dayOf(seen.openedAt)
  const top = topClassOf(seen.categoryCode)?.code ?? seen.categoryCode
  return [
    { metric: 'openedByLevel', day, bucket: seen.level },
    { metric: 'openedBySource', day, bucket: seen.sourceCode },
    { metric: 'openedByClass', day, bucket: top },
    ...(seen.selfFound ? [{ metric: 'selfFound', day, bucket: 'all' } as const] : []),
    ...(countableStatuses.includes(seen.status)
      ? [{ metric: 'countable', day, bucket: 'all' } as const]
      : []),
  ]
}

/** Steps passed, and how long each took since the step before it that was passed; by the day the case was opened. */
function passed(seen: CaseFact): Contribution[] {
  const day = dayOf(seen.openedAt)
  let before: string | undefined
  return funnelSteps.flatMap(step => {
    const at = passedAt(seen, step)
    if (at === null) return []
    const took = before === undefined ? undefined : durationBin(Date.parse(at) - Date.parse(before))
    before = at
    const reached: Contribution = { metric: 'reached', day, bucket: step }
    return took === undefined ? [reached] : [reached, { metric: 'duration', day, bucket: `${step}:${took}` }]
  })
}

function closed(seen: CaseFact): Contribution[] {
  const at = passedAt(seen, 'closed')
  if (at === null) return []
  return [
    { metric: 'closed', day: dayOf(at), bucket: seen.lateStages.includes('handling') ? 'late' : 'onTime' },
  ]
}

/**
 * Everything a case adds to the counters as it stands. Statistics replace the old contribution by the new one when
 * a fact of a higher version comes, so that live and rebuilt counters agree. A sensitive case adds nothing: counters
 * stand on walls, and a number of one would tell of it. Source: design.md §4.12; domain.md §5.3.
 */
export const contributionsOf = (seen: CaseFact): Contribution[] =>
  seen.sensitive ? [] : [...standing(seen), ...opened(seen), ...passed(seen), ...closed(seen)]

/** The divisions in whose counters a case counts: county, township, village, as far as its place is known. */
export const countedAreas = (areaCode: string): string[] =>
  [6, 9, 12].filter(digits => areaCode.length >= digits).map(digits => areaCode.slice(0, digits))
