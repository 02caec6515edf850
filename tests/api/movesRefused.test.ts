import { moveCase, seeCase, type CaseView } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved, tryMove, type CourseStatus, type KnownMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'
import { upload } from '../builders/uploads.ts'

const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

/** What the account is told that tries the move on a case of that status. */
async function told(account: string, move: KnownMove, at: CaseView, differing: Record<string, unknown> = {}) {
  const answer = await tryMove(await as(account), at, aMove(move, at, differing))
  return [answer.status, answer.code]
}

describe('POST /api/cases/:id/moves is refused', () => {
  it('from a stale view, told who did what since', async () => {
    const reported = await broughtTo('reported', as)
    await moved(await as('t1.duty'), reported, aMove('accept', reported))

    const late = await tryMove(await as('t1.dispatcher'), reported, aMove('reject', reported))

    expect([late.status, late.code]).toEqual([409, 'case.stale'])
    expect(late.body).toMatchObject({
      detail: {
        version: 2,
        seenVersion: 1,
        changes: [
          {
            version: 2,
            at: clock.now(),
            move: 'accept',
            to: 'accepted',
            actorName: '测试 t1.duty',
            actorRole: 'townshipDuty',
            actorUnit: '城关镇综治中心',
          },
        ],
      },
    })
  })

  it('from a view that has not been yet', async () => {
    const reported = await broughtTo('reported', as)

    expect(await told('t1.duty', 'accept', { ...reported, version: 7 })).toEqual([409, 'case.stale'])
  })

  it('for one of two officers at once: one wins, the other is told by whom', async () => {
    const reported = await broughtTo('reported', as)

    const answers = await Promise.all([
      tryMove(await as('t1.duty'), reported, aMove('accept', reported)),
      tryMove(await as('t1.dispatcher'), reported, aMove('reject', reported)),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const lost = answers.find(({ status }) => status === 409)
    expect(lost?.code).toBe('case.stale')
    const { body } = await (await as('t1.duty')).call(seeCase, { params: { id: reported.id } })
    expect(body.case.version).toBe(2)
  })

  it.each<[CourseStatus, KnownMove, string]>([
    ['reported', 'assign', 't1.dispatcher'],
    ['reported', 'close', 't1.duty'],
    ['accepted', 'accept', 't1.duty'],
    ['accepted', 'pass', 't1.duty'],
    ['handling', 'recall', 't1.dispatcher'],
    ['closed', 'changeLevel', 't1.duty'],
  ])('from %s by %s, which is not open there', async (status, move, account) => {
    expect(await told(account, move, await broughtTo(status, as))).toEqual([409, 'case.illegalMove'])
  })

  it.each<[CourseStatus, KnownMove, string]>([
    ['reported', 'accept', 't1v1g1'],
    ['reported', 'accept', 't1.leader'],
    ['accepted', 'assign', 't1.duty'],
    ['done', 'pass', 't1v1.secretary'],
    ['verified', 'close', 't1v1.officer'],
    ['reported', 'accept', 'county.wall'],
    ['reported', 'accept', 'county.supervisor'],
  ])('at %s by %s to %s, whose role may not', async (status, move, account) => {
    expect(await told(account, move, await broughtTo(status, as))).toEqual([403, 'permission.missing'])
  })

  it.each<[CourseStatus, KnownMove, string]>([
    ['assigned', 'sign', 't1v1.officer'],
    ['handling', 'finish', 't1v1g1'],
    ['handling', 'progress', 't1v1.officer'],
  ])('at %s by %s to %s, whose unit does not own the case', async (status, move, account) => {
    expect(await told(account, move, await broughtTo(status, as))).toEqual([403, 'case.notYours'])
  })

  it('to a unit that only helps, for what the owner does', async () => {
    const accepted = await broughtTo('accepted', as)
    const assign = aMove('assign', accepted, { coUnitIds: [unitIds.civil] })
    const assigned = await moved(await as('t1.dispatcher'), accepted, assign)

    expect(await told('civil', 'sign', assigned)).toEqual([403, 'case.notYours'])
  })

  it('to another member for the answer that the reporter was asked for', async () => {
    const reported = await broughtTo('reported', as)
    const asked = await moved(await as('t1.duty'), reported, aMove('askInfo', reported))

    expect(await told('t1v1.officer', 'giveInfo', asked)).toEqual([403, 'case.notYours'])
  })

  it('to whoever handled the case and would verify it', async () => {
    const accepted = await broughtTo('accepted', as)
    const officer = await as('t1v1.officer')
    const toVillage = aMove('assign', accepted, { ownerUnitId: unitIds.village(1, 1) })
    let at = await moved(await as('t1.dispatcher'), accepted, toVillage)
    for (const move of ['sign', 'start', 'finish'] as const) at = await moved(officer, at, aMove(move, at))

    expect(await told('t1v1.officer', 'pass', at)).toEqual([403, 'case.handlerVerifies'])
    expect(await told('t1v1.officer', 'rework', at)).toEqual([403, 'case.handlerVerifies'])
    expect(await told('t1v1g1', 'pass', at)).toEqual([200, undefined])
  })

  it('to the desk for closing what belongs to a higher post', async () => {
    const verified = await broughtTo('verified', as, aReport({ level: 'yellow' }))

    expect(await told('t1.duty', 'close', verified)).toEqual([403, 'case.notYourLevel'])
    expect(await told('t1.director', 'close', verified)).toEqual([200, undefined])
  })

  it('to the desk for rejecting a grave case or lowering a level', async () => {
    const grave = await broughtTo('reported', as, aReport({ level: 'orange' }))
    const yellow = await broughtTo('reported', as, aReport({ level: 'yellow' }))

    expect(await told('county.duty', 'reject', grave)).toEqual([403, 'case.notYourLevel'])
    expect(await told('t1.duty', 'changeLevel', yellow, { level: 'blue' })).toEqual([
      403,
      'case.notYourLevel',
    ])
  })

  it('for a second refusal of an assignment', async () => {
    const assigned = await broughtTo('assigned', as)
    const back = await moved(await as('t1.force'), assigned, aMove('refuse', assigned))
    const again = await moved(await as('t1.dispatcher'), back, aMove('assign', back))

    expect(await told('t1.force', 'refuse', again)).toEqual([409, 'case.refusedBefore'])
  })

  it('for a third question to the reporter', async () => {
    let at = await broughtTo('reported', as)
    for (let n = 0; n < 2; n += 1) {
      at = await moved(await as('t1.duty'), at, aMove('askInfo', at))
      at = await moved(await as('t1v1g1'), at, aMove('giveInfo', at))
    }

    expect(await told('t1.duty', 'askInfo', at)).toEqual([409, 'case.askedTooOften'])
  })

  it('for the level that the case has', async () => {
    const at = await broughtTo('reported', as)

    expect(await told('t1.duty', 'changeLevel', at, { level: 'blue' })).toEqual([409, 'case.sameLevel'])
  })

  it('for a category that does not exist', async () => {
    const at = await broughtTo('reported', as)

    expect(await told('t1.duty', 'accept', at, { categoryCode: '7777' })).toEqual([400, 'category.unknown'])
  })

  it.each([
    ['later than the rule gives', '2027-11-24T02:00:00.000Z'],
    ['in the past', '2026-11-23T02:00:00.000Z'],
    ['on a day that no calendar has', '2026-11-31T02:00:00.000Z'],
  ])('for a deadline %s', async (_, dueAt) => {
    const at = await broughtTo('accepted', as)

    expect(await told('t1.dispatcher', 'assign', at, { dueAt })).toEqual([400, 'case.notLonger'])
  })

  it.each([
    ['a unit that does not exist', { ownerUnitId: v7() }],
    ['the force of another township', { ownerUnitId: unitIds.force(2) }],
    ['a helper of another township', { coUnitIds: [unitIds.force(3)] }],
  ])('for %s', async (_, differing) => {
    const at = await broughtTo('accepted', as)

    expect(await told('t1.dispatcher', 'assign', at, differing)).toEqual([400, 'unit.unknown'])
  })

  it('for an upload that is somebody else’s', async () => {
    const at = await broughtTo('handling', as)
    const media = [await upload(await running.signIn('t2v1g1'))]

    expect(await told('t1.force', 'progress', at, { media })).toEqual([400, 'case.unknownMedia'])
  })
})

describe('POST /api/cases/:id/moves is refused as if the case were not there', () => {
  it.each(['t2.duty', 't2.director', 't2v1g1', 't2.force', 'housing'])(
    'to %s, outside its scope',
    async account => {
      const at = await broughtTo('accepted', as)

      expect(await told(account, 'progress', at)).toEqual([404, 'case.unknown'])
    },
  )

  it('for an id that no case has', async () => {
    const at = await broughtTo('reported', as)

    expect(await told('t1.duty', 'accept', { ...at, id: v7() })).toEqual([404, 'case.unknown'])
  })

  it('to those who may know of a sensitive case no more than that it exists', async () => {
    const at = await broughtTo('accepted', as, aReport({ categoryCode: 'E0205' }))

    expect(await told('t1v1.officer', 'progress', at)).toEqual([404, 'case.unknown'])
  })
})

describe('the id of a move is refused', () => {
  it('for another body', async () => {
    const at = await broughtTo('reported', as)
    const accept = aMove('accept', at)
    await moved(await as('t1.duty'), at, accept)

    expect(await told('t1.duty', 'accept', at, { id: accept.id, level: 'red' })).toEqual([
      409,
      'command.idTaken',
    ])
  })

  it('that an entry of a timeline has already', async () => {
    const at = await broughtTo('reported', as)
    const seen = await (await as('t1.duty')).call(seeCase, { params: { id: at.id } })

    const answers = await Promise.all(
      seen.body.timeline.map(entry => told('t1.duty', 'accept', at, { id: entry.id })),
    )

    expect(answers).toEqual([[409, 'command.idTaken']])
  })

  it('from another account', async () => {
    const at = await broughtTo('reported', as)
    const accept = aMove('accept', at)
    await moved(await as('t1.duty'), at, accept)

    const other = await (await as('t1.dispatcher')).call(moveCase, { params: { id: at.id }, body: accept })

    expect([other.status, other.code]).toEqual([409, 'command.idTaken'])
  })

  it('on another case, at once or later', async () => {
    const [one, two] = [await broughtTo('reported', as), await broughtTo('reported', as)]
    const id = v7()
    const duty = await as('t1.duty')

    const answers = await Promise.all([one, two].map(at => tryMove(duty, at, aMove('accept', at, { id }))))

    expect(answers.map(({ code }) => code).sort()).toEqual(['command.idTaken', undefined])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
