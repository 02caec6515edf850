import { defaultDutyHours, dutyCalendar, dutyTime } from '../../calendar/index.ts'
import {
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  ranOutPercent,
  thresholdsOf,
  type CaseClock,
  type ClockLaw,
} from '../../clocks/index.ts'
import { instant, toMs, type Instant } from '../../kernel/index.ts'
import { lateAfter } from '../clocks/lateness.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import { happen, opened, type Happened, type Attempt } from './histories.ts'

/** The limits, settings and hours that a county starts with. */
export const trialLaw: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}

/** A history as it is drawn: how the case begins, and what is tried then. */
export interface DrawnHistory {
  readonly seed: number
  readonly commands: readonly Attempt[]
}

/** What came of a history: each command, and each standing of the case. */
export interface CaseHistory {
  readonly happened: readonly Happened[]
  readonly standings: readonly TimedCase[]
}

const due = (caseClock: CaseClock, now: Instant) =>
  thresholdsOf(caseClock, trialLaw)
    .filter(({ dueAt }) => dueAt <= now)
    .map(({ percent, edition, dueAt }) => {
      const { stage, unitId, ordinal } = caseClock
      const name = [stage, unitId, ordinal, edition, percent].join(' ')
      return { stage, unitId, ordinal, percent, dueAt, name }
    })

const markedOver = (
  caseClocks: readonly CaseClock[],
  {
    stage,
    unitId,
    ordinal,
    now,
  }: Pick<CaseClock, 'stage' | 'unitId' | 'ordinal'> & { readonly now: Instant },
): CaseClock[] =>
  caseClocks.map(caseClock =>
    caseClock.stage === stage && caseClock.unitId === unitId && caseClock.ordinal === ordinal
      ? { ...caseClock, overdueAt: caseClock.overdueAt ?? now }
      : caseClock,
  )

/** What a sweep finds at a moment, told of in the order in which it fell due. */
function swept(before: TimedCase, now: Instant, told: string[]): TimedCase[] {
  const standings: TimedCase[] = []
  const fresh = before.caseClocks
    .flatMap(caseClock => due(caseClock, now))
    .filter(({ name }) => !told.includes(name))
    .sort((a, b) => Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt) || a.percent - b.percent)
  let standing = before
  for (const share of fresh) {
    const noticeNumber = `DB-${standing.fact.version}`
    const late = lateAfter(standing, share, { now, law: trialLaw, noticeNumber })
    const isOver = share.percent === ranOutPercent
    standing = {
      fact: late.fact,
      caseClocks: isOver ? markedOver(late.caseClocks, { ...share, now }) : late.caseClocks,
    }
    told.push(share.name)
    standings.push(standing)
  }
  return standings
}

/** Lets a drawn history happen, with a sweep before each command. */
export function runHistory({ seed, commands }: DrawnHistory): CaseHistory {
  let now = instant('2026-11-24T02:00:00.000Z')
  let standing = opened(trialLaw, now, seed)
  const told: string[] = []
  const standings = [standing]
  const happened = commands.map(attempt => {
    now = instant(toMs(now) + attempt.minutes * 60_000)
    standings.push(...swept(standing, now, told))
    const one = happen(standings.at(-1) ?? standing, attempt, { now, law: trialLaw })
    standing = one.after
    standings.push(standing)
    return one
  })
  return { happened, standings }
}
