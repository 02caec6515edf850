import { describe, expect, it } from 'vitest'
import {
  clockLevels,
  defaultClockRules,
  holesOf,
  ruleState,
  wrongAddition,
  wrongEnd,
  type ClockRule,
} from './index.ts'

const today = '2026-11-24'
const aRule = (differing: Partial<ClockRule> = {}): ClockRule => ({
  stage: 'signing',
  level: 'blue',
  amount: 2,
  unit: 'wh',
  effectiveFrom: '2026-12-01',
  ...differing,
})
const added = (differing: Partial<ClockRule>, rules: readonly ClockRule[] = defaultClockRules) =>
  wrongAddition(aRule(differing), rules, today)?.refusal.code
const ofBlueSigning = defaultClockRules.find(({ stage, level }) => stage === 'signing' && level === 'blue')
const others = defaultClockRules.filter(rule => rule !== ofBlueSigning)

describe('the limits that a county starts with', () => {
  it('leave no hole at any stage and level', () => {
    expect(holesOf(defaultClockRules, defaultClockRules, today)).toEqual([])
  })

  it.each(clockLevels)('without those of %s leave a hole, named', level => {
    const left = defaultClockRules.filter(rule => rule.level !== level)

    expect(holesOf(left, [{ stage: 'handling', level }], today)).toEqual([
      { stage: 'handling', level, from: today },
    ])
  })
})

describe('a new rule', () => {
  it('follows the one before it without an end of that one', () => {
    expect(added({})).toBeUndefined()
  })

  it.each([
    ['clock.pastRule', { effectiveFrom: today }],
    ['clock.notADay', { effectiveTo: '2026-12-32' }],
    ['clock.endsBeforeItBegins', { effectiveTo: '2026-11-30' }],
    ['clock.shortBound', { maxAmount: 1 }],
  ])('is refused with %s', (code, differing) => {
    expect(added(differing)).toBe(code)
  })

  it('is refused beside another that says the same from the same day, whatever its limit', () => {
    expect(added({ amount: 9 }, [...defaultClockRules, aRule()])).toBe('clock.overlap')
    expect(added({ amount: 9, tier: 'county' }, [...defaultClockRules, aRule()])).toBeUndefined()
    expect(added({ amount: 9 }, [...defaultClockRules, aRule({ effectiveTo: '2026-11-20' })])).toBeUndefined()
  })
})

describe('the end of a rule', () => {
  const rule = ofBlueSigning ?? expect.fail('no rule')
  const codeOf = (lastDay: string, rest: readonly ClockRule[]) =>
    wrongEnd({ rule, lastDay }, rest, today)?.refusal.code

  it('is refused where it leaves a hole, and taken where another holds on', () => {
    expect(codeOf('2026-12-31', others)).toBe('clock.hole')
    expect(codeOf('2026-12-31', [...others, aRule({ categoryPrefix: 'E03' })])).toBe('clock.hole')
    expect(codeOf('2026-12-31', [...others, aRule({ effectiveFrom: '2027-01-02' })])).toBe('clock.hole')
    expect(codeOf('2026-12-31', [...others, aRule({ effectiveFrom: '2027-01-01' })])).toBeUndefined()
  })

  it('is refused for a day that is over', () => {
    expect(codeOf('2026-11-23', [...others, aRule()])).toBe('clock.pastRule')
  })

  it('makes of a rule to come one that never holds', () => {
    expect(ruleState(aRule(), today)).toBe('toCome')
    expect(ruleState(aRule({ effectiveTo: today }), today)).toBe('past')
  })
})
