import { addDays, type Day } from '@shuniu/shared/calendar'
import {
  clockLevels,
  ClockRule,
  clockTiers,
  clockUnits,
  stages,
  wrongAddition,
  type ClockLevel,
  type ClockRuleView,
  type ClockTier,
  type ClockUnit,
} from '@shuniu/shared/clocks'
import { oneOf, type Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import type { RuleCell, Scope } from './matrix.ts'

/** A limit while it is being filled in: numbers and days as they were typed, '' for what is left open. */
export interface RuleDraft {
  readonly stage: Scope['stage']
  readonly level: ClockLevel
  readonly categoryPrefix: string
  readonly tier: ClockTier | ''
  readonly amount: string
  readonly unit: ClockUnit
  /** The last limit that extensions may reach; '' for none. */
  readonly maxAmount: string
  readonly maxUnit: ClockUnit
  readonly effectiveFrom: string
  readonly effectiveTo: string
}

const Typed = Type.Object({
  stage: oneOf(stages),
  level: oneOf(clockLevels),
  categoryPrefix: Type.String(),
  tier: oneOf([...clockTiers, '']),
  amount: Type.String(),
  unit: oneOf(clockUnits),
  maxAmount: Type.String(),
  maxUnit: oneOf(clockUnits),
  effectiveFrom: Type.String(),
  effectiveTo: Type.String(),
})
/** Whether kept words are a limit being filled in. */
export const isRuleDraft = (words: unknown): words is RuleDraft => Check(Typed, words)

/** What a form starts from: what holds now, from tomorrow on. */
export function draftFrom(
  { scope, cell }: { readonly scope: Scope; readonly cell: Pick<RuleCell, 'level' | 'held'> },
  today: Day,
): RuleDraft {
  const { amount, unit = 'h', maxAmount, maxUnit } = cell.held?.rule ?? {}
  return {
    stage: scope.stage,
    level: cell.level,
    categoryPrefix: scope.categoryPrefix ?? '',
    tier: scope.tier ?? '',
    amount: amount === undefined ? '' : String(amount),
    unit,
    maxAmount: maxAmount === undefined ? '' : String(maxAmount),
    maxUnit: maxUnit ?? unit,
    effectiveFrom: addDays(today, 1),
    effectiveTo: '',
  }
}

/** The rule that a draft says; undefined while something is missing or no number. */
export function ruleOf(draft: RuleDraft): ClockRule | undefined {
  const { stage, level, categoryPrefix, tier, unit, maxUnit, effectiveFrom, effectiveTo } = draft
  const rule = {
    stage,
    level,
    unit,
    effectiveFrom,
    amount: draft.amount.trim() === '' ? NaN : Number(draft.amount),
    ...(categoryPrefix !== '' && { categoryPrefix }),
    ...(tier !== '' && { tier }),
    ...(draft.maxAmount.trim() !== '' && { maxAmount: Number(draft.maxAmount) }),
    ...(draft.maxAmount.trim() !== '' && maxUnit !== unit && { maxUnit }),
    ...(effectiveTo !== '' && { effectiveTo }),
  }
  return Check(ClockRule, rule) ? rule : undefined
}

export type DraftField = 'amount' | 'maxAmount' | 'categoryPrefix' | 'effectiveFrom' | 'effectiveTo' | 'rule'

const fieldByCode: Readonly<Record<string, DraftField>> = {
  'clock.notADay': 'effectiveFrom',
  'clock.pastRule': 'effectiveFrom',
  'clock.endsBeforeItBegins': 'effectiveTo',
  'clock.shortBound': 'maxAmount',
  'clock.unknownCategory': 'categoryPrefix',
}

/** The question that a refusal speaks of; `rule` where it speaks of the rule among the others. */
export const fieldOf = ({ code }: Refusal): DraftField => fieldByCode[code] ?? 'rule'

const isAmount = (text: string): boolean => Number(text) > 0 && Number(text) <= 10_000

/** The questions that are not answered yet, or not by what is asked. */
export function unansweredIn(draft: RuleDraft): DraftField[] {
  const faults: readonly (readonly [DraftField, boolean])[] = [
    ['amount', !isAmount(draft.amount)],
    ['maxAmount', draft.maxAmount.trim() !== '' && !isAmount(draft.maxAmount)],
    ['effectiveFrom', draft.effectiveFrom === ''],
  ]
  return faults.filter(([, isWrong]) => isWrong).map(([field]) => field)
}

/** What the server would refuse, told before it is asked: by its own rule. */
export const foreseenRefusal = (
  rule: ClockRule,
  known: readonly ClockRuleView[],
  today: Day,
): Refusal | undefined =>
  wrongAddition(
    rule,
    known.map(view => view.rule),
    today,
  )?.refusal
