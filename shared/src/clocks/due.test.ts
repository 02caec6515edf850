import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDutyHours, dutyCalendar, dutyTime, workingMinutesBetween } from '../calendar/index.ts'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import {
  begin,
  clockLevels,
  clockSettingsAt,
  clockUnits,
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  dueAt,
  lastDueAt,
  light,
  lightOf,
  pause,
  resume,
  ruleFor,
  scaled,
  stages,
  thresholdsOf,
  type CaseClock,
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

const law = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty,
}
const begunAt = (now: Instant, rule: ClockRule) =>
  begin({ stage: rule.stage, rule, percent: 100 }, { move: 'assign', version: 1, now }, law)
const held = (caseClock: CaseClock, from: Instant, to: Instant) =>
  resume(
    pause(caseClock, { move: 'suspend', version: 2, now: from }, law),
    { move: 'resume', version: 3, now: to },
    law,
  )

describe('a pause', () => {
  it.each([
    ['h', 19, '2026-11-28 11:00', '2026-11-29 11:00'],
    ['wh', 3.5, '2026-11-30 10:00', '2026-11-30 10:30'],
  ] as const)('of a day in %s moves the deadline', (unit, amount, due, moved) => {
    const caseClock = begunAt(at, aRule(amount, unit))
    const resumed = held(caseClock, local('2026-11-27 17:00'), local('2026-11-28 17:00'))

    expect([caseClock.dueAt, resumed.dueAt]).toEqual([local(due), local(moved)])
  })

  it('of no length moves no deadline, and never one that has passed', () => {
    const halfHours = fc.integer({ min: 0, max: 2000 })
    fc.assert(
      fc.property(fc.constantFrom(...clockUnits), halfHours, halfHours, (unit, amount, until) => {
        const caseClock = begunAt(at, aRule(amount + 1, unit))
        const pausedAt = instant(toMs(at) + until * 1_800_000)
        const resumed = held(caseClock, pausedAt, pausedAt)
        expect(workingMinutesBetween(caseClock.dueAt, resumed.dueAt, duty)).toBe(0)
        if (pausedAt >= caseClock.dueAt) expect(resumed.dueAt).toBe(caseClock.dueAt)
      }),
    )
  })
})

describe('the light', () => {
  const tenHours = begunAt(local('2026-11-24 08:00'), aRule(10, 'h'))

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
    expect(lightOf(tenHours, local(now))).toBe(colour)
  })

  it('is grey while the clock stands still, overdue or not', () => {
    const standing = pause(tenHours, { move: 'suspend', version: 2, now: local('2026-11-24 19:00') }, law)

    expect(lightOf(standing, local('2026-11-26 18:00'))).toBe('grey')
    expect(light({ yellowAt: null, orangeAt: null, dueAt: null }, at)).toBe('grey')
  })

  it('counts duty alone where the limit does: no light turns over a weekend', () => {
    const overWeekend = begunAt(local('2026-11-27 16:00'), aRule(2, 'wh'))

    expect([overWeekend.yellowAt, overWeekend.dueAt]).toEqual([
      local('2026-11-27 17:24'),
      local('2026-11-30 08:30'),
    ])
    expect(lightOf(overWeekend, local('2026-11-29 12:00'))).toBe('yellow')
  })

  it('turns exactly at the moments the sweep fires', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 1e6 }), fc.constantFrom(70, 90, 100), (minutes, percent) => {
        const caseClock = begunAt(at, aRule(minutes, 'min'))
        const turn = thresholdsOf(caseClock, law).find(row => row.percent === percent)?.dueAt ?? at
        const colours = { 70: 'yellow', 90: 'orange', 100: 'red' }

        expect(lightOf(caseClock, turn)).toBe(colours[percent])
        expect(lightOf(caseClock, instant(toMs(turn) - 1))).not.toBe(colours[percent])
      }),
    )
  })

  it('puts the cards beyond the limit at one and a half and at twice of it', () => {
    const moments = thresholdsOf(tenHours, law).map(({ percent, dueAt: due }) => [percent, due])

    expect(moments.slice(3)).toEqual([
      [150, local('2026-11-24 23:00')],
      [200, local('2026-11-25 04:00')],
    ])
  })
})

describe('clock settings', () => {
  const stricter = { ...defaultClockSettings, yellowPercent: 50, effectiveFrom: '2026-12-01' }

  it('hold from their day on, the defaults before', () => {
    expect(clockSettingsAt(local('2026-11-30 23:59'), [stricter])).toBe(defaultClockSettings)
    expect(clockSettingsAt(local('2026-12-01 00:00'), [stricter])).toBe(stricter)
  })
})
