import { dutyCalendar, dutyTime, defaultDutyHours, shanghaiDay } from '@shuniu/shared/calendar'
import {
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  type ClockLaw,
} from '@shuniu/shared/clocks'
import { isOpen } from '@shuniu/shared/cases'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import type { County } from '../../src/features/grids/county.ts'
import { randomFrom } from '../county/random.ts'
import { historyStart, openingAt, reportTimes } from './openings.ts'
import { playOut, type PastContext, type PastCase } from './pastCases.ts'
import type { Posts } from './posts.ts'
import { withRepeats } from './repeats.ts'

/** Index of the first of ascending numbers that is greater. */
function firstAbove(ascending: readonly number[], wanted: number): number {
  let [from, to] = [0, ascending.length]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if ((ascending[middle] ?? wanted) > wanted) to = middle
    else from = middle + 1
  }
  return from
}

/** Grids from which a place is drawn by its people: `cumulative[i]` is the sum up to grid i. */
function drawFrom(county: County, random: () => number) {
  const cumulative: number[] = []
  let sum = 0
  for (const grid of county.grids) cumulative.push((sum += grid.population))
  return () => {
    const wanted = random() * sum
    const grid = county.grids[firstAbove(cumulative, wanted)]
    if (!grid) throw new Error('a county without grids')
    return grid
  }
}

/** Numbers in the order they are asked for: DB of notices, ZB of reports to those above. */
function numbersOf(prefix: 'DB' | 'ZB', { divisions }: County): PastContext['noticeNumber'] {
  const code = divisions.find(one => one.level === 'county')?.code ?? ''
  let last = 0
  return at => {
    last += 1
    return `${prefix}${code}-${shanghaiDay(at).replaceAll('-', '')}-${String(last).padStart(4, '0')}`
  }
}

/** The limits and hours that a county starts with. */
export const demoLaw: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}

/** Whether a case belongs to the history: reported within it, or then still in hand. */
const isOfHistory = ({ fact }: PastCase, start: Instant): boolean =>
  fact.openedAt >= start || fact.updatedAt >= start || isOpen(fact.status)

/**
 * Thirty days of cases that end now, made by the rules that decide live ones, and what was in hand when they began. The
 * same county, day and hour give the same past.
 */
export function pastCases(county: County, posts: Posts, now: Instant): PastCase[] {
  const random = randomFrom(Math.floor(toMs(now) / 3_600_000))
  const past: PastContext = {
    random,
    posts,
    law: demoLaw,
    now,
    noticeNumber: numbersOf('DB', county),
    incidentNumber: numbersOf('ZB', county),
  }
  const draw = drawFrom(county, random)
  const serials = new Map<string, number>()
  const cases = reportTimes(random, toMs(now)).map(at => {
    const day = shanghaiDay(instant(Math.floor(at)))
    const serial = (serials.get(day) ?? 0) + 1
    serials.set(day, serial)
    return playOut(openingAt({ at, serial, grid: draw() }, past), past)
  })
  const start = instant(historyStart(toMs(now)))
  return withRepeats(
    cases.filter(one => isOfHistory(one, start)),
    past,
  )
}
