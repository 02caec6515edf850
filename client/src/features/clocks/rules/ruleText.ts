import { ClockRule, clockLevels, limitText, stages, stageText, type ClockLevel } from '@shuniu/shared/clocks'
import { oneOf, type Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { sentenceOf } from '../../../platform/errors/index.ts'
import { say } from '../../../platform/i18n/index.ts'
import type { Scope } from './matrix.ts'

/** The kinds of case a rule may be said for; the page that knows the catalogue gives them. */
export interface CategoryChoice {
  readonly id: string
  readonly text: string
  readonly group: string
}

export type NameOfCategory = (prefix: string) => string

/** `矛盾纠纷 · 乡镇`; empty for all cases. */
export const scopeText = ({ categoryPrefix, tier }: Scope, nameOf: NameOfCategory): string =>
  [
    categoryPrefix === undefined ? '' : nameOf(categoryPrefix),
    tier === undefined ? '' : say('clocks.onlyTier', { tier: say(`clocks.tier.${tier}`) }),
  ]
    .filter(text => text !== '')
    .join(' · ')

/** `7 个工作日，最长 15 个工作日`. */
export function wholeLimitText(rule: Pick<ClockRule, 'amount' | 'unit' | 'maxAmount' | 'maxUnit'>): string {
  const limit = limitText(rule)
  return rule.maxAmount === undefined ? limit : `${limit}，${boundText(rule)}`
}

export const boundText = ({
  unit,
  maxAmount,
  maxUnit,
}: Pick<ClockRule, 'unit' | 'maxAmount' | 'maxUnit'>): string =>
  maxAmount === undefined
    ? ''
    : say('clocks.atMost', { limit: limitText({ amount: maxAmount, unit: maxUnit ?? unit }) })

/** `受理立案 · 黄 · 矛盾纠纷`. */
export const ruleName = (rule: Scope & { readonly level: ClockLevel }, nameOf: NameOfCategory): string =>
  [stageText(rule.stage), say(`level.${rule.level}`), scopeText(rule, nameOf)]
    .filter(text => text !== '')
    .join(' · ')

const Overlap = Type.Object({ with: ClockRule })
const Holes = Type.Object({
  holes: Type.Array(Type.Object({ stage: oneOf(stages), level: oneOf(clockLevels), from: Type.String() })),
})

/** What a refusal of a rule says: which other rule is in the way, or where the hole would be. */
export function ruleRefusalText({ code, detail }: Refusal): string {
  if (code === 'clock.overlap' && Check(Overlap, detail)) {
    const { with: other } = detail
    return say('clocks.overlap', { day: other.effectiveFrom, limit: wholeLimitText(other) })
  }
  const hole = code === 'clock.hole' && Check(Holes, detail) ? detail.holes[0] : undefined
  if (!hole) return sentenceOf({ code, detail })
  return say('clocks.hole', { ...hole, stage: stageText(hole.stage), level: say(`level.${hole.level}`) })
}
