import { describe, expect, it } from 'vitest'
import { begin, isRunning, ruleFor, type CaseClock } from '../../clocks/index.ts'
import { anActor, anId, aCommand, units } from '../testing/index.ts'
import { lateAfter, missedUnits } from './lateness.ts'
import { exchangesOf } from '../exchanges.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import {
  after,
  at,
  director,
  dispatcher,
  handling,
  helper,
  helping,
  owner,
  type JointStep,
} from '../testing/joint.ts'
import { trialLaw as law } from '../testing/run.ts'
import { shownTo } from './unitClocks.ts'

/** An orange case: an hour to come after a whistle, a day to solve it. */
const [first, second] = [helper, units.village]
const coming = anActor('unitHandler', { accountId: anId(234), unitId: second })

const whistle = (unitIds: readonly string[], hours: number): JointStep => [
  { move: 'whistle', unitIds: [...unitIds], purpose: '请到场' },
  owner,
  hours,
]
const waive = (unitId: string, hours: number): JointStep => [
  { move: 'waive', unitId, reason: '免除' },
  dispatcher,
  hours,
]

/** Nobody helps yet. */
function alone(level: Parameters<typeof handling>[0] = 'orange'): TimedCase {
  const { fact, caseClocks } = handling(level)
  return {
    fact: { ...fact, coUnits: [], coUnitIds: [] },
    caseClocks: caseClocks.filter(({ unitId }) => unitId === null),
  }
}
const arrivalsOf = ({ caseClocks }: TimedCase) => caseClocks.filter(({ stage }) => stage === 'reportingIn')
const arrivalOf = (standing: TimedCase, unitId: string) =>
  arrivalsOf(standing).find(caseClock => caseClock.unitId === unitId)
const told = (standing: TimedCase) =>
  standing.caseClocks.filter(isRunning).map(({ stage, unitId }) => [stage, unitId])

const overlapping = () => after(alone(), whistle([first], 1), whistle([second], 1.5))

describe('a whistle times', () => {
  it('each unit it calls by a clock of its own, from the whistle that called it', () => {
    const called = overlapping()

    expect(arrivalsOf(called)).toMatchObject([
      { unitId: first, startedAt: at(1), dueAt: at(2), stoppedAt: null },
      { unitId: second, startedAt: at(1.5), dueAt: at(2.5), stoppedAt: null },
    ])
    expect(called.fact.coUnits.map(({ clock }) => clock?.dueAt)).toEqual([at(2), at(2.5)])
  })

  it('a unit once, though another whistle names it again', () => {
    const again = after(alone(), whistle([first], 1), whistle([first, second], 1.5))

    expect(arrivalsOf(again).map(({ unitId, startedAt }) => [unitId, startedAt])).toEqual([
      [first, at(1)],
      [second, at(1.5)],
    ])
  })

  it('nobody’s arrival but its own ends it, which begins that unit’s T4', () => {
    const come = after(overlapping(), [aCommand('arrive'), coming, 2])

    expect(arrivalOf(come, second)?.stoppedAt).toBe(at(2))
    expect(told(come)).toEqual([
      ['handling', null],
      ['reportingIn', first],
      ['handling', second],
    ])
  })
})

describe('the clock of a call ends', () => {
  it.each<[string, JointStep]>([
    ['when the unit refuses', [aCommand('coRefuse'), helping, 1.8]],
    ['when it is waived', waive(first, 1.8)],
    [
      'when it is made the owner',
      [{ move: 'reassign', ownerUnitId: first, reason: '改派' }, dispatcher, 1.8],
    ],
    ['when the case is handed elsewhere', [aCommand('transfer'), director, 1.8]],
    ['when the case is voided', [aCommand('void'), director, 1.8]],
  ])('%s', (_, step) => {
    const ended = after(overlapping(), step)

    expect(arrivalOf(ended, first)).toMatchObject({ stoppedAt: at(1.8), overdueAt: null })
    expect(ended.fact.coUnits.find(({ unitId }) => unitId === first)?.clock).toBeUndefined()
  })

  it('but stands still while the case does, since nobody can come then', () => {
    const still = after(overlapping(), [{ ...aCommand('suspend'), until: at(900) }, director, 1.75])
    const again = after(still, [aCommand('resume'), director, 100])

    expect(arrivalsOf(still).map(({ pausedAt }) => pausedAt)).toEqual([at(1.75), at(1.75)])
    expect(arrivalsOf(again).map(({ dueAt }) => dueAt)).toEqual([at(100.25), at(100.75)])
  })

  it('no later for an extension of the case, and measured anew with its level', () => {
    const longer = after(
      overlapping(),
      [{ ...aCommand('askExtension'), dueAt: at(40) }, owner, 1.6],
      [{ move: 'grantExtension' }, dispatcher, 1.7],
    )
    const raised = after(overlapping(), [
      { move: 'changeLevel', level: 'red', reason: '扩大' },
      dispatcher,
      1.6,
    ])

    expect(arrivalsOf(longer).map(({ dueAt }) => dueAt)).toEqual([at(2), at(2.5)])
    expect(arrivalOf(raised, second)?.dueAt).toBe(at(2))
  })
})

