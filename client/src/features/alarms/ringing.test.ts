import { describe, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { anAlarm, calledAt } from './builders.ts'
import { alarmMessages } from './messages.ts'
import { callOf, dueRing, isQuiet, nextOf, volumeOf } from './ringing.ts'
import { noticeText, noticeTitle, spokenText } from './telling.ts'

addMessages('alarms', alarmMessages)
const [red, orange] = [anAlarm('r'), anAlarm('o', { level: 'orange' })]
const at = (s: number) => ({
  post: 'desk' as const,
  nowMs: Date.parse(calledAt) + s * 1_000,
  mutedUntilMs: 0,
})

describe('what sounds', () => {
  it('is one ring of the gravest, however many call', () => {
    expect(dueRing([orange, red, anAlarm('r2')], new Map(), at(0))).toBe('red')
    expect(dueRing([orange], new Map(), at(0))).toBe('orange')
    expect(dueRing([], new Map(), at(0))).toBeUndefined()
  })

  it('comes again every five seconds of red, every fifteen of orange', () => {
    const rung = new Map([['red', at(0).nowMs] as const])

    expect([4, 5].map(s => dueRing([red], rung, at(s)))).toEqual([undefined, 'red'])
    const rungOrange = new Map([['orange', at(0).nowMs] as const])
    expect([14, 15].map(s => dueRing([orange], rungOrange, at(s)))).toEqual([undefined, 'orange'])
  })

  it('is heard at the next desk after a minute of red, and by the leader after half of the limit', () => {
    const heard = (post: 'nextDesk' | 'leader', s: number) => dueRing([red], new Map(), { ...at(s), post })

    expect([59, 60].map(s => heard('nextDesk', s))).toEqual([undefined, 'red'])
    expect([149, 150].map(s => heard('leader', s))).toEqual([undefined, 'red'])
  })

  it('is muted for as long as somebody said, and no longer', () => {
    const mutedUntilMs = at(60).nowMs

    expect([59, 60].map(s => dueRing([red], new Map(), { ...at(s), mutedUntilMs }))).toEqual([
      undefined,
      'red',
    ])
  })

  it.each([
    ['22:00', '06:00', '23:10', true],
    ['22:00', '06:00', '05:59', true],
    ['22:00', '06:00', '06:00', false],
    ['12:00', '14:00', '13:00', true],
    ['12:00', '14:00', '14:30', false],
    ['12:00', '12:00', '12:00', false],
  ])('quiet from %s to %s: at %s %s', (from, to, time, is) => {
    expect(isQuiet({ from, to }, time)).toBe(is)
  })

  it('is never lowered of red', () => {
    expect([volumeOf('red', true), volumeOf('orange', true), volumeOf('orange', false)]).toEqual([1, 0.25, 1])
  })
})

it('goes from one alarm to the next, round and round', () => {
  const all = [red, orange]

  expect([undefined, 'r', 'o', 'elsewhere'].map(id => nextOf(all, id)?.id)).toEqual(['r', 'o', 'r', 'r'])
  expect(nextOf([], 'r')).toBeUndefined()
})

it('is another call once it is raised', () => {
  const raised = { ...red, alarm: { ...red.alarm, since: '2026-11-24T02:01:00.000Z' } }

  expect(callOf(raised)).not.toBe(callOf(red))
})

describe('what anybody may see or hear', () => {
  const sensitive = anAlarm('s', { sensitive: true, text: '某某受害', placeText: '三单元' })

  it('is the level and the place, never what was reported', () => {
    expect([noticeTitle(red), noticeText(red, 2)]).toEqual(['红色事件待受理', '城关镇关北社区 · 另有 2 件'])
    expect(spokenText(red)).toContain('城关镇关北社区')
  })

  it('of a sensitive case not even of what kind it is', () => {
    const said = [noticeTitle(sensitive), noticeText(sensitive, 0), spokenText(sensitive)].join()

    expect(said).toContain('敏感事件')
    for (const hidden of ['某某', '三单元', '纠纷']) expect(said).not.toContain(hidden)
  })
})
