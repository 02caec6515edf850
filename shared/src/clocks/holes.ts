import { addDays, shanghaiDayStart, type Day } from '../calendar/index.ts'
import { defaultClockRules } from './defaults.ts'
import { ruleFor } from './ruleFor.ts'
import { clockTiers, type ClockLevel, type ClockRule } from './rule.ts'
import type { Stage } from './stages.ts'

/** What would wait for ever: a stage of a level without any limit, from a day on. */
export interface Hole {
  readonly stage: Stage
  readonly level: ClockLevel
  readonly from: Day
}

/** Whether cases of a level are timed at a stage at all, whatever their kind: as the defaults say. */
const isOwed = (stage: Stage, level: ClockLevel): boolean =>
  defaultClockRules.some(
    rule => rule.stage === stage && rule.level === level && rule.categoryPrefix === undefined,
  )

/** A category under no prefix that any rule names. */
const anyCategory = 'E00'

/** The days from `today` on at which some rule begins to hold, or has ceased to. */
function turningDays(rules: readonly ClockRule[], today: Day): Day[] {
  const days = rules.flatMap(({ effectiveFrom, effectiveTo }) => [
    effectiveFrom,
    ...(effectiveTo === undefined ? [] : [addDays(effectiveTo, 1)]),
  ])
  return [...new Set([today, ...days.filter(day => day > today)])].sort()
}

/**
 * The stages of a level that some case would find no limit for, each with the first day, from `today` on. Only the
 * stages and levels that `changed` names are asked, since no others can have changed.
 */
export function holesOf(
  rules: readonly ClockRule[],
  changed: readonly Pick<ClockRule, 'stage' | 'level'>[],
  today: Day,
): Hole[] {
  return changed
    .filter(({ stage, level }) => isOwed(stage, level))
    .flatMap(({ stage, level }) => {
      const own = rules.filter(rule => rule.stage === stage && rule.level === level)
      const isTimed = (day: Day) =>
        clockTiers.every(tier => {
          const at = shanghaiDayStart(day)
          return ruleFor({ stage, level, tier, categoryCode: anyCategory, at }, own) !== undefined
        })
      const from = turningDays(own, today).find(day => !isTimed(day))
      return from === undefined ? [] : [{ stage, level, from }]
    })
}
