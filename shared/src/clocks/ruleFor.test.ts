import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { instant } from '../kernel/index.ts'
import {
  clashes,
  clockLevels,
  ClockRule,
  clockTiers,
  defaultClockRules,
  isUnder,
  ruleFor,
  stages,
} from './index.ts'
import type { ClockLevel, Stage } from './index.ts'

const at = instant('2026-11-24T02:00:00Z')
const timed = { stage: 'handling', level: 'blue', categoryCode: 'E0601', tier: 'village', at } as const

const aRule = (named: Partial<ClockRule>): ClockRule => ({
  stage: 'handling',
  level: 'blue',
  amount: 7,
  unit: 'wd',
  effectiveFrom: '2026-01-01',
  ...named,
})

const said = (stage: Stage, level: ClockLevel, categoryCode: string) => {
  const rule = ruleFor({ ...timed, stage, level, categoryCode }, defaultClockRules)
  return rule && `${rule.amount} ${rule.unit}`
}

const onlyGrave: readonly Stage[] = ['incidentCall', 'incidentWriting']
const onlyRed: readonly Stage[] = ['firstReport', 'control']

describe('the default rules', () => {
  it.each<[Stage, (string | undefined)[]]>([
    ['acceptance', ['5 min', '10 min', '30 min', '2 wh']],
    ['supplement', ['24 h', '24 h', '24 h', '24 h']],
    ['finding', ['30 min', '1 h', '2 h', '1 wd']],
    ['assignment', ['5 min', '10 min', '30 min', '1.5 wh']],
    ['signing', ['10 min', '30 min', '2 h', '4 wh']],
    ['arrival', ['30 min', '1 h', '4 h', '1 wd']],
    ['firstReport', ['2 eh', undefined, undefined, undefined]],
    ['control', [undefined, undefined, undefined, undefined]],
    ['handling', ['24 eh', '24 h', '3 wd', '7 wd']],
    ['verification', ['2 h', '4 h', '1 wd', '2 wd']],
    ['closing', ['4 h', '1 wd', '1 wd', '2 wd']],
    ['callBack', ['1 wd', '1 wd', '2 wd', '5 wd']],
    ['transferReply', ['1 wd', '3 wd', '10 wd', '15 wd']],
    ['reportingIn', ['30 min', '1 h', '4 wh', '1 wd']],
    ['incidentCall', ['20 min', '20 min', undefined, undefined]],
    ['incidentWriting', ['40 min', '40 min', undefined, undefined]],
    ['suspensionReview', ['720 h', '720 h', '720 h', '720 h']],
  ])('time %s by level as the table says', (stage, limits) => {
    expect(clockLevels.map(level => said(stage, level, 'E0301'))).toEqual(limits)
  })

  it.each(clockLevels)('give a %s dispute thirty days to be resolved', level => {
    expect(said('handling', level, '0101')).toBe('720 h')
    expect(said('handling', level, 'E01')).toBe('720 h')
    expect(said('verification', level, '0101')).toBe(said('verification', level, 'E0301'))
  })

  it('ask to calm a red dispute within a day', () => {
    expect(said('control', 'red', '0704')).toBe('24 h')
    expect(said('control', 'orange', '0704')).toBeUndefined()
  })

  it.each(stages.flatMap(stage => clockLevels.map(level => [stage, level] as const)))(
    'time %s of a %s dispute, at every tier alike',
    (stage, level) => {
      const graveAtLeast = level === 'red' || level === 'orange'
      const timedToo = onlyRed.includes(stage) ? level === 'red' : !onlyGrave.includes(stage) || graveAtLeast
      const rules = clockTiers.map(tier =>
        ruleFor({ ...timed, stage, level, categoryCode: '0101', tier }, defaultClockRules),
      )
      expect(new Set(rules).size).toBe(1)
      expect(rules[0] !== undefined).toBe(timedToo)
    },
  )

  it('are well-formed and never say a thing twice', () => {
    expect(defaultClockRules.filter(rule => !Value.Check(ClockRule, rule))).toEqual([])
    expect(clashes(defaultClockRules)).toEqual([])
  })

  it('keep what the table says of the longest limits', () => {
    expect(ruleFor(timed, defaultClockRules)).toMatchObject({ maxAmount: 15 })
    expect(ruleFor({ ...timed, stage: 'acceptance' }, defaultClockRules)).toMatchObject({
      maxAmount: 2,
      maxUnit: 'wd',
    })
  })
})

