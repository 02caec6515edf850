import { moveCase, seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { accountId, unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

describe('POST /api/cases/:id/moves', () => {
  it('takes a case from its report to its close, each step by who owes it', async () => {
    const closed = await broughtTo('closed', as)

    const { body } = await (await as('t1.duty')).call(seeCase, { params: { id: closed.id } })

    expect(closed).toMatchObject({ status: 'closed', closedAt: clock.now() })
    expect(closed.stage).toBe(closed.sampled ? 'callBack' : null)
    expect(closed.dueAt !== null).toBe(closed.sampled)
    expect(body.timeline.map(({ move, to, version }) => [move, to, version])).toEqual([
      ['report', 'reported', 1],
      ['accept', 'accepted', 2],
      ['assign', 'assigned', 3],
      ['sign', 'signed', 4],
      ['start', 'handling', 5],
      ['finish', 'done', 6],
      ['pass', 'verified', 7],
      ['close', 'closed', 8],
    ])
  })

  it('answers with the case as it stands after the move', async () => {
    const reported = await broughtTo('reported', as)

    const accepted = await moved(
      await as('t1.duty'),
      reported,
      aMove('accept', reported, { categoryCode: '0102', level: 'yellow' }),
    )

    expect(accepted).toMatchObject({
      id: reported.id,
      version: 2,
      status: 'accepted',
      categoryCode: '0102',
      level: 'yellow',
      stage: 'assignment',
      lastMove: 'accept',
    })
  })

  it('asks the reporter and goes on when the answer comes', async () => {
    const reported = await broughtTo('reported', as)
    const asked = await moved(await as('t1.duty'), reported, aMove('askInfo', reported))

    const answered = await moved(await as('t1v1g1'), asked, aMove('giveInfo', asked))

    expect([asked.status, asked.stage]).toEqual(['needInfo', 'supplement'])
    expect([answered.status, answered.stage, answered.askCount]).toEqual(['reported', 'acceptance', 1])
  })

  it('rejects a report with its reason, and that is its end', async () => {
    const reported = await broughtTo('reported', as)

    const rejected = await moved(await as('t1.duty'), reported, aMove('reject', reported))

    expect(rejected).toMatchObject({ status: 'rejected', closedAt: clock.now() })
  })

  it('takes back an assignment that nobody signed', async () => {
    const assigned = await broughtTo('assigned', as)

    const recalled = await moved(await as('t1.dispatcher'), assigned, aMove('recall', assigned))

    expect(recalled).toMatchObject({ status: 'accepted', ownerUnitId: unitIds.township(1), coUnitIds: [] })
  })

  it('gives a refused assignment back to the centre', async () => {
    const assigned = await broughtTo('assigned', as)

    const refused = await moved(await as('t1.force'), assigned, aMove('refuse', assigned))

    expect(refused).toMatchObject({ status: 'accepted', ownerUnitId: unitIds.township(1), refuseCount: 1 })
  })

  it('keeps who worked on it, and the status, through reports of progress', async () => {
    const handling = await broughtTo('handling', as)

    const after = await moved(await as('t1.force'), handling, aMove('progress', handling))

    expect(after).toMatchObject({ status: 'handling', handlerIds: [accountId('t1.force')] })
  })

  it('lets a unit that helps tell its progress', async () => {
    const accepted = await broughtTo('accepted', as)
    const assigned = await moved(
      await as('t1.dispatcher'),
      accepted,
      aMove('assign', accepted, { coUnitIds: [unitIds.civil] }),
    )
    const signed = await moved(await as('t1.force'), assigned, aMove('sign', assigned))
    const handling = await moved(await as('t1.force'), signed, aMove('start', signed))

    const told = await moved(await as('civil'), handling, aMove('progress', handling))

    expect(told.handlerIds).toContain(accountId('civil'))
  })

  it('sends badly done work back, counted, to be started again', async () => {
    const done = await broughtTo('done', as)

    const sent = await moved(await as('t1v1g1'), done, aMove('rework', done))
    const again = await moved(await as('t1.force'), sent, aMove('start', sent))

    expect(sent).toMatchObject({ status: 'rework', reworkCount: 1, stage: 'handling' })
    expect(again.status).toBe('handling')
  })

  it('raises the level at the desk and lowers it by the director', async () => {
    const handling = await broughtTo('handling', as)

    const raised = await moved(await as('t1.duty'), handling, aMove('changeLevel', handling))
    const lowered = await moved(
      await as('t1.director'),
      raised,
      aMove('changeLevel', raised, { level: 'blue', reason: '现场已平稳' }),
    )

    expect([raised.level, lowered.level, lowered.status]).toEqual(['yellow', 'blue', 'handling'])
  })

  it('lets an assignment shorten the deadline', async () => {
    const accepted = await broughtTo('accepted', as)
    const dueAt = '2026-11-25T02:00:00.000Z'

    const assigned = await moved(await as('t1.dispatcher'), accepted, aMove('assign', accepted, { dueAt }))
    const { body } = await (await as('t1.duty')).call(seeCase, { params: { id: assigned.id } })

    expect(body.clocks.find(({ stage }) => stage === 'handling')?.dueAt).toBe(dueAt)
  })

  it('keeps the requirement that came with the assignment for its reader', async () => {
    const accepted = await broughtTo('accepted', as)
    const assign = aMove('assign', accepted, { requirement: '两日内答复' })
    const assigned = await moved(await as('t1.dispatcher'), accepted, assign)

    const { body } = await (await as('t1.force')).call(seeCase, { params: { id: assigned.id } })

    expect(body.requirement).toBe('两日内答复')
  })
})

describe('a move made again', () => {
  it('under its id gets the same reply, whatever happened since', async () => {
    const reported = await broughtTo('reported', as)
    const accept = aMove('accept', reported)
    const first = await tryMove(await as('t1.duty'), reported, accept)
    await moved(await as('t1.dispatcher'), first.body, aMove('assign', first.body))

    const again = await (await as('t1.duty')).call(moveCase, { params: { id: reported.id }, body: accept })

    expect([again.status, again.body]).toEqual([200, first.body])
  })

  it('many times at once is made once', async () => {
    const reported = await broughtTo('reported', as)
    const duty = await as('t1.duty')
    const accept = aMove('accept', reported)

    const answers = await Promise.all(Array.from({ length: 20 }, () => tryMove(duty, reported, accept)))

    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const { body } = await duty.call(seeCase, { params: { id: reported.id } })
    expect(body.case.version).toBe(2)
  })

  it('from a view as old as a clock that ran out meanwhile still counts, since no person changed the case', async () => {
    const reported = await broughtTo('reported', as, aReport({ level: 'yellow' }))
    clock.moveOnS(31 * 60)
    const duty = await as('t1.duty')
    await expect
      .poll(async () => (await duty.call(seeCase, { params: { id: reported.id } })).body.case.overdue, {
        timeout: 10_000,
      })
      .toBe(true)

    const accepted = await moved(duty, reported, aMove('accept', reported, { level: 'yellow' }))

    expect(accepted).toMatchObject({ status: 'accepted', lateStages: ['acceptance'] })
  })
})
