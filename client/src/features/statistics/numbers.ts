import {
  caseLevels,
  caseStatusRows,
  funnelStepTexts,
  levelRows,
  sourceName,
  standardOf,
  type CaseFilter,
  type CaseLevel,
} from '@shuniu/shared/cases'
import type { DivisionStanding, Overview } from '@shuniu/shared/statistics'
import type { KeysIn } from '../../platform/i18n/index.ts'
import type { statisticsMessages } from './messages.ts'

type NumberWord = KeysIn<(typeof statisticsMessages)['number']>

/** A number on a screen and the list it counts: `GET /api/cases` with this very filter has `n` cases. */
export interface CountedNumber {
  /** Unique within an overview, and the same in every overview of the division. */
  readonly id: string
  /** Key of its title under `statistics.number`. */
  readonly word: NumberWord
  /** What the title speaks of: a source, a class, a division, a day; empty when the word says it all. */
  readonly name: string
  readonly n: number
  readonly filter: CaseFilter
}

/** Numbers on screens leave sensitive cases out, and so do their lists. Source: domain.md §5.3. */
export const told = (area: string) => ({ area, sensitive: 'false' }) as const

const finished = { status: 'closed,archived' } as const
const open = { open: 'true' } as const
/** Late by the case's own clock or by a helping unit's. */
const late = { open: 'true', late: 'true' } as const

const opened = (from: string, to: string): CaseFilter => ({ openedFrom: from, openedTo: to })
const closed = (from: string, to: string): CaseFilter => ({ ...finished, closedFrom: from, closedTo: to })

/** Statistics are counted and called by the standard, whatever a county calls it. */
export const categoryName = (code: string): string => standardOf(code)?.shortName ?? code

export const sumOf = (byLevel: Readonly<Record<CaseLevel, number>>): number =>
  caseLevels.reduce((sum, level) => sum + byLevel[level], 0)

/** The numbers of the strip, by name. */
export function stripNumbers(seen: Overview) {
  const area = seen.areaCode
  const one = (word: NumberWord, n: number, filter: CaseFilter): CountedNumber => ({
    id: word,
    word,
    name: '',
    n,
    filter: { ...told(area), ...filter },
  })
  const withStatus = (status: 'reported' | 'handling') =>
    one(`${status}Now`, seen.openByStatus.find(row => row.status === status)?.n ?? 0, { status })
  return {
    openedToday: one('openedToday', seen.openedToday, opened(seen.today, seen.today)),
    openedYesterday: one('openedYesterday', seen.openedYesterday, opened(seen.yesterday, seen.yesterday)),
    reported: withStatus('reported'),
    handling: withStatus('handling'),
    open: one('open', sumOf(seen.openByLevel), open),
    overdue: one('overdue', sumOf(seen.overdueByLevel), late),
    closedToday: one('closedToday', seen.closedToday, closed(seen.today, seen.today)),
    closedOnTimeToday: one('closedOnTimeToday', seen.closedOnTimeToday, {
      ...closed(seen.today, seen.today),
      onTime: 'true',
    }),
    closedYesterday: one('closedYesterday', seen.closedYesterday, closed(seen.yesterday, seen.yesterday)),
    opened30: one('opened30', seen.opened30, opened(seen.periodFrom, seen.today)),
    closed30: one('closed30', seen.closed30, closed(seen.periodFrom, seen.today)),
    closedOnTime30: one('closedOnTime30', seen.closedOnTime30, {
      ...closed(seen.periodFrom, seen.today),
      onTime: 'true',
    }),
  }
}

/** Open cases of each level, and the overdue ones among them; gravest first. */
export const levelNumbers = ({ areaCode: area, openByLevel, overdueByLevel }: Overview) =>
  caseLevels.map(level => {
    const name = levelRows[level].colour
    return {
      level,
      open: {
        id: `open.${level}`,
        word: 'openLevel' as const,
        name,
        n: openByLevel[level],
        filter: { ...told(area), ...open, level },
      },
      overdue: {
        id: `overdue.${level}`,
        word: 'overdueLevel' as const,
        name,
        n: overdueByLevel[level],
        filter: { ...told(area), ...late, level },
      },
    }
  })

