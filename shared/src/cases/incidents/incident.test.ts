import { describe, expect, it } from 'vitest'
import { clockLevels } from '../../clocks/index.ts'
import { instant, type Instant } from '../../kernel/index.ts'
import { standardCatalogue, type CaseLevel } from '../catalogue/index.ts'
import { cutText } from '../clocks/clockEnds.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import { decideMove } from '../lifecycle/decideMove.ts'
import { owedMoves } from '../lifecycle/todo.ts'
import { maskCase, showCase } from '../access/masks.ts'
import type { AnyCommand } from '../moves/commands.ts'
import { aCaseFact, aCommand, anActor, centres, trialLaw } from '../testing/index.ts'

const begun = instant('2026-11-24T02:00:00.000Z')
const after = (minutes: number): Instant => instant(Date.parse(begun) + minutes * 60_000)
const [duty, director] = [anActor('townshipDuty'), anActor('townshipDirector')]

function step(current: TimedCase, command: AnyCommand, by: { minutes?: number; as?: typeof duty } = {}) {
  return decideMove(current, command, {
    actor: by.as ?? duty,
    now: after(by.minutes ?? 0),
    law: trialLaw,
    catalogue: standardCatalogue,
    centres,
    noticeNumber: '',
    incidentNumber: 'ZB341222-20261124-0003',
  })
}
function stepped(...asked: Parameters<typeof step>): TimedCase {
  const decided = step(...asked)
  if (!decided.ok) throw new Error(decided.refusal.code)
  return decided.value
}
const codeOf = (...asked: Parameters<typeof step>) => {
  const decided = step(...asked)
  return decided.ok ? 'granted' : decided.refusal.code
}
const reported = (level: CaseLevel): TimedCase => ({
  fact: aCaseFact({ level, categoryCode: 'E0508' }),
  caseClocks: [],
})
const accepted = (level: CaseLevel = 'red') =>
  stepped(reported(level), { move: 'accept', categoryCode: 'E0508', level })
const running = ({ caseClocks }: TimedCase) =>
  caseClocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ stage, dueAt }) => [stage, dueAt])
const drafted = (kind: 'first' | 'following' | 'final' = 'first') =>
  ({ ...aCommand('draftIncident'), reportKind: kind }) as const
const signed = (current: TimedCase) =>
  stepped(
    current,
    { ...aCommand('signIncident'), draft: current.fact.incident?.pending?.version ?? 0 },
    { as: director, minutes: 9 },
  )

describe('a first report', () => {
  it.each(clockLevels)('is timed from the acceptance of a %s case where it is grave', level => {
    const isGrave = level === 'red' || level === 'orange'
    const expected = isGrave
      ? [
          ['incidentCall', after(20)],
          ['incidentWriting', after(40)],
        ]
      : []

    expect(running(accepted(level)).filter(([stage]) => String(stage).startsWith('incident'))).toEqual(
      expected,
    )
  })

  it('is owed by the duty of its tier until it is made, and its signature by who leads there', () => {
    const owed = (current: TimedCase, as = duty) =>
      owedMoves(current.fact, as).filter(move => move.endsWith('Incident'))
    const fresh = accepted()
    expect(owed(fresh)).toEqual(['callIncident', 'draftIncident'])
    expect(owed(fresh, anActor('countyDuty'))).toEqual([])

    const called = stepped(fresh, aCommand('callIncident'))
    expect(owed(called)).toEqual(['draftIncident'])
    const waiting = stepped(called, drafted())
    expect([owed(waiting), owed(waiting, director)]).toEqual([[], ['signIncident']])
    expect([owed(signed(waiting)), owed(signed(waiting), director)]).toEqual([[], []])
    const done = signed(waiting)
    expect(owed({ ...done, fact: { ...done.fact, status: 'done' } })).toEqual(['draftIncident'])
  })

  it('stops its clocks: the call by a call, both by a signature, and a draft none', () => {
    const stages = (current: TimedCase) => running(current).map(([stage]) => stage)
    const called = stepped(accepted(), aCommand('callIncident'), { minutes: 5 })
    const waiting = stepped(called, drafted(), { minutes: 6 })

    expect(stages(called)).toEqual(['assignment', 'incidentWriting'])
    expect(stages(waiting)).toEqual(['assignment', 'incidentWriting'])
    expect(stages(signed(waiting))).toEqual(['assignment'])
    expect(stages(signed(stepped(accepted(), drafted())))).toEqual(['assignment'])
  })

  it('is numbered when it is signed, and only what was read is signed', () => {
    const waiting = stepped(accepted(), drafted())
    const again = stepped(waiting, drafted())

    expect(codeOf(again, { ...aCommand('signIncident'), draft: 3 }, { as: director })).toBe(
      'incident.otherDraft',
    )
    expect(signed(again).fact.incident).toMatchObject({
      firstAt: after(9),
      pending: null,
      lastNumber: 'ZB341222-20261124-0003',
      count: 1,
    })
    const returned = stepped(again, { ...aCommand('returnIncident'), draft: 4 }, { as: director })
    expect(returned.fact.incident?.pending).toBeNull()
    expect(codeOf(returned, aCommand('signIncident'), { as: director })).toBe('incident.noDraft')
  })
})

describe('the reports that follow', () => {
  it('come after the first, and none after the last', () => {
    const fresh = accepted()
    const first = signed(stepped(fresh, drafted()))
    const last = signed(stepped(first, drafted('final')))

    expect(codeOf(fresh, drafted('following'))).toBe('incident.wrongKind')
    expect([codeOf(first, drafted()), codeOf(first, drafted('following'))]).toEqual([
      'incident.wrongKind',
      'granted',
    ])
    expect(codeOf(last, drafted('following'))).toBe('incident.wrongKind')
    expect(codeOf(first, aCommand('callIncident'))).toBe('incident.calledAlready')
    expect(first.fact.incident?.firstAt).toBe(last.fact.incident?.firstAt)
  })
})

describe('a level', () => {
  const level = (to: CaseLevel) => ({ move: 'changeLevel', level: to, reason: '情况变化' }) as const

  it('raised after the acceptance begins what is owed; lowered, it is owed no more', () => {
    const raised = stepped(accepted('yellow'), level('red'), { minutes: 3 })
    expect(raised.fact.incident?.since).toBe(after(3))
    expect(running(raised)).toContainEqual(['incidentCall', after(23)])

    const lowered = stepped(raised, level('blue'), { as: director, minutes: 4 })
    expect(running(lowered).map(([stage]) => stage)).toEqual(['assignment'])
    expect(owedMoves(lowered.fact, duty)).not.toContain('callIncident')
    const ended = lowered.caseClocks.find(({ stage }) => stage === 'incidentCall')
    expect(ended && cutText(ended)).toBe('因升降级终止')
    expect(codeOf(lowered, drafted())).toBe('incident.notGrave')
  })

  it('raised before the acceptance begins nothing yet', () => {
    expect(stepped(reported('yellow'), level('red')).fact.incident).toBeUndefined()
  })
})

it('tells nobody who sees the case masked how far its reports are', () => {
  const { fact } = accepted()

  expect(maskCase({ ...fact, sensitive: true }).incident).toBeNull()
  expect(showCase(fact).incident).toEqual(fact.incident)
})
