import { isPaused, isRunning, thresholdsOf, type CaseClock, type ClockLaw } from '@shuniu/shared/clocks'
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
export interface UnfinishedCase {
  fact: CaseFact
  caseClocks: readonly CaseClock[]
  requirement: string | null
  /** Up to here its clocks have told what they had to tell. */
  toldUntil: Instant
  readonly entries: PastEntry[]
}

interface UnfinishedContext {
  readonly law: ClockLaw
  /** Gives out the numbers of notices. */
  readonly noticeNumber: (at: Instant) => string
}

interface Share {
  readonly caseClock: CaseClock
  readonly percent: number
  readonly dueAt: Instant
}

/** The shares of limits that were used up since the clocks last told and by `until`, in order. */
function sharesBy({ caseClocks, toldUntil }: UnfinishedCase, until: Instant, law: ClockLaw): Share[] {
  return caseClocks
    .filter(caseClock => isRunning(caseClock) && !isPaused(caseClock) && caseClock.yellowAt <= until)
    .flatMap(caseClock =>
      thresholdsOf(caseClock, law).map(({ percent, dueAt }) => ({ caseClock, percent, dueAt })),
    )
    .filter(({ dueAt }) => dueAt > toldUntil && dueAt <= until)
    .sort((a, b) => Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt) || a.percent - b.percent)
}

/** Lets the clocks tell until a moment what they would have told live: lights, lateness, cards and their notices. */
export function tellUntil(unfinished: UnfinishedCase, until: Instant, telling: UnfinishedContext): void {
  const told = new Set<string>()
  for (;;) {
    const next = sharesBy(unfinished, until, telling.law).find(share => !told.has(nameOf(share)))
    if (!next) break
    told.add(nameOf(next))
    tell(unfinished, next, telling)
  }
  unfinished.toldUntil = until
}

const nameOf = ({ caseClock, percent }: Share): string =>
  [caseClock.stage, caseClock.unitId, caseClock.ordinal, percent].join(' ')

function tell(
  unfinished: UnfinishedCase,
  { caseClock, percent, dueAt }: Share,
  { law, noticeNumber }: UnfinishedContext,
): void {
  const before = unfinished.fact
  const share = { stage: caseClock.stage, unitId: caseClock.unitId, percent }
  const lateClocks = unfinished.caseClocks.map(one =>
    one === caseClock && percent === 100 ? { ...one, overdueAt: one.overdueAt ?? dueAt } : one,
  )
  const by = { now: dueAt, law }
  const number = issuesNotice(before, share, by) ? noticeNumber(dueAt) : ''
  const late = lateAfter({ fact: before, caseClocks: lateClocks }, share, { ...by, noticeNumber: number })
  unfinished.fact = late.fact
  unfinished.caseClocks = late.caseClocks
  if (late.name !== 'warned') unfinished.entries.push(entryOf(late, { before, share, dueAt }))
}

interface TellingOf {
  readonly before: CaseFact
  readonly share: Pick<CaseClock, 'stage' | 'unitId'> & { readonly percent: number }
  readonly dueAt: Instant
}

function entryOf({ fact, card, issued }: Late, { before, share, dueAt }: TellingOf): PastEntry {
  const { status, lastMove, version } = fact
  const { stage, unitId, percent } = share
  const missed = missedUnits(before, share)
  return {
    at: dueAt,
    version,
    move: lastMove,
    from: status,
    to: status,
    actor: undefined,
    filled: {
      stage,
      percent,
      dueAt,
      ...(card !== undefined && { card }),
      ...(issued !== undefined && { noticeNumber: issued }),
      ...(unitId !== null && { unitId }),
      ...(missed.length > 0 && { unitIds: missed }),
    },
  }
}
