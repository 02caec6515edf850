import { describe, expect, it } from 'vitest'
import { defaultDutyHours, dutyCalendar, dutyTime } from '../../calendar/index.ts'
import {
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  type CaseClock,
  type ClockLaw,
} from '../../clocks/index.ts'
import { instant, type Instant } from '../../kernel/index.ts'
import { isRunning, shownBy, turnClocks, type ClockTurn } from './turnClocks.ts'
import { caseMoves, moveRule } from '../moves/index.ts'
import type { CaseMove } from '../moves/index.ts'
import type { CaseLevel } from '../catalogue/index.ts'

const law: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}
/** Tuesday 24 November 2026, 10:00 in Shanghai and so many minutes on. */
const at = (minutes: number): Instant => instant(Date.UTC(2026, 10, 24, 2) + minutes * 60_000)
const timed = (level: CaseLevel = 'red') => ({ level, categoryCode: 'E0301', tier: 'county' }) as const

const opened = (level: CaseLevel = 'red', now = at(0)): readonly CaseClock[] =>
  turn([], { move: 'report', stops: [], starts: ['acceptance'], timed: timed(level), ordinal: 1, now })

function turn(
  caseClocks: readonly CaseClock[],
  command: Omit<ClockTurn, 'isRelevelled'> & Partial<ClockTurn>,
) {
  const turned = turnClocks(caseClocks, { isRelevelled: false, ...command }, law)
  if (!turned.ok) throw new Error(turned.refusal.code)
  return turned.value
}

interface NamedTurn extends Partial<ClockTurn> {
  readonly now: Instant
}
function move(
  caseClocks: readonly CaseClock[],
  name: CaseMove,
  { now, ...named }: NamedTurn,
): readonly CaseClock[] {
  const rule = moveRule(name)
  return turn(caseClocks, {
    move: name,
    stops: rule.stops,
    starts: rule.starts,
    pauses: rule.pauses,
    resumes: rule.resumes,
    timed: timed(),
    ordinal: caseClocks.length + 1,
    now,
    ...named,
  })
}
const running = (caseClocks: readonly CaseClock[]) =>
  caseClocks.filter(isRunning).map(({ stage, dueAt }) => [stage, dueAt])

const signed = () => move(assigned(), 'sign', { now: at(3) })
const assigned = (now = at(2)) => move(move(opened(), 'accept', { now: at(1) }), 'assign', { now })

describe('clocks of a red case', () => {
  it('begins with five minutes to accept it', () => {
    expect(running(opened())).toEqual([['acceptance', at(5)]])
  })

  it('goes from acceptance to assignment to signing, arrival and handling', () => {
    const accepted = move(opened(), 'accept', { now: at(1) })

    expect(running(accepted)).toEqual([['assignment', at(6)]])
    expect(running(move(accepted, 'assign', { now: at(2) }))).toEqual([
      ['signing', at(12)],
      ['arrival', at(32)],
      ['handling', at(2 + 24 * 60)],
    ])
  })

  it('keeps handling through signing and starting, until it is done', () => {
    const signed = move(assigned(), 'sign', { now: at(5) })
    const started = move(signed, 'start', { now: at(9) })
    const done = move(started, 'finish', { now: at(60) })

    expect(running(signed).map(([stage]) => stage)).toEqual(['arrival', 'handling'])
    expect(running(started).map(([stage]) => stage)).toEqual(['handling'])
    expect(running(done)).toEqual([['verification', at(180)]])
  })

  it('gives rework half of the limit', () => {
    const reworked = move(move(signed(), 'finish', { now: at(60) }), 'rework', { now: at(70) })

    expect(running(reworked)).toEqual([['handling', at(70 + 12 * 60)]])
  })

  it('ends every clock with the case but that of the call-back', () => {
    const closing = move(move(signed(), 'finish', { now: at(60) }), 'pass', { now: at(70) })

    expect(running(move(closing, 'close', { now: at(80) })).map(([stage]) => stage)).toEqual(['callBack'])
  })
})

