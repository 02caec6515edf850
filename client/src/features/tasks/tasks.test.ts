import type { CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { describe, expect, it } from 'vitest'
import { aCaseView } from '../cases/builders.ts'
import { callOf, callsOf, ringsNow } from './alarms.ts'
import { listsOf } from './lists.ts'
import { isGraveTask, tasksOf } from './tasks.ts'

const grid = '341222101201001'
const unitId = '01900000-0000-7000-8000-000000000001'
const member: Actor = { accountId: 'a-member', name: '李四', role: 'gridMember', scope: grid, unitId }
const handler: Actor = { ...member, accountId: 'a-handler', role: 'unitHandler', scope: '341222' }

const aView = (named: Partial<CaseView> = {}): CaseView =>
  aCaseView({
    status: 'assigned',
    ownerUnitId: unitId,
    areaCode: grid.slice(0, 12),
    gridCode: grid,
    ...named,
  })

describe('the tasks of a person', () => {
  it.each<[Actor, Partial<CaseView>, string]>([
    [handler, { status: 'assigned' }, 'sign'],
    [handler, { status: 'signed' }, 'start'],
    [handler, { status: 'handling' }, 'finish'],
    [handler, { status: 'rework' }, 'start'],
    [member, { status: 'needInfo', reporterId: 'a-member' }, 'giveInfo'],
    [member, { status: 'done', ownerUnitId: 'another', handlerIds: ['a-handler'] }, 'pass'],
  ])('of %j: a case %j waits for %s', (actor, named, move) => {
    expect(tasksOf([aView(named)], actor)).toMatchObject([{ move }])
  })

  it.each<[Actor, Partial<CaseView>]>([
    [handler, { status: 'assigned', ownerUnitId: 'another' }],
    [handler, { status: 'done' }],
    [member, { status: 'reported' }],
    [member, { status: 'done', handlerIds: ['a-member'] }],
    [member, { status: 'closed' }],
  ])('of %j are not a case %j', (actor, named) => {
    expect(tasksOf([aView(named)], actor)).toEqual([])
  })

  it('begin with what is overdue, then what is grave, then what is due first', () => {
    const cases = [
      aView({ id: 'late', overdue: true }),
      aView({ id: 'calm', dueAt: '2026-11-24T09:00:00.000Z' }),
      aView({ id: 'soon', dueAt: '2026-11-24T03:00:00.000Z' }),
      aView({ id: 'red', level: 'red' }),
    ]

    expect(tasksOf(cases, handler).map(({ seen }) => seen.id)).toEqual(['late', 'red', 'soon', 'calm'])
  })
})

describe('the task of a helping unit', () => {
  it('is due by its own clock, and late by that alone', () => {
    const clock = { dueAt: '2026-11-24T05:00:00.000Z', yellowAt: null, orangeAt: null, overdue: true }
    const helper = { unitId, state: 'working', since: '2026-11-24T02:00:00.000Z', clock } as const
    const seen = aView({
      status: 'handling',
      ownerUnitId: 'another',
      coUnits: [helper],
      coUnitIds: [unitId],
      stage: 'handling',
      dueAt: '2026-11-25T09:00:00.000Z',
    })

    expect(tasksOf([seen], handler)).toMatchObject([
      { move: 'coFeedBack', seen: { dueAt: clock.dueAt, overdue: true } },
    ])
    expect(listsOf([seen], handler).helping).toMatchObject([{ seen: { dueAt: clock.dueAt } }])
    expect(seen.overdue).toBe(false)
  })
})

describe('sharing one’s place', () => {
  it.each<[Partial<CaseView>, boolean]>([
    [{ level: 'red', status: 'signed', handledBy: [{ accountId: 'a-handler', unitId }] }, true],
    [{ level: 'orange', status: 'handling', handledBy: [{ accountId: 'a-handler', unitId }] }, true],
    [{ level: 'red', status: 'assigned', handledBy: [] }, false],
    [{ level: 'red', status: 'done', handledBy: [{ accountId: 'a-handler', unitId }] }, false],
    [{ level: 'yellow', status: 'handling', handledBy: [{ accountId: 'a-handler', unitId }] }, false],
    [{ level: 'red', status: 'handling', handledBy: [{ accountId: 'another', unitId }] }, false],
  ])('for a case %j is %s', (named, isShared) => {
    expect(isGraveTask(aView(named), 'a-handler')).toBe(isShared)
  })
})

describe('the calls of tasks', () => {
  const none = new Set<string>()
  const toSign = (named: Partial<CaseView>) => ({ seen: aView(named), move: 'sign' as const })

  it('are of tasks to be signed for, the gravest first, then the one that runs out first', () => {
    const todo = [
      toSign({ id: 'blue' }),
      toSign({ id: 'later', level: 'red', dueAt: '2026-11-24T02:20:00.000Z' }),
      toSign({ id: 'sooner', level: 'red', dueAt: '2026-11-24T02:10:00.000Z' }),
      { seen: aView({ id: 'begun', level: 'red' }), move: 'finish' as const },
    ]

    expect(callsOf(todo, none).map(({ seen }) => seen.id)).toEqual(['sooner', 'later', 'blue'])
  })

  it('end by an answer, and call anew when the case is given to somebody anew', () => {
    const first = toSign({ level: 'red', dueAt: '2026-11-24T02:10:00.000Z' })
    const answered = new Set([callOf(first)])

    expect(callsOf([first], answered)).toEqual([])
    expect(callsOf([toSign({ level: 'red', dueAt: '2026-11-24T09:10:00.000Z' })], answered)).toHaveLength(1)
  })

  it.each([
    ['red', undefined, 0, true],
    ['red', 0, 4_000, false],
    ['red', 0, 5_000, true],
    ['orange', 0, 15_000, true],
    ['blue', undefined, 0, true],
    ['blue', 0, 3_600_000, false],
  ] as const)('%s, rung at %s, rings at %i: %s', (level, rungAtMs, nowMs, rings) => {
    expect(ringsNow(toSign({ level }), rungAtMs, nowMs)).toBe(rings)
  })
})
