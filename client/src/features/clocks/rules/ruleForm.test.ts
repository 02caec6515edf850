import { defaultClockRules, type ClockRuleView } from '@shuniu/shared/clocks'
import { describe, expect, it } from 'vitest'
import { draftFrom, fieldOf, foreseenRefusal, ruleOf, unansweredIn, type RuleDraft } from './ruleForm.ts'

const today = '2026-11-25'
const known = defaultClockRules.map((rule, id): ClockRuleView => ({
  id,
  rule,
  state: 'inForce',
  madeBy: null,
  madeAt: null,
  endedBy: null,
  endedAt: null,
}))
const held = known.find(({ rule }) => rule.stage === 'handling' && rule.level === 'blue')
const opened = draftFrom({ scope: { stage: 'handling' }, cell: { level: 'blue', held } }, today)
const filled = (differing: Partial<RuleDraft>) => ({ ...opened, ...differing })

describe('a limit while it is filled in', () => {
  it('starts from what holds, from tomorrow on', () => {
    expect(ruleOf(opened)).toEqual({
      stage: 'handling',
      level: 'blue',
      amount: 7,
      unit: 'wd',
      maxAmount: 15,
      effectiveFrom: '2026-11-26',
    })
  })

  it('says its category, tier, bound and last day only where they are given', () => {
    const draft = filled({
      categoryPrefix: 'E03',
      tier: 'township',
      maxAmount: '48',
      maxUnit: 'h',
      effectiveTo: '2027-06-30',
    })

    expect(ruleOf(draft)).toMatchObject({
      categoryPrefix: 'E03',
      tier: 'township',
      maxAmount: 48,
      maxUnit: 'h',
      effectiveTo: '2027-06-30',
    })
  })

  it.each([
    ['amount', { amount: '' }],
    ['amount', { amount: '三' }],
    ['amount', { amount: '0' }],
    ['amount', { amount: '10001' }],
    ['maxAmount', { maxAmount: '-1' }],
    ['effectiveFrom', { effectiveFrom: '' }],
  ] as const)('has no answer to %s in %o, and is no rule', (field, differing) => {
    expect(unansweredIn(filled(differing))).toEqual([field])
    expect(ruleOf(filled(differing))).toBeUndefined()
  })

  it.each([
    ['clock.pastRule', 'effectiveFrom', { effectiveFrom: today }],
    ['clock.endsBeforeItBegins', 'effectiveTo', { effectiveTo: '2026-11-25' }],
    ['clock.shortBound', 'maxAmount', { maxAmount: '2' }],
    ['clock.overlap', 'rule', { effectiveFrom: '2000-01-01' }],
  ] as const)('foresees %s beside the question %s', (code, field, differing) => {
    const rule = ruleOf(filled(differing))
    const day = code === 'clock.overlap' ? '1999-12-31' : today
    const refusal = rule && foreseenRefusal(rule, known, day)

    expect(refusal?.code).toBe(code)
    expect(refusal && fieldOf(refusal)).toBe(field)
  })
})
