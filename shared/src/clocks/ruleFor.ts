import { inForce, shanghaiDay } from '../calendar/index.ts'
import type { Instant } from '../kernel/index.ts'
import { clockUnits, type ClockLevel, type ClockRule, type ClockTier, type ClockUnit } from './rule.ts'
import type { Stage } from './stages.ts'

export interface TimedStage {
  readonly stage: Stage
  readonly level: ClockLevel
  readonly categoryCode: string
  readonly tier: ClockTier
  /** When the clock starts: the rules in force on that Shanghai day hold, whatever changes later. */
  readonly at: Instant
}

const disputes = 'E01'
const isListA = (code: string): boolean => !code.startsWith('E')

/**
 * Whether a category lies under a prefix. Codes of list A (digits alone) are disputes and lie under `E01`;
 * every other code begins with its event class, such as `E03`.
 */
export const isUnder = (categoryCode: string, prefix: string): boolean =>
  categoryCode.startsWith(prefix) || (prefix === disputes && isListA(categoryCode))

/** 0 any category · 1 an event class · 2 a list A class · 3 four digits, with or without `E` · 4 six of a county's own. */
function narrowness(prefix: string | undefined): number {
  if (prefix === undefined) return 0
  const digits = prefix.replace('E', '').length
  if (digits > 2) return digits / 2 + 1
  return isListA(prefix) ? 2 : 1
}

/**
 * The rule that times a stage of a case; undefined when the stage has no limit at that level.
 * Of the rules in force the narrower category wins; then one said for the tier; then the one that took effect last;
 * then the shorter limit. The order of the rows never matters.
 */
export function ruleFor(timed: TimedStage, rules: readonly ClockRule[]): ClockRule | undefined {
  const day = shanghaiDay(timed.at)
  return rules
    .filter(rule => rule.stage === timed.stage && rule.level === timed.level && inForce(rule, day))
    .filter(
      ({ categoryPrefix }) => categoryPrefix === undefined || isUnder(timed.categoryCode, categoryPrefix),
    )
    .filter(({ tier }) => tier === undefined || tier === timed.tier)
    .reduce<ClockRule | undefined>(
      (best, rule) => (best && compareRules(best, rule) <= 0 ? best : rule),
      undefined,
    )
}

/** Below zero when `a` comes before `b`. */
function compareRules(a: ClockRule, b: ClockRule): number {
  return (
    narrowness(b.categoryPrefix) - narrowness(a.categoryPrefix) ||
    Number(b.tier !== undefined) - Number(a.tier !== undefined) ||
    compareText(b.effectiveFrom, a.effectiveFrom) ||
    spanMinutes(a.amount, a.unit) - spanMinutes(b.amount, b.unit) ||
    clockUnits.indexOf(a.unit) - clockUnits.indexOf(b.unit) ||
    spanMinutes(a.maxAmount ?? 0, a.maxUnit ?? a.unit) - spanMinutes(b.maxAmount ?? 0, b.maxUnit ?? b.unit)
  )
}

const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b)

/** What a unit comes to on the wall clock, weekends left aside: only to tell the shorter limit. */
const minutesOf: Readonly<Record<ClockUnit, number>> = { min: 1, h: 60, eh: 60, wh: 180, wd: 1440 }
export const spanMinutes = (amount: number, unit: ClockUnit): number => amount * minutesOf[unit]

/**
 * Pairs of rows that say the same thing twice from the same day: a table with any is to be refused.
 * A row that merely follows another needs no end of the other: the later one holds.
 */
export const clashes = (rules: readonly ClockRule[]): (readonly [ClockRule, ClockRule])[] =>
  rules.flatMap((a, at) =>
    rules
      .slice(at + 1)
      .filter(b => saysOf(a) === saysOf(b))
      .map(b => [a, b] as const),
  )

const saysOf = (rule: ClockRule): string =>
  [rule.stage, rule.level, rule.categoryPrefix, rule.tier, rule.effectiveFrom].join(' ')
