import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDutyHours, dutyCalendar, dutyTime, workingMinutesBetween } from '../calendar/index.ts'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import {
  clockLevels,
  clockSettingsAt,
  clockUnits,
  defaultClockRules,
  defaultClockSettings,
  dueAfterPause,
  dueAt,
  lastDueAt,
  light,
  ruleFor,
  scaled,
  stages,
  thresholdAt,
  type ClockRule,
} from './index.ts'

const duty = dutyTime(dutyCalendar(), defaultDutyHours)
const local = (text: string): Instant => instant(`${text.replace(' ', 'T')}:00+08:00`)
const at = local('2026-11-27 16:00')
const wanted = { stage: 'handling', level: 'blue', categoryCode: 'E0601', tier: 'village', at } as const
const aRule = (amount: number, unit: ClockRule['unit']): ClockRule => ({
  stage: 'handling',
  level: 'blue',
  amount,
  unit,
  effectiveFrom: '2026-01-01',
})
const sought = (named: Partial<Parameters<typeof ruleFor>[0]>): ClockRule =>
  ruleFor({ ...wanted, ...named }, defaultClockRules) ?? expect.fail('no rule')

describe('dueAt', () => {
  it.each([
    [30, 'min', '2026-11-27 16:30'],
    [24, 'h', '2026-11-28 16:00'],
    [24, 'eh', '2026-11-28 16:00'],
    [2, 'wh', '2026-11-30 08:30'],
    [1.5, 'wh', '2026-11-27 17:30'],
    [3, 'wd', '2026-12-02 16:00'],
  ] as const)('a Friday 16:00 and %f %s = %s', (amount, unit, due) => {
    expect(dueAt(at, aRule(amount, unit), duty)).toBe(local(due))
  })

  it.each(stages.flatMap(stage => clockLevels.map(level => [stage, level] as const)))(
    'gives %s of a %s case a deadline after its start wherever a rule is said',
    (stage, level) => {
      const rules = ['E0301', '0101'].flatMap(
        code => ruleFor({ ...wanted, stage, level, categoryCode: code }, defaultClockRules) ?? [],
      )
      for (const rule of rules) expect(dueAt(at, rule, duty) > at).toBe(true)
      expect(rules.every(rule => rule.stage === stage && rule.level === level)).toBe(true)
    },
  )

  it('leaves a graver case never more time to be accepted, sent out and signed for', () => {
    const onMondayMorning = local('2026-11-30 08:00')
    for (const stage of ['acceptance', 'assignment', 'signing', 'arrival', 'verification'] as const) {
      const dues = clockLevels.map(level => dueAt(onMondayMorning, sought({ stage, level }), duty))
      expect(dues).toEqual(dues.toSorted())
    }
  })

  it('gives rework half of the handling limit', () => {
    const rule = sought({ level: 'yellow' })
    const reworked = scaled(rule, defaultClockSettings.reworkPercent)

    expect(reworked.amount).toBe(1.5)
    expect(dueAt(local('2026-11-24 09:00'), reworked, duty)).toBe(local('2026-11-25 14:45'))
  })

  it('bounds extensions by the longest limit of the rule', () => {
    expect(lastDueAt(local('2026-11-24 09:00'), sought({}), duty)).toBe(local('2026-12-15 09:00'))
    expect(lastDueAt(at, sought({ stage: 'acceptance' }), duty)).toBe(local('2026-12-01 16:00'))
    expect(lastDueAt(at, sought({ level: 'red' }), duty)).toBeUndefined()
  })
})

describe('a pause', () => {
  it.each([
    ['h', '2026-11-28 11:00', '2026-11-29 11:00'],
    ['wh', '2026-11-30 10:00', '2026-11-30 10:30'],
  ] as const)('of a day in %s moves the deadline %s to %s', (unit, due, moved) => {
    const pause = { pausedAt: local('2026-11-27 17:00'), resumedAt: local('2026-11-28 17:00') }
    expect(dueAfterPause({ ...pause, dueAt: local(due) }, unit, duty)).toBe(local(moved))
  })

  it('of no length moves no deadline, and never one that has passed', () => {
    const halfHours = fc.integer({ min: 0, max: 2000 })
    fc.assert(
      fc.property(fc.constantFrom(...clockUnits), halfHours, halfHours, (unit, amount, until) => {
        const due = dueAt(at, aRule(amount + 1, unit), duty)
        const pausedAt = instant(toMs(at) + until * 1_800_000)
        const resumed = dueAfterPause({ dueAt: due, pausedAt, resumedAt: pausedAt }, unit, duty)
        expect(workingMinutesBetween(due, resumed, duty)).toBe(0)
        if (pausedAt >= due) expect(resumed).toBe(due)
      }),
    )
  })
})

describe('the light', () => {
  const clock = { startedAt: local('2026-11-24 08:00'), dueAt: local('2026-11-24 18:00'), paused: false }

  it.each([
    ['2026-11-24 08:00', 'green'],
    ['2026-11-24 14:59', 'green'],
    ['2026-11-24 15:00', 'yellow'],
    ['2026-11-24 16:59', 'yellow'],
    ['2026-11-24 17:00', 'orange'],
    ['2026-11-24 17:59', 'orange'],
    ['2026-11-24 18:00', 'red'],
    ['2026-11-26 18:00', 'red'],
  ])('at %s is %s', (now, colour) => {
    expect(light({ ...clock, now: local(now) })).toBe(colour)
  })

  it('is grey while paused, overdue or not', () => {
    expect(light({ ...clock, now: local('2026-11-26 18:00'), paused: true })).toBe('grey')
  })

  it('turns exactly at the moments the sweep fires', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), fc.constantFrom(70, 90, 100), (lengthMs, percent) => {
        const span = { startedAt: at, dueAt: instant(toMs(at) + lengthMs) }
        const turn = thresholdAt(span, percent)
        const justBefore = instant(toMs(turn) - 1)
        const colours = { 70: 'yellow', 90: 'orange', 100: 'red' }
        fc.pre(lengthMs > 10)
        expect(light({ ...span, now: turn, paused: false })).toBe(colours[percent])
        expect(light({ ...span, now: justBefore, paused: false })).not.toBe(colours[percent])
      }),
    )
  })

  it('puts the cards beyond the limit at one and a half and at twice of it', () => {
    expect(thresholdAt(clock, 150)).toBe(local('2026-11-24 23:00'))
    expect(thresholdAt(clock, 200)).toBe(local('2026-11-25 04:00'))
  })
})

describe('clock settings', () => {
  const stricter = { ...defaultClockSettings, yellowPercent: 50, effectiveFrom: '2026-12-01' }

  it('hold from their day on, the defaults before', () => {
    expect(clockSettingsAt(local('2026-11-30 23:59'), [stricter])).toBe(defaultClockSettings)
    expect(clockSettingsAt(local('2026-12-01 00:00'), [stricter])).toBe(stricter)
  })
})
