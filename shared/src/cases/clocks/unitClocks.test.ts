import { describe, expect, it } from 'vitest'
import { isRunning, type ClockEntryKind } from '../../clocks/index.ts'
import { aCaseFact, anActor, aCommand, anId, units } from '../testing/index.ts'
import { lateAfter, missedUnits } from './lateness.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import {
  after,
  assigned,
  at,
  director,
  dispatcher,
  handling,
  helper,
  helping,
  lead,
  owner,
  type JointStep,
} from '../testing/joint.ts'
import { trialLaw as law } from '../testing/run.ts'
import { isLate, lateHelper, shownTo } from './unitClocks.ts'

const helpersOf = ({ caseClocks }: TimedCase) => caseClocks.filter(({ unitId }) => unitId === helper)
const runningOf = (standing: TimedCase) => helpersOf(standing).find(isRunning)
const ownOf = ({ caseClocks }: TimedCase) =>
  caseClocks.find(
    caseClock => caseClock.unitId === null && caseClock.stage === 'handling' && isRunning(caseClock),
  )
const kindsOf = (standing: TimedCase): ClockEntryKind[] =>
  helpersOf(standing).flatMap(({ entries }) => entries.map(({ kind }) => kind))

describe('a helping unit’s own clock starts', () => {
  it('with the assignment, at the limit of the case', () => {
    expect(runningOf(assigned())).toMatchObject({ stage: 'handling', dueAt: at(24), percent: 100 })
    expect(assigned().fact.coUnits[0]?.clock).toMatchObject({ dueAt: at(24), overdue: false })
  })

  it('no later than an assignment that is shortened', () => {
    expect(runningOf(assigned('orange', at(5)))?.dueAt).toBe(at(5))
  })

  it('no later than the case’s own when it comes in later', () => {
    const { fact, caseClocks } = handling()
    const alone = {
      fact: { ...fact, coUnits: [], coUnitIds: [] },
      caseClocks: caseClocks.filter(({ unitId }) => unitId === null),
    }
    const joined = after(
      alone,
      [{ move: 'whistle', unitIds: [helper], purpose: '请到场' }, owner, 2],
      [{ move: 'arrive' }, helping, 20],
    )

    expect(runningOf(joined)).toMatchObject({ startedAt: at(20), dueAt: at(24) })
    expect(runningOf(joined)?.entries.map(({ kind }) => kind)).toEqual(['start', 'shorten'])
  })

  it('with its whole limit where the case’s own has run out already', () => {
    const joined = after(
      handling(),
      [{ move: 'waive', unitId: helper, reason: '免除' }, dispatcher, 2],
      [{ move: 'whistle', unitIds: [units.village], purpose: '请到场' }, owner, 25],
      [{ move: 'arrive' }, anActor('unitHandler', { unitId: units.village }), 26],
    )

    const [came] = joined.caseClocks.filter(({ unitId }) => unitId === units.village).filter(isRunning)
    expect(came).toMatchObject({ stage: 'handling', dueAt: at(50) })
  })
})

describe('it stops', () => {
  it.each<[string, readonly JointStep[]]>([
    [
      'when it feeds back',
      [
        [aCommand('coSign'), helping, 2],
        [aCommand('coFeedBack'), helping, 3],
      ],
    ],
    ['when it refuses', [[aCommand('coRefuse'), helping, 3]]],
    ['when it is waived', [[{ move: 'waive', unitId: helper, reason: '免除' }, dispatcher, 3]]],
    [
      'when it is made the owner',
      [[{ move: 'reassign', ownerUnitId: helper, reason: '改派' }, dispatcher, 3]],
    ],
    ['when the case is handed elsewhere', [[aCommand('transfer'), director, 3]]],
    ['when the case is voided', [[aCommand('void'), director, 3]]],
  ])('%s', (_, steps) => {
    const ended = after(handling(), ...steps)

    expect(helpersOf(ended)).toMatchObject([{ stoppedAt: at(3), overdueAt: null }])
    expect(ended.fact.coUnits.find(({ unitId }) => unitId === helper)?.clock).toBeUndefined()
  })

  it('when the assignment is recalled', () => {
    const recalled = after(assigned(), [{ move: 'recall', reason: '错派' }, dispatcher, 1])

    expect(helpersOf(recalled)).toMatchObject([{ stoppedAt: at(1) }])
  })
})

