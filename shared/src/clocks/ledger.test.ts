import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDutyHours, dutyCalendar, dutyTime } from '../calendar/index.ts'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import {
  begin,
  clockUnits,
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  extend,
  extendableTo,
  isPaused,
  limitMs,
  pause,
  remeasure,
  resume,
  stop,
  thresholdsOf,
  whyText,
  entryText,
  type CaseClock,
  type ClockEntry,
  type ClockLaw,
  type ClockRule,
  type ClockUnit,
} from './index.ts'

const law: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}
const local = (text: string): Instant => instant(`${text.replace(' ', 'T')}:00+08:00`)
const aRule = (amount: number, unit: ClockUnit): ClockRule => ({
  stage: 'handling',
  level: 'blue',
  amount,
  unit,
  effectiveFrom: '2026-01-01',
})
const minutesOn = (at: Instant, minutes: number): Instant => instant(toMs(at) + minutes * 60_000)
const doing = (version: number, now: Instant) => ({ move: `move${version}`, version, now })
const minuteMs = 60_000

/** Whether the minute that begins here is one of duty; a second reading of the calendar, day by day. */
function isOnDuty(ms: number): boolean {
  const day = Math.floor((ms + 8 * 3_600_000) / 86_400_000)
  return law.duty.shiftsOn(day).some(({ opensMs, closesMs }) => opensMs <= ms && ms < closesMs)
}

/** The deadline as an outsider reads it off the ledger: minute by minute, until the added minutes are used up. */
function dueByHand(entries: readonly ClockEntry[], unit: ClockUnit): Instant | undefined {
  const counts = unit === 'wh' || unit === 'wd' ? isOnDuty : () => true
  let left = entries.reduce((sum, { addsMs }) => sum + addsMs, 0) / minuteMs
  let isGoing = false
  for (const [place, { kind, at }] of entries.entries()) {
    if (kind === 'start' || kind === 'resume') isGoing = true
    if (kind === 'pause' || kind === 'stop') isGoing = false
    const until = entries[place + 1]?.at
    for (let ms = toMs(at); isGoing && (until === undefined || ms < toMs(until)); ms += minuteMs) {
      if (counts(ms)) left -= 1
      if (left <= 0) return instant(ms + minuteMs)
    }
  }
  return undefined
}

type LedgerStep = readonly [
  kind: 'pause' | 'resume' | 'extend' | 'relevel',
  afterMinutes: number,
  share: number,
]

const aStep: fc.Arbitrary<LedgerStep> = fc.tuple(
  fc.constantFrom('pause', 'resume', 'extend', 'relevel'),
  fc.integer({ min: 0, max: 2_000 }),
  fc.integer({ min: 1, max: 100 }),
)

function taken(caseClock: CaseClock, [kind, , share]: LedgerStep, act: ReturnType<typeof doing>): CaseClock {
  switch (kind) {
    case 'pause':
      return pause(caseClock, act, law)
    case 'resume':
      return resume(caseClock, act, law)
    case 'relevel':
      return remeasure(caseClock, { ...act, rule: aRule(share, caseClock.rule.unit) }, law)
    case 'extend': {
      const spanMinutes = Math.floor(
        ((toMs(extendableTo(caseClock, law)) - toMs(caseClock.dueAt)) * share) / 100 / minuteMs,
      )
      const extended = extend(caseClock, { ...act, to: minutesOn(caseClock.dueAt, spanMinutes) }, law)
      return extended.ok ? extended.value : caseClock
    }
  }
}

const aHistory = fc.record({
  unit: fc.constantFrom(...clockUnits),
  amount: fc.integer({ min: 1, max: 40 }),
  begins: fc.integer({ min: 0, max: 60 * 24 * 200 }),
  steps: fc.array(aStep, { maxLength: 7 }),
})
type LedgerHistory = typeof aHistory extends fc.Arbitrary<infer H> ? H : never

/** The clock after each step, the first being its start. */
function played({ unit, amount, begins, steps }: LedgerHistory): CaseClock[] {
  let now = minutesOn(local('2026-04-20 00:00'), begins)
  const states = [begin({ stage: 'handling', rule: aRule(amount, unit), percent: 100 }, doing(1, now), law)]
  for (const [index, step] of steps.entries()) {
    now = minutesOn(now, step[1])
    const last = states.at(-1)
    if (last) states.push(taken(last, step, doing(index + 2, now)))
  }
  return states
}