describe('a unit that does not come', () => {
  const share = { stage: 'reportingIn', unitId: first, percent: 100 } as const
  const late = () => lateAfter(overlapping(), share, { now: at(2), law, noticeNumber: 'DB-9' })

  it('is late itself and given a notice; the case, its owner and the other unit are not', () => {
    const { fact, caseClocks, issued, card } = late()

    expect([issued, card]).toEqual(['DB-9', 'yellow'])
    expect(fact).toMatchObject({ overdue: false, lateStages: [], card: null, supervision: null })
    expect(fact.coUnits).toMatchObject([
      { unitId: first, card: 'yellow', clock: { overdue: true } },
      { unitId: second, clock: { overdue: false } },
    ])
    expect(caseClocks.some(({ stage }) => stage === 'supervisionReply')).toBe(false)
  })

  it('is shown the time to come, not the time to solve the case', () => {
    expect(shownTo(late().fact, first)).toMatchObject({ stage: 'reportingIn', dueAt: at(2), overdue: true })
  })

  it('answers its notice by coming', () => {
    const asked = {
      at: at(2),
      version: 2,
      move: 'overdue',
      actorName: '系统',
      filled: { stage: 'reportingIn', unitId: first, noticeNumber: 'DB-9', card: 'yellow' },
    }
    const come = after(late(), [aCommand('arrive'), helping, 3])
    const answerOf = ({ fact }: TimedCase) => exchangesOf([asked], fact.coUnits).supervisionNotices[0]?.answer

    expect(answerOf(late())).toBeNull()
    expect(answerOf(come)).toMatchObject({ at: at(3), text: '已报到' })
    expect(come.fact.coUnits[0]).toMatchObject({
      state: 'working',
      card: 'yellow',
      clock: { overdue: false },
    })
  })
})

describe('a T9 that ran for a whole case before units had theirs', () => {
  function ofOldTimes(): TimedCase {
    const { fact, caseClocks } = after(alone(), whistle([first], 1))
    const rule = ruleFor({ ...fact, stage: 'reportingIn', at: at(1) }, law.rules)
    if (!rule) throw new Error('T9 has no limit')
    const doing = { move: 'whistle', version: fact.version, now: at(1) }
    const own: CaseClock = begin({ stage: 'reportingIn', rule, percent: 100 }, doing, law)
    const called = fact.coUnits.map(({ unitId, state, since }) => ({ unitId, state, since }))
    return {
      fact: { ...fact, coUnits: called },
      caseClocks: [...caseClocks.filter(({ stage }) => stage !== 'reportingIn'), own],
    }
  }
  const ownOf = (standing: TimedCase) => arrivalsOf(standing).find(({ unitId }) => unitId === null)

  it('runs on for those it called, and ends with the last of them', () => {
    const on = after(ofOldTimes(), whistle([second], 1.5))
    const come = after(on, [aCommand('arrive'), helping, 1.8])

    expect(told(on).slice(1)).toEqual([
      ['reportingIn', null],
      ['reportingIn', second],
    ])
    expect(ownOf(come)?.stoppedAt).toBe(at(1.8))
    expect(arrivalOf(come, second)?.stoppedAt).toBeNull()
  })

  it.each([
    ['a waiver', waive(first, 1.8)],
    ['the end of the case', [aCommand('void'), director, 1.8]],
  ] as const)('ends with %s', (_, step) => {
    expect(ownOf(after(ofOldTimes(), step))?.stoppedAt).toBe(at(1.8))
  })

  it('names in its notice those it waited for in vain, once, and not who is timed itself', () => {
    const on = after(ofOldTimes(), whistle([second], 1.5))
    const share = { stage: 'reportingIn', unitId: null, percent: 100 } as const

    expect(missedUnits(on.fact, share)).toEqual([first])
    expect(lateAfter(on, share, { now: at(2), law, noticeNumber: 'DB-9' })).toMatchObject({
      issued: 'DB-9',
      fact: { overdue: true, lateStages: ['reportingIn'] },
    })
  })
})
