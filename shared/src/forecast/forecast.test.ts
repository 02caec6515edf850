import { describe, expect, it } from 'vitest'
import { defaultDutyHours, dutyCalendar, dutyTime } from '../calendar/index.ts'
import {
  begin,
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  pause,
  type ClockLaw,
  type Stage,
} from '../clocks/index.ts'
import { instant, type Instant } from '../kernel/index.ts'
import type { CaseStatus } from '../cases/index.ts'
import { forecast } from './index.ts'

const law: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}
const local = (text: string): Instant => instant(`${text.replace(' ', 'T')}:00+08:00`)
const hourMs = 3_600_000
const startedAt = local('2026-11-24 08:00')

const clockOf = (stage: Stage, hours: number, unitId?: string) =>
  begin(
    {
      ...(unitId !== undefined && { unitId }),
      stage,
      rule: { stage, level: 'blue', amount: hours, unit: 'wh', effectiveFrom: '2000-01-01' },
      percent: 100,
    },
    { move: 'assign', version: 1, now: startedAt },
    law,
  )
const seenAs = (status: CaseStatus) => ({ stage: 'handling' as const, status, coUnits: [] })
const reasonOf = (hours: number, usualHours: number | undefined, now = '2026-11-24 10:00') =>
  forecast(
    { current: seenAs('handling'), caseClocks: [clockOf('handling', hours)] },
    { now: local(now), law, usualOf: () => usualHours && usualHours * hourMs },
  )?.reason

describe('a case that will be late today', () => {
  it('is one that needs more at the usual pace than is left', () => {
    expect(reasonOf(5, 6)).toBe('tooLittleLeft')
    expect(reasonOf(5, 4)).toBeUndefined()
  })

  it('is one that took longer than usual already, or that nothing can be compared with', () => {
    expect(reasonOf(5, 1)).toBe('slowerThanUsual')
    expect(reasonOf(5, undefined)).toBe('dueToday')
  })

  it('is one that nobody has begun to solve', () => {
    const seen = seenAs('signed')
    const likely = forecast(
      { current: seen, caseClocks: [clockOf('handling', 5)] },
      { now: local('2026-11-24 10:00'), law, usualOf: () => hourMs },
    )

    expect(likely).toMatchObject({ reason: 'notBegun', leftMs: 3 * hourMs })
    expect(likely?.why).toBe('处置今天 15:00 到期，还剩 3 工作时，承办单位尚未开始处置。')
  })

  it('is judged for a helping unit by its own clock, for all others by the case’s', () => {
    const helper = { unitId: 'police', state: 'waiting', since: startedAt } as const
    const foreseenBy = (unitId: string | undefined, state: 'waiting' | 'working' = 'waiting') =>
      forecast(
        {
          current: { stage: 'handling', status: 'handling', coUnits: [{ ...helper, state }] },
          caseClocks: [clockOf('handling', 40), clockOf('handling', 5, 'police')],
        },
        { now: local('2026-11-24 10:00'), law, usualOf: () => hourMs, unitId },
      )

    expect(foreseenBy('police')).toMatchObject({ reason: 'notBegun', leftMs: 3 * hourMs })
    expect(foreseenBy('police')?.why).toBe('协办处置今天 15:00 到期，还剩 3 工作时，协办单位尚未签收。')
    expect(foreseenBy('police', 'working')?.reason).toBe('slowerThanUsual')
    expect(foreseenBy('owner')).toBeUndefined()
    expect(foreseenBy(undefined)).toBeUndefined()
  })

  it('is none that is due tomorrow, late already or standing still', () => {
    const held = pause(
      clockOf('handling', 5),
      { move: 'suspend', version: 2, now: local('2026-11-24 09:00') },
      law,
    )
    const seen = seenAs('suspended')

    expect(reasonOf(20, 30)).toBeUndefined()
    expect(reasonOf(5, 6, '2026-11-24 15:00')).toBeUndefined()
    expect(
      forecast(
        { current: seen, caseClocks: [held] },
        { now: local('2026-11-24 10:00'), law, usualOf: () => undefined },
      ),
    ).toBeUndefined()
  })
})
