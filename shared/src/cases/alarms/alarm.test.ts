import { describe, expect, it } from 'vitest'
import { instant, type Instant } from '../../kernel/index.ts'
import { roleCodes } from '../../identity/index.ts'
import { caseLevels } from '../catalogue/index.ts'
import { caseStatuses, isOpen } from '../lifecycle/status.ts'
import type { CaseFact } from '../model.ts'
import { aCaseFact, anActor, anId } from '../testing/index.ts'
import { alarmAfter, alarmOf, alarmPostOf, isAnswered, rings, ringsFromMs, type AlarmPost } from './alarm.ts'
import { decideAnswer, isCalled } from './answer.ts'

const opened = '2026-11-24T02:00:00.000Z'
const openedMs = Date.parse(opened)
const afterS = (s: number): Instant => instant(openedMs + s * 1_000)
/** A red case of the county with five minutes to be accepted. */
const red = (named: Partial<CaseFact> = {}) =>
  aCaseFact({ level: 'red', tier: 'county', dueAt: afterS(300), stage: 'acceptance', ...named })
const answeredAt = (s: number) => ({
  alarm: { since: opened, answeredAt: afterS(s), answeredById: anId(300) },
})
const fromS = (current: CaseFact, post: AlarmPost) => {
  const from = ringsFromMs(current, post)
  return from === undefined ? undefined : (from - openedMs) / 1_000
}

describe('a case calls', () => {
  it.each(caseLevels.flatMap(level => caseStatuses.map(status => [level, status] as const)))(
    '%s %s only while it is grave and waits for a desk',
    (level, status) => {
      const isGrave = level === 'red' || level === 'orange'
      const waits = status === 'reported' || status === 'escalated'

      expect(alarmOf(aCaseFact({ level, status })) !== undefined).toBe(isGrave && waits)
      if (isGrave && waits) expect(isOpen(status)).toBe(true)
    },
  )

  it('since it was opened, however long ago, where it was neither raised nor answered', () => {
    expect(alarmOf(red())).toEqual({ since: opened, answeredAt: null, answeredById: null })
    expect(rings(red(), 'desk', openedMs + 30 * 86_400_000)).toBe(true)
  })
})

describe('whom a ring wakes', () => {
  it.each<[string, number, number, number, CaseFact]>([
    ['red', 0, 60, 150, red()],
    ['orange', 0, 300, 300, aCaseFact({ level: 'orange', dueAt: afterS(600) })],
    ['red without a limit', 0, 60, 150, red({ dueAt: null })],
    ['red of a short limit', 0, 40, 40, red({ dueAt: afterS(80) })],
  ])(
    'of %s: the desk after %d s, the next after %d, the leader after %d',
    (_, desk, next, leader, current) => {
      expect((['desk', 'nextDesk', 'leader'] as const).map(post => fromS(current, post))).toEqual([
        desk,
        next,
        leader,
      ])
    },
  )

  it('is a post for each role that may accept', () => {
    const posts = roleCodes
      .filter(role => isCalled(red(), anActor(role)))
      .map(role => `${role} ${alarmPostOf(role)}`)

    expect(posts).toEqual([
      'townshipDuty desk',
      'townshipDispatcher nextDesk',
      'townshipDirector leader',
      'countyDuty desk',
      'countyDispatcher nextDesk',
      'countyDirector leader',
    ])
  })

  it('is everybody again when half of the limit went by after an answer and nobody accepted', () => {
    const answered = red(answeredAt(30))

    expect((['desk', 'nextDesk', 'leader'] as const).map(post => fromS(answered, post))).toEqual([
      180, 180, 180,
    ])
    expect(isAnswered(answered, openedMs + 179_000)).toBe(true)
    expect(rings(answered, 'desk', openedMs + 179_000)).toBe(false)
    expect(rings(answered, 'leader', openedMs + 180_000)).toBe(true)
  })

  it('is no township elsewhere, and of what was handed up to the county no township', () => {
    const elsewhere = { scope: '341222102', unitId: anId(98) }

    expect(isCalled(red(), anActor('townshipDuty', elsewhere))).toBe(false)
    expect(isCalled(red({ status: 'escalated' }), anActor('townshipDuty'))).toBe(false)
    expect(isCalled(red({ status: 'escalated' }), anActor('countyDuty'))).toBe(true)
  })
})

describe('an alarm after a step', () => {
  const now = afterS(90)
  const answered = red(answeredAt(30))

  it.each([
    ['raised from blue', aCaseFact(), { level: 'red' }, { since: now, answeredAt: null, answeredById: null }],
    [
      'raised from an answered orange',
      { ...answered, level: 'orange' },
      { level: 'red' },
      { since: now, answeredAt: null, answeredById: null },
    ],
    ['lowered to orange', answered, { level: 'orange' }, answered.alarm],
    ['lowered to yellow', answered, { level: 'yellow' }, undefined],
    ['accepted', answered, { status: 'accepted' }, undefined],
    ['urged', answered, {}, answered.alarm],
    [
      'back from its reporter',
      red({ status: 'needInfo' }),
      { status: 'reported' },
      { since: now, answeredAt: null, answeredById: null },
    ],
    [
      'handed up',
      { ...answered, status: 'handling' },
      { status: 'escalated' },
      { since: now, answeredAt: null, answeredById: null },
    ],
  ] satisfies [string, CaseFact, Partial<CaseFact>, CaseFact['alarm']][])(
    '%s',
    (_, before, change, alarm) => {
      expect(alarmAfter(before, { ...before, ...change }, now)).toEqual(alarm)
    },
  )
})

describe('an answer', () => {
  const duty = anActor('countyDuty')
  const other = anActor('townshipDuty', { accountId: anId(301) })
  const told = (current: CaseFact, by = duty, at = 30) => {
    const decided = decideAnswer(current, by, afterS(at))
    return decided.ok ? decided.value : decided.refusal.code
  }

  it('names who sees to it, and makes a version', () => {
    expect(told(red())).toEqual({
      ...red(),
      ...answeredAt(30),
      version: 2,
      lastMove: 'answerAlarm',
      updatedAt: afterS(30),
    })
  })

  it('given twice by the same person changes nothing', () => {
    const answered = red(answeredAt(30))

    expect(told(answered, duty, 40)).toBe(answered)
  })

  it('that came to nothing may be given again, by another', () => {
    expect(told(red(answeredAt(30)), other, 200)).toMatchObject({ alarm: { answeredById: anId(301) } })
  })

  it.each<[string, CaseFact, typeof duty]>([
    ['alarm.answered', red(answeredAt(30)), other],
    ['alarm.over', red({ status: 'accepted' }), duty],
    ['alarm.over', red({ level: 'yellow' }), duty],
    ['alarm.notYours', red({ status: 'escalated' }), other],
    ['case.unknown', red(), anActor('townshipDuty', { scope: '341222102', unitId: anId(98) })],
    ['permission.missing', red(), anActor('supervisor', { scope: '341222' })],
  ])('is refused: %s', (code, current, by) => {
    expect(told(current, by, 40)).toBe(code)
  })
})