describe('asking for more', () => {
  it('holds T1 and gives back what was left of it', () => {
    const asked = move(opened(), 'askInfo', { now: at(2) })
    const given = move(asked, 'giveInfo', { now: at(100) })

    expect(shownBy(asked, 'needInfo')).toMatchObject({ stage: 'supplement', dueAt: at(2 + 24 * 60) })
    expect(running(given)).toEqual([['acceptance', at(103)]])
  })

  it('counts what is left in duty time where the limit does', () => {
    const asked = move(opened('blue'), 'askInfo', { now: at(60), timed: timed('blue') })
    const lunch = move(asked, 'giveInfo', { now: at(150), timed: timed('blue') })

    expect(running(lunch)).toEqual([['acceptance', at(4 * 60 + 60)]])
  })

  it('does not forgive a T1 that had run out, nor tells of it again', () => {
    const late = opened().map(caseClock => ({ ...caseClock, overdueAt: at(5) }))
    const given = move(move(late, 'askInfo', { now: at(6) }), 'giveInfo', { now: at(100) })

    expect(shownBy(given, 'reported')).toMatchObject({
      overdue: true,
      dueAt: at(5),
      lateStages: ['acceptance'],
    })
  })
})

describe('an assignment’s own deadline', () => {
  const accepted = move(opened(), 'accept', { now: at(1) })
  const command = {
    move: 'assign',
    stops: caseMoves.assign.stops,
    starts: caseMoves.assign.starts,
    isRelevelled: false,
    timed: timed(),
    ordinal: 3,
    now: at(2),
  } as const
  const assignBy = (shortenTo: Instant) => turnClocks(accepted, { ...command, shortenTo }, law)

  it('shortens handling and no other clock', () => {
    const turned = assignBy(at(60))

    expect(turned.ok && running(turned.value)).toEqual([
      ['signing', at(12)],
      ['arrival', at(32)],
      ['handling', at(60)],
    ])
  })

  it.each([at(2), at(1), at(3 + 24 * 60)])('may not be %s', due => {
    const turned = assignBy(due)

    expect(turned.ok || turned.refusal.code).toBe('case.notLonger')
  })

  it('stays shortened when the level changes', () => {
    const turned = assignBy(at(60))
    const raised = move(turned.ok ? turned.value : [], 'changeLevel', {
      now: at(10),
      isRelevelled: true,
      timed: timed('orange'),
    })

    expect(running(raised)).toContainEqual(['handling', at(60)])
  })
})

describe('a changed level', () => {
  const relevel = (caseClocks: readonly CaseClock[], level: CaseLevel, now: Instant) =>
    running(move(caseClocks, 'changeLevel', { now, isRelevelled: true, timed: timed(level) }))

  it('measures from the start while that leaves time', () => {
    expect(relevel(opened('orange'), 'red', at(2))).toEqual([['acceptance', at(5)]])
    expect(relevel(opened('red'), 'yellow', at(2))).toEqual([['acceptance', at(30)]])
  })

  it('measures from now where the new limit is over already', () => {
    expect(relevel(opened('yellow'), 'red', at(20))).toEqual([['acceptance', at(25)]])
  })

  it('leaves a clock that ran out as it is', () => {
    expect(relevel(opened('red'), 'yellow', at(6))).toEqual([['acceptance', at(5)]])
  })
})

describe('what a case shows', () => {
  it('shows the clock of its own status, whichever ends first', () => {
    expect(shownBy(assigned(), 'assigned')).toMatchObject({ stage: 'signing', dueAt: at(12) })
    expect(shownBy(move(assigned(), 'sign', { now: at(5) }), 'signed')).toMatchObject({ stage: 'handling' })
  })

  it('shows the first to end where its own does not run', () => {
    expect(shownBy(assigned(), 'suspended')).toMatchObject({ stage: 'signing' })
    expect(shownBy([], 'closed')).toMatchObject({ stage: null, dueAt: null, overdue: false, lateStages: [] })
  })

  it('is overdue by a running clock only, and remembers each late stage once', () => {
    const late = assigned().map(caseClock =>
      caseClock.stage === 'signing' ? { ...caseClock, overdueAt: at(12) } : caseClock,
    )
    const signed = move(late, 'sign', { now: at(20) })

    expect(shownBy(late, 'assigned')).toMatchObject({ overdue: true, lateStages: ['signing'] })
    expect(shownBy(signed, 'signed')).toMatchObject({ overdue: false, lateStages: ['signing'] })
  })

  it('counts a clock as late that was stopped after its end before anyone noticed', () => {
    const accepted = move(opened(), 'accept', { now: at(5) })

    expect(shownBy(accepted, 'accepted').lateStages).toEqual(['acceptance'])
    expect(shownBy(move(opened(), 'accept', { now: at(4) }), 'accepted').lateStages).toEqual([])
  })
})
