import { inForce, shanghaiDay } from '../calendar/index.ts'
import type { Instant } from '../kernel/index.ts'
import { percentAt } from './ledger.ts'
import { isPaused, isRunning, ledgerOf } from './caseClock.ts'
import { clockCards, type ClockCard, type ThresholdRule } from './settings.ts'
import type { Stage } from './stages.ts'
import type { CaseClock, ClockLaw } from './model.ts'

/** The part of a limit at which a clock has run out, in percent. */
export const ranOutPercent = 100

/** A share of a clock's limit that is told of when it is used up; each once for each limit the clock was given. */
export interface Threshold {
  readonly percent: number
  /** How often the limit had been changed when it was set: 0 for the first limit. */
  readonly edition: number
  readonly dueAt: Instant
}

/** The steps of the moment: of rows in force for one share, the one that took effect last. */
export function stepsAt(now: Instant, steps: readonly ThresholdRule[]): ThresholdRule[] {
  const day = shanghaiDay(now)
  const byPercent = new Map<number, ThresholdRule>()
  for (const step of steps.filter(row => inForce(row, day))) {
    const known = byPercent.get(step.percent)
    if (!known || step.effectiveFrom >= known.effectiveFrom) byPercent.set(step.percent, step)
  }
  return [...byPercent.values()].sort((a, b) => a.percent - b.percent)
}

/** The shares that are told of: both lights, the deadline and each step of notice, in order. */
export function toldPercents(now: Instant, { settings, steps }: ClockLaw): number[] {
  const lights = [settings.yellowPercent, settings.orangePercent, ranOutPercent]
  return [...new Set([...lights, ...stepsAt(now, steps).map(step => step.percent)])].sort((a, b) => a - b)
}

const editionOf = ({ entries }: CaseClock): number =>
  entries.filter(({ kind }) => kind === 'extend' || kind === 'recompute').length

/**
 * What is still to be told of a clock, by its ledger; nothing while it stands still or when it has stopped. A clock that
 * was seen to run out is told of beyond that only.
 */
export function thresholdsOf(caseClock: CaseClock, law: ClockLaw): Threshold[] {
  if (!isRunning(caseClock) || isPaused(caseClock)) return []
  const edition = editionOf(caseClock)
  return toldPercents(caseClock.startedAt, law).flatMap(percent => {
    const dueAt =
      percent === ranOutPercent ? caseClock.dueAt : percentAt(ledgerOf(caseClock), percent, law.duty)
    return dueAt === undefined ? [] : [{ percent, edition, dueAt }]
  })
}

/**
 * What a reporter is asked for is nobody's lateness, and that a centre has not reported to those above is not the lateness of the
 * unit that owns the case, to which notices go.
 */
const cardless: readonly Stage[] = ['supplement', 'incidentCall', 'incidentWriting']

/** The card that a clock of the stage earns at a share of its limit; undefined for none. */
export const cardAt = (
  { stage, percent }: { readonly stage: Stage; readonly percent: number },
  steps: readonly ThresholdRule[],
): ClockCard | undefined =>
  cardless.includes(stage) ? undefined : steps.find(step => step.percent === percent)?.card

/** The graver of two cards; null for none at all. */
export const graverCard = (a: ClockCard | null, b: ClockCard | null): ClockCard | null =>
  clockCards.findLast(card => card === a || card === b) ?? null
