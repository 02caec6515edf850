import { describe, expect, it } from 'vitest'
import { aMove, broughtTo, takenOn, toldTo, tryMove } from '../builders/course.ts'
import { aShift } from '../builders/shift.ts'
import { accountId, unitIds } from '../builders/staff.ts'

const { clock, as, later, detail, ids } = aShift()

/** Assigned to the first township's police station, with three departments to help. */
const aJointCase = async () =>
  takenOn(as, await broughtTo('accepted', as), [
    't1.dispatcher',
    'assign',
    { coUnitIds: [unitIds.police, unitIds.civil, unitIds.housing] },
  ])

describe('a case with three departments', () => {
  it('is finished only when each has fed back or is waived', async () => {
    const handling = await takenOn(as, await aJointCase(), ['t1.force', 'sign'], ['t1.force', 'start'])
    const waiting = await toldTo(as, handling, ['t1.force', 'finish'])
    const nearly = await takenOn(
      as,
      handling,
      ['police', 'coSign'],
      ['police', 'coFeedBack'],
      ['civil', 'coRefuse'],
      ['housing', 'coSign'],
      ['t1.dispatcher', 'waive', { unitId: unitIds.civil }],
    )
    const still = await toldTo(as, nearly, ['t1.force', 'finish'])

    const done = await takenOn(
      as,
      nearly,
      ['t1.dispatcher', 'waive', { unitId: unitIds.housing }],
      ['t1.force', 'finish'],
    )

    expect([waiting, still]).toEqual([
      [409, 'case.coUnitsOpen'],
      [409, 'case.coUnitsOpen'],
    ])
    expect(done.status).toBe('done')
    expect(done.coUnits.map(one => one.state)).toEqual(['answered', 'waived', 'waived'])
    expect(done.handlerIds).toContain(accountId('police'))
  })

  it('is on the list of each that owes its part, and off it when the part is done', async () => {
    const joint = await aJointCase()
    expect(await ids('housing', { helping: 'true' })).toContain(joint.id)
    expect(await ids('housing', { todo: 'true' })).toContain(joint.id)

    await takenOn(as, joint, ['housing', 'coSign'], ['housing', 'coFeedBack'])

    expect(await ids('housing', { helping: 'true' })).not.toContain(joint.id)
    expect(await ids('t1.duty', { joint: 'true' })).toContain(joint.id)
  })

  it('lets nobody feed back for another, or before signing', async () => {
    const joint = await aJointCase()

    expect(await toldTo(as, joint, ['civil', 'coFeedBack'])).toEqual([409, 'case.illegalMove'])
    expect(await toldTo(as, joint, ['t1.force', 'coSign'])).toEqual([403, 'case.notYours'])
    expect(await toldTo(as, joint, ['t1.dispatcher', 'waive', { unitId: unitIds.force(1) }])).toEqual([
      409,
      'case.notCoUnit',
    ])
  })
})

describe('a whistle', () => {
  it('calls departments, each of whose arrivals stops its own clock', async () => {
    const whistled = await takenOn(as, await broughtTo('handling', as), [
      't1.force',
      'whistle',
      { unitIds: [unitIds.police, unitIds.housing] },
    ])
    const half = await takenOn(as, whistled, ['police', 'arrive'])
    const stopsOf = async (id: string) =>
      (await detail('t1.duty', id)).clocks
        .filter(({ stage }) => stage === 'reportingIn')
        .map(({ unitId, stoppedAt }) => [unitId, stoppedAt])

    expect(whistled.coUnits.map(one => one.state)).toEqual(['called', 'called'])
    expect(await stopsOf(half.id)).toEqual(
      expect.arrayContaining([
        [unitIds.police, clock.now()],
        [unitIds.housing, null],
      ]),
    )
    await takenOn(as, half, ['housing', 'arrive'])
    expect((await stopsOf(half.id)).map(([, stoppedAt]) => stoppedAt)).toEqual([clock.now(), clock.now()])
  })

  it('is refused where everyone named helps already, or is of another township', async () => {
    const handling = await broughtTo('handling', as)

    expect(await toldTo(as, handling, ['t1.force', 'whistle', { unitIds: [unitIds.force(1)] }])).toEqual([
      409,
      'case.helpsAlready',
    ])
    expect(await toldTo(as, handling, ['t1.force', 'whistle', { unitIds: [unitIds.force(2)] }])).toEqual([
      400,
      'unit.unknown',
    ])
  })
})

