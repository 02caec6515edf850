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

function standing(current: CaseFact): Contribution[] {
  if (!isOpen(current.status)) return []
  return [
    { metric: 'openByLevel', day: '', bucket: current.level },
    { metric: 'openByStatus', day: '', bucket: current.status },
    ...(isLate(current) ? [{ metric: 'overdueByLevel', day: '', bucket: current.level } as const] : []),
  ]
}

function opened(current: CaseFact): Contribution[] {
  const day = dayOf(current.openedAt)
  const top = topClassOf(current.categoryCode)?.code ?? current.categoryCode
  return [
    { metric: 'openedByLevel', day, bucket: current.level },
    { metric: 'openedBySource', day, bucket: current.sourceCode },
    { metric: 'openedByClass', day, bucket: top },
    ...(current.selfFound ? [{ metric: 'selfFound', day, bucket: 'all' } as const] : []),
    ...(countableStatuses.includes(current.status)
      ? [{ metric: 'countable', day, bucket: 'all' } as const]
      : []),
  ]
}

/** Steps passed, and how long each took since the step before it that was passed; by the day the case was opened. */
function passed(current: CaseFact): Contribution[] {
  const day = dayOf(current.openedAt)
  let before: string | undefined
  return funnelSteps.flatMap(step => {
    const at = passedAt(current, step)
    if (at === null) return []
    const took = before === undefined ? undefined : durationBin(Date.parse(at) - Date.parse(before))
    before = at
    const reached: Contribution = { metric: 'reached', day, bucket: step }
    return took === undefined ? [reached] : [reached, { metric: 'duration', day, bucket: `${step}:${took}` }]
  })
}

function closed(current: CaseFact): Contribution[] {
  const at = passedAt(current, 'closed')
  if (at === null) return []
  return [
    { metric: 'closed', day: dayOf(at), bucket: current.lateStages.includes('handling') ? 'late' : 'onTime' },
  ]
}

/**
 * Everything a case adds to the counters as it stands. Statistics replace the old contribution by the new one when
 * a fact of a higher version comes, so that live and rebuilt counters agree. A sensitive case adds nothing: counters
 * stand on walls, and a number of one would tell of it. Source: design.md §4.12; domain.md §5.3.
 */
export const contributionsOf = (current: CaseFact): Contribution[] =>
  current.sensitive ? [] : [...standing(current), ...opened(current), ...passed(current), ...closed(current)]

/** The divisions in whose counters a case counts: county, township, village, as far as its place is known. */
export const countedAreas = (areaCode: string): string[] =>
  [6, 9, 12].filter(digits => areaCode.length >= digits).map(digits => areaCode.slice(0, digits))