describe('isUnder', () => {
  it.each([
    ['0101', 'E01', true],
    ['01', 'E01', true],
    ['E01', 'E01', true],
    ['0101', '01', true],
    ['0201', '01', false],
    ['E0201', 'E01', false],
    ['E0201', 'E02', true],
    ['E0201', '02', false],
    ['0201', 'E02', false],
  ])('%s under %s: %s', (code, prefix, isSo) => {
    expect(isUnder(code, prefix)).toBe(isSo)
  })
})

describe('the order among rules', () => {
  const general = aRule({})
  const dispute = aRule({ categoryPrefix: 'E01', amount: 6 })
  const family = aRule({ categoryPrefix: '01', amount: 5 })
  const leaf = aRule({ categoryPrefix: '0101', amount: 4 })
  const village = aRule({ tier: 'village', amount: 3 })
  const later = aRule({ effectiveFrom: '2026-06-01', amount: 2 })
  const future = aRule({ effectiveFrom: '2027-01-01', amount: 1 })
  const ended = aRule({
    categoryPrefix: '0101',
    effectiveFrom: '2025-01-01',
    effectiveTo: '2026-11-23',
    amount: 1,
  })

  it.each([
    ['the narrowest category', '0101', [general, dispute, family, leaf, village, later], leaf],
    ['a class of list A before all disputes', '0102', [general, dispute, family, leaf], family],
    ['all disputes before anything', '0201', [general, dispute, family, leaf], dispute],
    ['a category before a tier', '0201', [village, dispute], dispute],
    ['a tier before a later day', 'E0601', [village, later, general], village],
    ['the later of two days', 'E0601', [later, general], later],
    ['nothing that is not yet in force', 'E0601', [general, future], general],
    ['nothing that has ended', '0101', [ended, general], general],
    [
      'the shorter of two of one day',
      'E0601',
      [aRule({ amount: 9 }), aRule({ amount: 8 })],
      aRule({ amount: 8 }),
    ],
    [
      'the shorter over different units',
      'E0601',
      [aRule({}), aRule({ amount: 24, unit: 'h' })],
      aRule({ amount: 24, unit: 'h' }),
    ],
  ])('takes %s', (_, categoryCode, rules, chosen) => {
    expect(ruleFor({ ...timed, categoryCode }, rules)).toEqual(chosen)
    expect(ruleFor({ ...timed, categoryCode }, rules.toReversed())).toEqual(chosen)
  })

  it('holds a rule to its last day in Shanghai and not a minute longer', () => {
    const lastMoment = instant('2026-11-23T15:59:59.999Z')
    const next = instant('2026-11-23T16:00:00Z')

    expect(ruleFor({ ...timed, categoryCode: '0101', at: lastMoment }, [ended])).toBe(ended)
    expect(ruleFor({ ...timed, categoryCode: '0101', at: next }, [ended])).toBeUndefined()
  })

  it('never depends on the order of the rows', () => {
    const some = <const T extends string>(words: readonly T[]) =>
      fc.option(fc.constantFrom(...words), { nil: undefined })
    const anyRule = fc
      .record({
        categoryPrefix: some(['E01', '01', '0101']),
        tier: some(['village', 'county']),
        amount: fc.integer({ min: 1, max: 3 }),
        unit: fc.constantFrom('wh', 'wd', 'h', 'eh'),
        effectiveFrom: fc.constantFrom('2025-01-01', '2026-01-01', '2027-01-01'),
      })
      .map(({ categoryPrefix, tier, ...rest }) =>
        aRule({ ...rest, ...(categoryPrefix && { categoryPrefix }), ...(tier && { tier }) }),
      )
    const shuffled = fc
      .array(anyRule, { maxLength: 12 })
      .chain(rules => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })))
    fc.assert(
      fc.property(shuffled, ([rules, others]) => {
        const sought = { ...timed, categoryCode: '0101' }
        expect(ruleFor(sought, others)).toEqual(ruleFor(sought, rules))
      }),
      { numRuns: 500 },
    )
  })

  it('finds rows that say one thing twice from the same day', () => {
    expect(clashes([general, later, village, aRule({ amount: 9 })])).toEqual([
      [general, aRule({ amount: 9 })],
    ])
  })
})