describe('an assignment refused', () => {
  it('once goes back, twice needs the director, who designates', async () => {
    const again = await takenOn(
      as,
      await broughtTo('assigned', as),
      ['t1.force', 'refuse'],
      ['t1.dispatcher', 'assign'],
    )
    const second = await toldTo(as, again, ['t1.force', 'refuse'])
    const byDesk = await toldTo(as, again, ['t1.dispatcher', 'designate'])

    const designated = await takenOn(as, again, ['t1.director', 'designate'], ['police', 'sign'])

    expect(second).toEqual([409, 'case.refusedBefore'])
    expect(byDesk).toEqual([403, 'permission.missing'])
    expect(designated).toMatchObject({ status: 'signed', ownerUnitId: unitIds.police })
  })

  it('after the time to sign is over is signed and assigned anew instead', async () => {
    const assigned = await broughtTo('assigned', as)
    later(7 * 86_400)

    expect(await toldTo(as, assigned, ['t1.force', 'refuse'])).toEqual([409, 'case.refusedLate'])
    expect((await detail('t1.force', assigned.id)).openMoves).not.toContain('refuse')
    const moved = await takenOn(as, assigned, ['t1.force', 'sign'], ['t1.dispatcher', 'reassign'])
    expect(moved).toMatchObject({ status: 'assigned', ownerUnitId: unitIds.civil, refuseCount: 0 })
  })

  it('by nobody cannot be designated', async () => {
    const assigned = await broughtTo('assigned', as)

    expect(await toldTo(as, assigned, ['t1.director', 'designate'])).toEqual([409, 'case.notRefused'])
  })

  it('reassigned keeps the handling clock of before', async () => {
    const handling = await broughtTo('handling', as)
    const before = (await detail('t1.duty', handling.id)).clocks.find(one => one.stage === 'handling')
    later(3_600)

    const moved = await takenOn(as, handling, ['t1.dispatcher', 'reassign'])

    const after = (await detail('t1.duty', moved.id)).clocks.filter(one => one.stage === 'handling')
    expect(moved).toMatchObject({ status: 'assigned', ownerUnitId: unitIds.civil })
    expect(after).toEqual([expect.objectContaining({ startedAt: before?.startedAt, dueAt: before?.dueAt })])
  })
})

describe('two officers in the same moment', () => {
  it('have one winner, and the other is told who it was', async () => {
    const joint = await aJointCase()
    const [duty, dispatcher] = [await as('t1.director'), await as('t1.dispatcher')]

    const answers = await Promise.all([
      tryMove(duty, joint, aMove('waive', joint)),
      tryMove(dispatcher, joint, aMove('waive', joint, { unitId: unitIds.civil })),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.code).toBe('case.stale')
    expect(JSON.stringify(loser?.body)).toContain('waive')
  })

  it('of many officers at once take one case on exactly once', async () => {
    const opened = await broughtTo('reported', as)
    const officers = await Promise.all(
      ['t1.duty', 't1.dispatcher', 't1.director', 'county.duty', 'county.dispatcher'].map(as),
    )

    const answers = await Promise.all(officers.map(by => tryMove(by, opened, aMove('accept', opened))))

    expect(answers.map(({ code }) => code ?? 'taken').sort()).toEqual([
      'case.stale',
      'case.stale',
      'case.stale',
      'case.stale',
      'taken',
    ])
    const { timeline } = await detail('t1.duty', opened.id)
    expect(timeline.map(({ move }) => move)).toEqual(['report', 'accept'])
  })
})

describe('a computer’s clock that is set back', () => {
  it('makes no entry of a ledger older than the one before, and no clock longer', async () => {
    const opened = await broughtTo('reported', as)
    const asked = await takenOn(as, opened, ['t1.duty', 'askInfo'])
    later(-3_600)

    const given = await takenOn(as, asked, ['t1v1g1', 'giveInfo'])

    const acceptance = (await detail('t1.duty', opened.id)).clocks.find(({ stage }) => stage === 'acceptance')
    const moments = acceptance?.ledger.map(({ at }) => at) ?? []
    expect(moments).toHaveLength(3)
    expect(moments).toEqual([...moments].sort())
    expect(given.dueAt).toBe(opened.dueAt)
    later(3_600)
  })
})
