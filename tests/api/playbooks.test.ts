import { seeCase, type CaseDetail } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, takenOn, toldTo, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'

const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const aLeak = () => broughtTo('handling', as, aReport({ level: 'red', categoryCode: 'E0508' }))
const detail = async (account: string, id: string): Promise<CaseDetail> =>
  (await (await as(account)).call(seeCase, { params: { id } })).body
const tick = { playbook: 'gasLeak', edition: 0, step: 'askCaller', stepResult: 'done' } as const
const ticks = async (id: string, account = 't1.duty') => (await detail(account, id)).playbook?.ticks

describe('a playbook', () => {
  it('lies open with a case of its kind, and its steps are ticked with name and time', async () => {
    const at = await aLeak()
    expect((await detail('t1.duty', at.id)).playbook).toMatchObject({
      code: 'gasLeak',
      edition: 0,
      content: { name: '燃气泄漏处置预案' },
      ticks: [],
    })

    const after = await takenOn(as, at, ['t1.duty', 'tick', tick])

    expect(after).toMatchObject({
      status: 'handling',
      dueAt: at.dueAt,
      playbook: { code: 'gasLeak', edition: 0, ticked: ['askCaller'] },
    })
    const expected = [{ step: 'askCaller', result: 'done', by: '测试 t1.duty', at: clock.now() }]
    expect(await ticks(at.id, 't1.dispatcher')).toMatchObject(expected)
    const entry = (await detail('t1.duty', at.id)).timeline.find(({ move }) => move === 'tick')
    expect(entry?.filled).toMatchObject({
      playbookName: '燃气泄漏处置预案',
      stepText: expect.stringContaining('开窗'),
    })
  })

  it('is none where none is meant for the kind, and masked with a sensitive case', async () => {
    const dispute = await broughtTo('handling', as, aReport({ level: 'blue', categoryCode: '0201' }))
    expect((await detail('t1.duty', dispute.id)).playbook).toBeNull()
    expect(await toldTo(as, dispute, ['t1.duty', 'tick', tick])).toEqual([409, 'playbook.none'])

    const crisis = await broughtTo('accepted', as, aReport({ level: 'red', categoryCode: 'E0510' }))
    expect((await detail('t1.duty', crisis.id)).playbook?.code).toBe('emotionalCrisis')
    await takenOn(as, crisis, ['t1.duty', 'tick', { ...tick, playbook: 'emotionalCrisis', step: 'stay' }])
    const masked = await detail('t1v1.secretary', crisis.id)
    expect([masked.playbook, masked.case.playbook ?? null]).toEqual([null, null])
  })
})

describe('ticking', () => {
  it('makes nobody’s view stale, and the same command is one line', async () => {
    const at = await aLeak()
    const command = aMove('tick', at, tick)
    const by = await as('t1.duty')
    const [first, again] = [await tryMove(by, at, command), await tryMove(by, at, command)]

    expect([first.status, again.status]).toEqual([200, 200])
    expect(await ticks(at.id)).toHaveLength(1)
    expect((await tryMove(await as('t1.force'), at, aMove('progress', at))).status).toBe(200)
  })

  it('of one step by many at once is one line; the others are told', async () => {
    const at = await aLeak()
    const answers = await Promise.all(
      ['t1.duty', 't1.dispatcher', 't1.force', 't1.director'].flatMap(account =>
        [1, 2].map(async () => tryMove(await as(account), at, aMove('tick', at, { ...tick, id: v7() }))),
      ),
    )

    const codes = answers.map(({ code }) => code)
    expect(codes.filter(code => code === undefined)).toHaveLength(1)
    expect(codes.filter(code => code === 'playbook.tickedAlready')).toHaveLength(7)
    const entries = (await detail('t1.duty', at.id)).timeline.filter(({ move }) => move === 'tick')
    expect(entries).toHaveLength(1)
  })

  it('is refused strangers, walls, and what the playbook does not have', async () => {
    const at = await aLeak()
    const told = (account: string, named = {}) => toldTo(as, at, [account, 'tick', { ...tick, ...named }])

    expect(await told('t2.duty')).toEqual([404, 'case.unknown'])
    expect(await told('t1.leader')).toEqual([403, 'permission.missing'])
    expect(await told('t1.wall')).toEqual([403, 'permission.missing'])
    expect(await told('t1.duty', { step: 'dance' })).toEqual([400, 'playbook.unknownStep'])
    expect(await told('t1.duty', { playbook: 'fire' })).toEqual([409, 'playbook.changed'])
    expect(await told('t1.duty', { stepResult: 'notNeeded' })).toEqual([400, 'playbook.unexplained'])
    expect(await told('t1.duty', { stepResult: 'undone', text: '勾错' })).toEqual([409, 'playbook.notTicked'])
    expect(await told('t1.duty', { step: 'Nicht erlaubt' })).toEqual([400, 'request.malformed'])
    await takenOn(
      as,
      at,
      ['t1.duty', 'tick', tick],
      ['t1.duty', 'tick', { ...tick, stepResult: 'undone', text: '勾错' }],
    )
    expect(await ticks(at.id)).toEqual([])
  })
})