describe('it follows the case', () => {
  it('standing still while that is on account, and given back what was left', () => {
    const still = after(handling(), [{ ...aCommand('suspend'), until: at(900) }, director, 4])
    const again = after(still, [aCommand('resume'), director, 100])

    expect(runningOf(still)).toMatchObject({ pausedAt: at(4) })
    expect(still.fact.coUnits[0]?.clock).toEqual({
      dueAt: null,
      yellowAt: null,
      orangeAt: null,
      overdue: false,
    })
    expect(runningOf(again)?.dueAt).toBe(at(120))
    expect(runningOf(again)?.dueAt).toBe(ownOf(again)?.dueAt)
  })

  const extended = (from: TimedCase) =>
    after(
      from,
      [{ ...aCommand('askExtension'), dueAt: at(40) }, owner, 5],
      [{ move: 'grantExtension' }, dispatcher, 6],
    )

  it('being given its extension', () => {
    expect(runningOf(extended(handling()))?.dueAt).toBe(at(40))
    expect(kindsOf(extended(handling()))).toEqual(['start', 'extend'])
  })

  it('but for what has run out: that is answered for, and keeps nobody else from more time', () => {
    const { fact, caseClocks } = handling()
    const late = caseClocks.map(caseClock =>
      caseClock.unitId === helper ? { ...caseClock, dueAt: at(3), overdueAt: at(3) } : caseClock,
    )
    const longer = extended({ fact, caseClocks: late })

    expect(ownOf(longer)?.dueAt).toBe(at(40))
    expect(runningOf(longer)?.dueAt).toBe(at(3))
  })

  it('being measured anew with its level', () => {
    const raised = after(handling('yellow'), [
      { move: 'changeLevel', level: 'orange', reason: '扩大' },
      dispatcher,
      2,
    ])

    expect([runningOf(raised)?.dueAt, ownOf(raised)?.dueAt]).toEqual([at(24), at(24)])
    expect(kindsOf(raised)).toEqual(['start', 'recompute'])
  })

  it('when it is handed up, standing still, and timing the lower tier once the upper one assigns', () => {
    const local = {
      fact: { ...handling('yellow').fact, tier: 'township' },
      caseClocks: handling('yellow').caseClocks,
    } as const
    const up = after(local, [aCommand('escalate'), anActor('townshipDirector'), 4])
    const above = after(
      up,
      [{ ...aCommand('accept'), categoryCode: 'E0601', level: 'yellow' }, anActor('countyDuty'), 5],
      [{ move: 'assign', ownerUnitId: units.village }, dispatcher, 6],
    )

    expect(runningOf(up)).toMatchObject({ pausedAt: at(4) })
    expect(up.caseClocks.some(({ unitId }) => unitId === lead)).toBe(false)
    expect(helpersOf(above)).toMatchObject([{ stoppedAt: at(5) }])
    expect(above.caseClocks.find(({ unitId }) => unitId === lead)).toMatchObject({
      startedAt: at(6),
      stoppedAt: null,
    })
  })
})

describe('a helping unit that is late', () => {
  const share = { stage: 'handling', unitId: helper, percent: 100 } as const
  const by = { now: at(24), law, noticeNumber: 'DB-9' }

  it('is late itself; the case and its owner are not', () => {
    const late = lateAfter(handling(), share, by)

    expect(late).toMatchObject({ name: 'overdue', card: 'yellow', issued: 'DB-9' })
    expect(late.fact.coUnits[0]).toMatchObject({ unitId: helper, card: 'yellow', clock: { overdue: true } })
    expect(late.fact).toMatchObject({ overdue: false, lateStages: [], card: null, supervision: null })
    expect(late.caseClocks.some(({ stage }) => stage === 'supervisionReply')).toBe(false)
  })

  it('is given each graver card by a notice of its own, each once', () => {
    const yellow = lateAfter(handling(), share, by)
    const again = lateAfter(yellow, share, by)
    const orange = lateAfter(again, { ...share, percent: 150 }, by)
    const red = lateAfter(orange, { ...share, percent: 200 }, by)

    expect([yellow, again, orange, red].map(({ issued }) => issued)).toEqual([
      'DB-9',
      undefined,
      'DB-9',
      'DB-9',
    ])
    expect(red.fact).toMatchObject({ card: null, coUnits: [{ card: 'red' }] })
  })

  it('is not named again when the case’s own time is over, and earns the owner’s notice neither', () => {
    const first = lateAfter(handling(), share, by)
    const own = { ...share, unitId: null }

    expect(missedUnits(first.fact, own)).toEqual([])
    expect(lateAfter(first, own, by)).toMatchObject({
      issued: 'DB-9',
      fact: { card: 'yellow', overdue: true },
    })
  })

  it('keeps its card when it has fed back at last', () => {
    const late = lateAfter(handling(), share, by)
    const done = after(late, [aCommand('coSign'), helping, 25], [aCommand('coFeedBack'), helping, 26])

    expect(done.fact.coUnits).toMatchObject([{ state: 'answered', card: 'yellow' }])
    expect(done.fact.overdue).toBe(false)
  })

  it('holds nobody up: waived, the case is finished', () => {
    const late = lateAfter(handling(), share, by)
    const done = after(
      late,
      [{ move: 'waive', unitId: helper, reason: '免除' }, dispatcher, 25],
      [{ ...aCommand('finish'), media: [anId(900)] }, owner, 26],
    )

    expect(done.fact.status).toBe('done')
  })
})

describe('who is shown which clock', () => {
  const late = lateAfter(
    handling(),
    { stage: 'handling', unitId: helper, percent: 100 },
    {
      now: at(24),
      law,
      noticeNumber: 'DB-9',
    },
  ).fact

  it('is its own for a helping unit, the case’s for all others', () => {
    expect(shownTo(late, helper)).toMatchObject({ dueAt: at(24), overdue: true, card: 'yellow' })
    expect(shownTo(late, lead)).toBe(late)
    expect(shownTo(late, undefined)).toBe(late)
  })

  it('is the case’s again for a unit that is done', () => {
    const done = aCaseFact({ coUnits: [{ unitId: helper, state: 'answered', since: at(2) }] })

    expect(shownTo(done, helper)).toBe(done)
  })
})

describe('whose lateness stands beside the clock that is shown', () => {
  const clock = { dueAt: at(2), yellowAt: null, orangeAt: null }
  const of = (overdue: boolean, helpers: boolean) =>
    aCaseFact({
      overdue,
      coUnits: [{ unitId: helper, state: 'working', since: at(1), clock: { ...clock, overdue: helpers } }],
    })

  it.each([
    ['nobody', of(false, false), false, undefined, undefined],
    ['the owner', of(true, false), true, 'owner', undefined],
    ['a helping unit', of(false, true), true, undefined, 'helper'],
    ['both', of(true, true), true, undefined, undefined],
  ] as const)('%s late', (_, current, isSo, toHelper, toLead) => {
    expect(isLate(current)).toBe(isSo)
    expect([lateHelper(current, helper), lateHelper(current, lead)]).toEqual([toHelper, toLead])
  })
})
