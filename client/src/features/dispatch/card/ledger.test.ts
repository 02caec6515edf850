import { defaultDutyHours, dutyCalendar, dutyTime } from '@shuniu/shared/calendar'
import { clockViewsOf } from '@shuniu/shared/cases'
import {
  begin,
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  extend,
  pause,
  remeasure,
  resume,
  stop,
  type CaseClock,
  type ClockLaw,
  type ClockRule,
} from '@shuniu/shared/clocks'
import { instant, type Instant, type Result } from '@shuniu/shared/kernel'
import { beforeAll, describe, expect, it } from 'vitest'
import { addMessages } from '../../../platform/i18n/index.ts'
import { dispatchMessages } from '../messages.ts'
import { clockLine, shownClock, toldClocks } from '../../cases/card/clock.ts'
import { ledgerOf } from './ledger.ts'

const law: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}
const at = (clock: string): Instant => instant(`2026-11-24T${clock}:00+08:00`)
const rule = (amount: number): ClockRule => ({
  stage: 'handling',
  level: 'blue',
  amount,
  unit: 'h',
  effectiveFrom: '2000-01-01',
})
const doing = (move: string, version: number, clock: string) => ({ move, version, now: at(clock) })
const granted = (result: Result<CaseClock>): CaseClock => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const viewOf = (caseClock: CaseClock, clock: string) => {
  const timeline = [{ version: 1, actorName: '张三' }]
  const [view] = clockViewsOf([caseClock], { now: at(clock), law, timeline, unitText: id => id })
  if (!view) throw new Error('a clock has no view')
  return view
}

/** Four hours from 08:00; stood still 09:00 to 09:30, given two more at 10:00. */
function aClock(): CaseClock {
  const begun = begin({ stage: 'handling', rule: rule(4), percent: 100 }, doing('assign', 1, '08:00'), law)
  const held = resume(pause(begun, doing('suspend', 2, '09:00'), law), doing('resume', 3, '09:30'), law)
  return granted(extend(held, { ...doing('grantExtension', 4, '10:00'), to: at('14:30') }, law))
}

beforeAll(() => addMessages('dispatch', dispatchMessages))

describe('the ledger of a clock', () => {
  it('tells each thing that befell it with its amount, and their sum at the foot', () => {
    const { rows, limit, due } = ledgerOf(viewOf(aClock(), '11:00'), Date.parse(at('11:00')))

    expect(rows.map(({ time, what, by, amount, due: until }) => [time, what, by, amount, until])).toEqual([
      ['08:00', 'start', '派遣 · 张三', '+4 小时', '12:00'],
      ['09:00', 'pause', '挂账', '已用 1 小时', ''],
      ['09:30', 'resume', '销账', '停 30 分，不计', '12:30'],
      ['10:00', 'extend', '同意延期', '+2 小时', '14:30'],
    ])
    expect([limit, due]).toEqual(['6 小时', '14:30'])
  })

  it('takes off what a graver level takes off, and still adds up', () => {
    const graver = remeasure(aClock(), { ...doing('changeLevel', 5, '10:30'), rule: rule(3) }, law)
    const { rows, limit, due } = ledgerOf(viewOf(graver, '11:00'), Date.parse(at('11:00')))

    expect(rows.at(-1)).toMatchObject({ what: 'recompute', amount: '−3 小时', due: '11:30' })
    expect([limit, due]).toEqual(['3 小时', '11:30'])
  })

  it('is told of a stopped clock too, with what it used', () => {
    const ended = viewOf(stop(aClock(), doing('finish', 5, '12:30'), law), '13:00')
    const now = Date.parse(at('13:00'))

    expect(ledgerOf(ended, now).rows.at(-1)).toMatchObject({ what: 'stop', amount: '已用 4 小时', due: '' })
    expect(clockLine(ended, now)).toMatchObject({ isRunning: false, isLate: false, used: '4 小时' })
    expect(ended.why).toContain('用时 4 小时')
  })
})

it('tells first of the clock of the case’s stage, unless another has run out', () => {
  const running = viewOf(aClock(), '11:00')
  const arrival = { ...running, stage: 'arrival' as const, dueAt: at('10:30') }
  const ended = viewOf(stop(aClock(), doing('finish', 5, '12:30'), law), '13:00')
  const toldAt = (clock: string, clocks: Parameters<typeof toldClocks>[0]) =>
    toldClocks(clocks, { stage: 'handling' }, { unitId: undefined, nowMs: Date.parse(at(clock)) })[0]

  expect(toldAt('10:00', [ended, arrival, running])).toBeUndefined()
  expect(toldAt('11:00', [ended, arrival, running])).toBe(arrival)
  expect(toldAt('15:00', [ended, arrival, running])).toBe(running)
  expect(toldAt('15:00', [ended])).toBeUndefined()
})

it('names to a helping unit its own clock, and to everybody those of helping units that are late', () => {
  const own = viewOf(aClock(), '11:00')
  const begun = begin(
    { stage: 'handling', unitId: 'police', rule: rule(2), percent: 100 },
    doing('arrive', 2, '08:30'),
    law,
  )
  const police = viewOf(begun, '11:00')
  const now = Date.parse(at('11:00'))

  expect(shownClock([own, police], { stage: 'handling' }, 'police')).toBe(police)
  expect(shownClock([police, own], { stage: 'handling' }, 'civil')).toBe(own)
  expect(toldClocks([own, police], { stage: 'handling' }, { unitId: undefined, nowMs: now })).toEqual([
    police,
  ])
  expect(toldClocks([own, police], { stage: 'handling' }, { unitId: 'police', nowMs: now })).toEqual([police])
  expect(police.why).toMatch(/^协办单位police的处置时限 2 小时，.+已超时 30 分。$/)
})

it('tells a clock that was cut short by what cut it, and as late only where it had run out', () => {
  const begun = begin(
    { stage: 'supervisionReply', rule: rule(4), percent: 100 },
    doing('overdue', 1, '08:00'),
    law,
  )
  const lineAt = (clock: string) => {
    const view = viewOf(stop(begun, doing('supervise', 2, clock), law), '14:00')
    const { cut, isLate, light } = clockLine(view, Date.parse(at('14:00')))
    return { cut, isLate, light }
  }

  expect(lineAt('10:00')).toEqual({ cut: '被新的督办通知书取代', isLate: false, light: 'grey' })
  expect(lineAt('13:00')).toEqual({ cut: '被新的督办通知书取代', isLate: true, light: 'red' })
})

it('draws as used what the clock counted, not the hours in which it stood still', () => {
  const begun = begin({ stage: 'handling', rule: rule(4), percent: 100 }, doing('assign', 1, '08:00'), law)
  const held = pause(begun, doing('suspend', 2, '09:00'), law)
  const again = resume(held, doing('resume', 3, '12:00'), law)
  const lineAt = (caseClock: CaseClock, clock: string) =>
    clockLine(viewOf(caseClock, clock), Date.parse(at(clock)))

  expect(lineAt(begun, '09:00').usedPercent).toBe(25)
  expect(lineAt(held, '11:00')).toMatchObject({ usedPercent: 25, isPaused: true, left: '3 小时' })
  expect(lineAt(again, '12:00').usedPercent).toBe(25)
  expect(lineAt(again, '13:30').usedPercent).toBe(63)
  expect(lineAt(again, '16:00')).toMatchObject({ usedPercent: 100, isLate: true })
})
