import { describe, expect, it } from 'vitest'
import { aCaseFact } from '../cases/testing/index.ts'
import type { Role } from '../identity/index.ts'
import type { Post } from '../notifications/index.ts'
import { isDispatch, mostOfRank, reachedByCall, reachedByDispatch } from './whoIsReached.ts'

const township = '341222101'
const post = (id: string, role: Role, scope: string, unitId: string | null = 'centre'): Post => ({
  id,
  role,
  scope,
  unitId,
})
const posts: readonly Post[] = [
  post('duty', 'townshipDuty', township),
  post('dispatcher', 'townshipDispatcher', township),
  post('director', 'townshipDirector', township),
  post('leader', 'townshipLeader', township),
  post('elsewhere', 'townshipDuty', '341222102'),
  post('police1', 'unitHandler', township, 'police'),
  post('police2', 'unitHandler', township, 'police'),
  post('countyDuty', 'countyDuty', '341222'),
  post('countyDispatcher', 'countyDispatcher', '341222'),
  post('countyDirector', 'countyDirector', '341222'),
  post('wall', 'wall', '341222'),
]
const nobody: ReadonlySet<string> = new Set()
const aCase = (named: Parameters<typeof aCaseFact>[0] = {}) =>
  aCaseFact({ tier: 'township', areaCode: `${township}201`, ownerUnitId: 'police', ...named })
const lines = (persons: ReturnType<typeof reachedByDispatch>) =>
  persons.map(({ accountId, rank }) => `${rank} ${accountId}`)

describe('a dispatch is told', () => {
  it('to the unit, then to who dispatched it, then to the leader; a unit without a head is told whole, once', () => {
    expect(lines(reachedByDispatch(aCase(), posts, nobody))).toEqual([
      '0 police1',
      '0 police2',
      '1 dispatcher',
      '2 leader',
    ])
  })

  it('whoever handled it before for others is not meant', () => {
    const handledBy = [{ accountId: 'duty', unitId: 'centre' }]

    expect(lines(reachedByDispatch(aCase({ handledBy }), posts, nobody))[0]).toBe('0 police1')
  })

  it('to so many of one rank at most', () => {
    const many = Array.from({ length: 40 }, (_, n) => post(`p${n}`, 'unitHandler', township, 'police'))

    expect(reachedByDispatch(aCase(), many, nobody)).toHaveLength(mostOfRank)
  })

  it('only by the moves that dispatch', () => {
    const told = (lastMove: string) => isDispatch(aCase({ status: 'assigned', lastMove }))

    expect(['assign', 'reassign', 'designate'].map(told)).toEqual([true, true, true])
    expect(['urge', 'changeLevel', 'note'].map(told)).toEqual([false, false, false])
    expect(isDispatch(aCase({ status: 'signed', lastMove: 'assign' }))).toBe(false)
  })
})

describe('a case that calls is told', () => {
  it('to the desks of its township and county, then to who dispatches there, then to who directs', () => {
    expect(lines(reachedByCall(aCase({ level: 'red', status: 'reported' }), posts, nobody))).toEqual([
      '0 duty',
      '0 countyDuty',
      '1 dispatcher',
      '1 countyDispatcher',
      '2 director',
      '2 countyDirector',
    ])
  })

  it('to the county alone when the township has handed it up', () => {
    const handedUp = aCase({ level: 'red', status: 'escalated', tier: 'county' })

    expect(lines(reachedByCall(handedUp, posts, nobody))).toEqual([
      '0 countyDuty',
      '1 countyDispatcher',
      '2 countyDirector',
    ])
  })
})

describe('whoever is on duty', () => {
  it('is told before their colleagues, who come after everybody that is', () => {
    const onDuty = new Set(['police2', 'dispatcher'])

    expect(lines(reachedByDispatch(aCase(), posts, onDuty))).toEqual([
      '0 police2',
      '1 dispatcher',
      '2 leader',
      '3 police1',
    ])
  })

  it('at the county keeps no township waiting that has no roster', () => {
    const calling = aCase({ level: 'red', status: 'reported' })
    const more = [...posts, post('countyDuty2', 'countyDuty', '341222', 'county')].map(one =>
      one.id === 'countyDuty' ? { ...one, unitId: 'county' } : one,
    )

    expect(lines(reachedByCall(calling, more, new Set(['countyDuty2'])))).toEqual([
      '0 duty',
      '0 countyDuty2',
      '1 dispatcher',
      '1 countyDispatcher',
      '2 director',
      '2 countyDirector',
      '3 countyDuty',
    ])
  })

  it('is among those told, however many there are of the unit', () => {
    const many = Array.from({ length: 40 }, (_, n) => post(`p${n}`, 'unitHandler', township, 'police'))
    const told = reachedByDispatch(aCase(), many, new Set(['p39']))

    expect(lines(told).slice(0, 2)).toEqual(['0 p39', '1 p0'])
  })
})