/** Open cases by status, in the order of the loop; statuses without a case are left out. */
export const statusNumbers = ({ areaCode: area, openByStatus }: Overview): CountedNumber[] =>
  openByStatus.map(({ status, n }) => ({
    id: `status.${status}`,
    word: 'status',
    name: caseStatusRows[status].name,
    n,
    filter: { ...told(area), status },
  }))

/** Cases of the period that came so far along the loop, and how long the step took since the one before, in seconds, ≈. */
export const funnelNumbers = ({ areaCode: area, periodFrom, today, funnel }: Overview) =>
  funnel.map(({ step, n, medianS }) => ({
    id: `funnel.${step}`,
    word: 'funnel' as const,
    name: funnelStepTexts[step],
    n,
    filter: { ...told(area), ...opened(periodFrom, today), reached: step },
    medianS,
  }))

const byCount = <N extends { readonly n: number; readonly id: string }>(rows: readonly N[]): N[] =>
  [...rows].sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1))

/** Cases of the period by source, most first. */
export const sourceNumbers = ({
  areaCode: area,
  periodFrom,
  today,
  sources: shares,
}: Overview): CountedNumber[] =>
  byCount(
    shares.map(({ code, n }) => ({
      id: `source.${code}`,
      word: 'source',
      name: sourceName(code),
      n,
      filter: { ...told(area), ...opened(periodFrom, today), source: code },
    })),
  )

/** Cases of the period by event class, most first. */
export const classNumbers = ({ areaCode: area, periodFrom, today, classes }: Overview): CountedNumber[] =>
  byCount(
    classes.map(({ code, n }) => ({
      id: `class.${code}`,
      word: 'class',
      name: categoryName(code),
      n,
      filter: { ...told(area), ...opened(periodFrom, today), category: code },
    })),
  )

/** Opened and closed of each of the thirty days, oldest first. */
export const trendNumbers = ({ areaCode: area, trend }: Overview) =>
  trend.map(({ day, opened: openedN, closed: closedN }) => ({
    day,
    opened: {
      id: `opened.${day}`,
      word: 'openedOn' as const,
      name: day,
      n: openedN,
      filter: { ...told(area), ...opened(day, day) },
    },
    closed: {
      id: `closed.${day}`,
      word: 'closedOn' as const,
      name: day,
      n: closedN,
      filter: { ...told(area), ...closed(day, day) },
    },
  }))

type DivisionWord = keyof (typeof statisticsMessages)['number']['division']

function divisionNumbersOf(
  { code, name, ...standing }: DivisionStanding,
  { periodFrom, today }: Overview,
): Record<DivisionWord, CountedNumber> {
  const one = (key: DivisionWord, n: number, filter: CaseFilter): CountedNumber => ({
    id: `division.${code}.${key}`,
    word: `division.${key}`,
    name,
    n,
    filter: { ...told(code), ...filter },
  })
  const done = closed(periodFrom, today)
  return {
    open: one('open', sumOf(standing.open), open),
    overdue: one('overdue', standing.overdue, late),
    graveOverdue: one('graveOverdue', standing.graveOverdue, { ...late, level: 'red,orange' }),
    opened30: one('opened30', standing.opened30, opened(periodFrom, today)),
    closed30: one('closed30', standing.closed30, done),
    closedOnTime30: one('closedOnTime30', standing.closedOnTime30, { ...done, onTime: 'true' }),
  }
}

/** The standing of every division below, with the lists behind it. */
export const divisionNumbers = (seen: Overview) =>
  seen.divisions.map(({ code, name, light, ...standing }) => ({
    code,
    name,
    light,
    ...divisionNumbersOf({ code, name, light, ...standing }, seen),
  }))

/** Every number of an overview with the list it counts: a wall shows no count of cases that is not among these. */
export function numbersOf(seen: Overview): CountedNumber[] {
  return [
    ...Object.values(stripNumbers(seen)),
    ...levelNumbers(seen).flatMap(({ open: all, overdue }) => [all, overdue]),
    ...statusNumbers(seen),
    ...funnelNumbers(seen).map(({ medianS: _, ...number }) => number),
    ...sourceNumbers(seen),
    ...classNumbers(seen),
    ...trendNumbers(seen).flatMap(day => [day.opened, day.closed]),
    ...divisionNumbers(seen).flatMap(({ code: _c, name: _n, light: _l, ...numbers }) =>
      Object.values(numbers),
    ),
  ]
}
