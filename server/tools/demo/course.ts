import { isPaused, isRunning, thresholdsOf, type CaseTimer, type ClockLaw } from '@shuniu/shared/clocks'
import { issuesNotice, lateAfter, missedUnits, type CaseFact, type Late } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'

/** One entry of a past case's timeline, with what the actor filled in. */
export interface PastEntry {
  readonly at: Instant
  readonly version: number
  readonly move: string
  readonly from: CaseFact['status'] | null
  readonly to: CaseFact['status']
  /** Nobody's is the system's. */
  readonly actor: Actor | undefined
  readonly filled: Record<string, unknown>
}

/** A past case on its way: how it stands, with every clock it ever had. */
export interface Course {
  fact: CaseFact
  timers: readonly CaseTimer[]
  requirement: string | null
  /** Up to here its clocks have told what they had to tell. */
  toldUntil: Instant
  readonly entries: PastEntry[]
}

interface Telling {
  readonly law: ClockLaw
  /** Gives out the numbers of notices. */
  readonly noticeNumber: (at: Instant) => string
}

interface Share {
  readonly timer: CaseTimer
  readonly percent: number
  readonly dueAt: Instant
}

/** The shares of limits that were used up since the clocks last told and by `until`, in order. */
function sharesBy({ timers, toldUntil }: Course, until: Instant, law: ClockLaw): Share[] {
  return timers
    .filter(timer => isRunning(timer) && !isPaused(timer) && timer.yellowAt <= until)
    .flatMap(timer => thresholdsOf(timer, law).map(({ percent, dueAt }) => ({ timer, percent, dueAt })))
    .filter(({ dueAt }) => dueAt > toldUntil && dueAt <= until)
    .sort((a, b) => Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt) || a.percent - b.percent)
}

/** Lets the clocks tell until a moment what they would have told live: lights, lateness, cards and their notices. */
export function tellUntil(course: Course, until: Instant, telling: Telling): void {
  const told = new Set<string>()
  for (;;) {
    const next = sharesBy(course, until, telling.law).find(share => !told.has(nameOf(share)))
    if (!next) break
    told.add(nameOf(next))
    tell(course, next, telling)
  }
  course.toldUntil = until
}

const nameOf = ({ timer, percent }: Share): string =>
  [timer.stage, timer.unitId, timer.ordinal, percent].join(' ')

function tell(course: Course, { timer, percent, dueAt }: Share, { law, noticeNumber }: Telling): void {
  const before = course.fact
  const share = { stage: timer.stage, unitId: timer.unitId, percent }
  const lateTimers = course.timers.map(one =>
    one === timer && percent === 100 ? { ...one, overdueAt: one.overdueAt ?? dueAt } : one,
  )
  const by = { now: dueAt, law }
  const number = issuesNotice(before, share, by) ? noticeNumber(dueAt) : ''
  const late = lateAfter({ fact: before, timers: lateTimers }, share, { ...by, noticeNumber: number })
  course.fact = late.fact
  course.timers = late.timers
  if (late.name !== 'warned') course.entries.push(entryOf(late, { before, share, dueAt }))
}

interface TellingOf {
  readonly before: CaseFact
  readonly share: Pick<CaseTimer, 'stage' | 'unitId'> & { readonly percent: number }
  readonly dueAt: Instant
}

function entryOf({ fact, card, issued }: Late, { before, share, dueAt }: TellingOf): PastEntry {
  const { status, lastMove, version } = fact
  const { stage, unitId, percent } = share
  const missed = missedUnits(before, share)
  return {
    ...{ at: dueAt, version, move: lastMove, from: status, to: status, actor: undefined },
    filled: {
      ...{ stage, percent, dueAt },
      ...(card !== undefined && { card }),
      ...(issued !== undefined && { noticeNumber: issued }),
      ...(unitId !== null && { unitId }),
      ...(missed.length > 0 && { unitIds: missed }),
    },
  }
}
