import { inForce, isRealDay, type Day } from '../calendar/index.ts'
import { refuse, type Refused } from '../kernel/index.ts'
import { holesOf } from './holes.ts'
import { clashes, spanMinutes } from './ruleFor.ts'
import type { ClockRule } from './rule.ts'
import type { ruleStates } from './contracts.ts'

/** Whether the rule holds on a day, will, or did. */
export function ruleState(rule: ClockRule, today: Day): (typeof ruleStates)[number] {
  if (inForce(rule, today)) return 'inForce'
  const isDead = rule.effectiveTo !== undefined && rule.effectiveTo < rule.effectiveFrom
  return rule.effectiveFrom > today && !isDead ? 'toCome' : 'past'
}

function wrongDays({ effectiveFrom, effectiveTo }: ClockRule, today: Day): Refused | undefined {
  const unreal = [effectiveFrom, effectiveTo].filter(day => day !== undefined && !isRealDay(day))
  if (unreal.length > 0) return refuse('clock.notADay', { days: unreal })
  if (effectiveFrom <= today) return refuse('clock.pastRule', { today, effectiveFrom })
  const isEmpty = effectiveTo !== undefined && effectiveTo < effectiveFrom
  return isEmpty ? refuse('clock.endsBeforeItBegins', { effectiveFrom, effectiveTo }) : undefined
}

function wrongBound({ amount, unit, maxAmount, maxUnit }: ClockRule): Refused | undefined {
  if (maxAmount === undefined) return undefined
  const isShort = spanMinutes(maxAmount, maxUnit ?? unit) < spanMinutes(amount, unit)
  return isShort ? refuse('clock.shortBound', { amount, maxAmount }) : undefined
}

const wrongTable = (
  rules: readonly ClockRule[],
  changed: Pick<ClockRule, 'stage' | 'level'>,
  today: Day,
): Refused | undefined => {
  const holes = holesOf(rules, [changed], today)
  return holes.length > 0 ? refuse('clock.hole', { holes }) : undefined
}

/**
 * Why a rule may not be added to the others; undefined when it may. Pure.
 * Refuses: `clock.notADay`, `clock.pastRule`, `clock.endsBeforeItBegins`, `clock.shortBound`, `clock.overlap`,
 * `clock.hole`.
 */
export function wrongAddition(rule: ClockRule, rules: readonly ClockRule[], today: Day): Refused | undefined {
  const wrong = wrongDays(rule, today) ?? wrongBound(rule)
  if (wrong) return wrong
  const living = rules.filter(({ effectiveFrom, effectiveTo }) => (effectiveTo ?? '9999') >= effectiveFrom)
  const clash = clashes([...living, rule]).find(pair => pair.includes(rule))
  if (clash) return refuse('clock.overlap', { with: clash.find(one => one !== rule) })
  return wrongTable([...living, rule], rule, today)
}

/**
 * Why a rule may not end on a day; undefined when it may. Pure.
 * Refuses: `clock.notADay`, `clock.pastRule`, for a rule that has ended and a day that is over, `clock.hole`.
 */
export function wrongEnd(
  { rule, lastDay }: { readonly rule: ClockRule; readonly lastDay: Day },
  others: readonly ClockRule[],
  today: Day,
): Refused | undefined {
  if (!isRealDay(lastDay)) return refuse('clock.notADay', { days: [lastDay] })
  if (lastDay < today || ruleState(rule, today) === 'past') return refuse('clock.pastRule', { today })
  return wrongTable([...others, { ...rule, effectiveTo: lastDay }], rule, today)
}
