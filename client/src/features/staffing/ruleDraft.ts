import { oneOf } from '@shuniu/shared/kernel'
import { postKinds, severities, type Demand, type StaffingRuleView } from '@shuniu/shared/staffing'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

/** A rule while it is being changed. */
const RuleDraft = Type.Object({
  name: Type.String(),
  severity: oneOf(severities),
  atLeast: Type.String(),
  pair: Type.Array(oneOf(postKinds)),
  effectiveFrom: Type.String(),
  ground: Type.String(),
})
export type StaffingRuleDraft = Static<typeof RuleDraft>
export const isRuleDraft = (words: unknown): words is StaffingRuleDraft => Check(RuleDraft, words)

export const ruleDraft = (rule: StaffingRuleView, effectiveFrom: string): StaffingRuleDraft => ({
  name: rule.name,
  severity: rule.severity,
  atLeast: rule.demand.kind === 'filled' ? String(rule.demand.atLeast) : '',
  pair: rule.demand.kind === 'pair' ? rule.demand.posts : [],
  effectiveFrom,
  ground: '',
})

/** What a draft asks for, of the kind that the rule has; undefined while a number is none. */
export function demandIn({ atLeast, pair }: StaffingRuleDraft, former: Demand): Demand | undefined {
  if (former.kind === 'pair') return new Set(pair).size === 2 ? { ...former, posts: [...pair] } : undefined
  if (former.kind !== 'filled') return former
  const n = Number(atLeast)
  return /^\d{1,2}$/.test(atLeast) && n >= 1 && n <= 50 ? { ...former, atLeast: n } : undefined
}

export const isRuleAnswered = (draft: StaffingRuleDraft, former: Demand): boolean =>
  demandIn(draft, former) !== undefined &&
  draft.name.trim() !== '' &&
  draft.ground.trim() !== '' &&
  draft.effectiveFrom !== ''