describe('the ledger of a clock', () => {
  it('sums to the deadline, counted minute by minute, whatever befell the clock', () => {
    fc.assert(
      fc.property(aHistory, history => {
        const caseClock = played(history).at(-1)
        if (!caseClock || isPaused(caseClock)) return
        expect(dueByHand(caseClock.entries, caseClock.rule.unit)).toBe(caseClock.dueAt)
      }),
      { numRuns: 300 },
    )
  })

  it('only grows, and no entry is older than the one before it', () => {
    fc.assert(
      fc.property(aHistory, history => {
        const states = played(history)
        for (const [place, { entries }] of states.entries()) {
          expect(entries.slice(0, states[place - 1]?.entries.length ?? 0)).toEqual(
            states[place - 1]?.entries ?? [],
          )
          const moments = entries.map(({ at }) => at)
          expect(moments).toEqual([...moments].sort())
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never moves a deadline into the past, nor one that has passed', () => {
    fc.assert(
      fc.property(aHistory, history => {
        const states = played(history)
        for (const [place, caseClock] of states.entries()) {
          const before = states[place - 1]
          const at = caseClock.entries.at(-1)?.at ?? caseClock.startedAt
          if (!before || caseClock.dueAt === before.dueAt) continue
          expect(caseClock.dueAt >= at).toBe(true)
          expect(isPaused(before) || before.dueAt > at).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('does not go back with a computer’s clock', () => {
    const caseClock = begin(
      { stage: 'handling', rule: aRule(10, 'h'), percent: 100 },
      doing(1, local('2026-11-24 10:00')),
      law,
    )
    const held = pause(caseClock, doing(2, local('2026-11-24 12:00')), law)
    const back = resume(held, doing(3, local('2026-11-24 09:00')), law)

    expect(back.entries.at(-1)?.at).toBe(local('2026-11-24 12:00'))
    expect(back.dueAt).toBe(caseClock.dueAt)
    expect(limitMs(back.entries)).toBe(36_000_000)
  })

  it('says of each limit once when so much of it is used, and nothing of a clock that stands still', () => {
    fc.assert(
      fc.property(aHistory, history => {
        const caseClock = played(history).at(-1)
        if (!caseClock) return
        const told = thresholdsOf(caseClock, law)
        expect(new Set(told.map(({ percent }) => percent)).size).toBe(told.length)
        expect(told.length).toBe(isPaused(caseClock) ? 0 : 5)
        expect(told.map(one => one.dueAt)).toEqual(told.map(one => one.dueAt).sort())
        expect(told.every(one => one.percent !== 100 || one.dueAt === caseClock.dueAt)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('an extension', () => {
  const now = local('2026-11-24 10:00')
  const rule = { ...aRule(7, 'wd'), maxAmount: 15 }
  const caseClock = begin({ stage: 'handling', rule, percent: 100 }, doing(1, local('2026-11-24 09:00')), law)
  const codeOf = (to: Instant, of = caseClock, at = now) => {
    const extended = extend(of, { ...doing(2, at), to }, law)
    return extended.ok ? extended.value.dueAt : extended.refusal.code
  }

  it('ends the clock later, by duty time', () => {
    expect(caseClock.dueAt).toBe(local('2026-12-03 09:00'))
    expect(codeOf(local('2026-12-07 10:00'))).toBe(local('2026-12-07 10:00'))
  })

  it('refuses what is no later, too far, too late, too often and not running', () => {
    const often = [2, 3].reduce((extended, nth) => {
      const next = extend(extended, { ...doing(nth, now), to: minutesOn(extended.dueAt, 60) }, law)
      return next.ok ? next.value : expect.fail('refused')
    }, caseClock)

    expect(codeOf(caseClock.dueAt)).toBe('clock.notLater')
    expect(codeOf(local('2026-12-16 09:00'))).toBe('clock.tooFar')
    expect(codeOf(local('2026-12-07 10:00'), caseClock, caseClock.dueAt)).toBe('clock.ranOut')
    expect(codeOf(local('2026-12-07 10:00'), often)).toBe('clock.extendedTooOften')
    expect(codeOf(local('2026-12-07 10:00'), stop(caseClock, doing(2, now), law))).toBe('clock.notRunning')
    expect(codeOf(local('2026-12-07 10:00'), pause(caseClock, doing(2, now), law))).toBe('clock.notRunning')
  })
})

describe('why a clock is red', () => {
  const moveText = (move: string) => ({ move1: '派遣', move2: '退回补充', move3: '补充' })[move] ?? move
  const caseClock = begin(
    { stage: 'handling', rule: aRule(4, 'wh'), percent: 100 },
    doing(1, local('2026-11-24 09:00')),
    law,
  )
  const held = pause(caseClock, doing(2, local('2026-11-24 10:00')), law)
  const resumed = resume(held, doing(3, local('2026-11-24 14:30')), law)
  const why = (of: CaseClock, now: string) =>
    whyText(of, { now: local(now), law, moveText, unitText: id => id })

  it('is one sentence', () => {
    expect(why(resumed, '2026-11-25 09:05')).toBe(
      '处置时限 4 工作时，11月24日 09:00 起算，其间暂停 1 次，应于 11月24日 17:30 前完成，已超时 1 工作时 5 分。',
    )
    expect(why(resumed, '2026-11-24 21:00')).toContain(
      '应于 11月24日 17:30 前完成，已超时（此后尚无工作时间）。',
    )
    expect(why(caseClock, '2026-11-24 11:00')).toBe(
      '处置时限 4 工作时，11月24日 09:00 起算，应于 11月24日 15:00 前完成，已用 50%，还剩 2 工作时。',
    )
    expect(why(held, '2026-11-24 13:00')).toBe(
      '处置时限 4 工作时，11月24日 09:00 起算，其间暂停 1 次；因退回补充自 11月24日 10:00 起暂停，已用 25%，恢复后还剩 3 工作时。',
    )
    expect(why(stop(caseClock, doing(4, local('2026-11-24 11:00')), law), '2026-11-25 09:00')).toContain(
      '用时 2 工作时，未超时。',
    )
  })

  it('and one list', () => {
    expect(resumed.entries.map(entry => entryText(entry, { moveText, actorName: '李四' }))).toEqual([
      '11月24日 09:00 起算，派遣（李四），给 4 工作时，至 11月24日 15:00',
      '11月24日 10:00 暂停，退回补充（李四），已用 1 工作时',
      '11月24日 14:30 恢复，补充（李四），至 11月24日 17:30',
    ])
  })
})
