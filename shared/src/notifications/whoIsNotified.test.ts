import { describe, expect, it } from 'vitest'
import { defaultThresholdRules, type Stage } from '../clocks/index.ts'
import { readersOf, type NotifiedCase, type Post } from './index.ts'

const township = '341222101'
const village = `${township}201`
const post = (id: string, role: Post['role'], scope: string, unitId: string | null): Post => ({
  id,
  role,
  scope,
  unitId,
})
const posts: readonly Post[] = [
  post('duty', 'townshipDuty', township, 'centre'),
  post('dispatcher', 'townshipDispatcher', township, 'centre'),
  post('director', 'townshipDirector', township, 'centre'),
  post('leader', 'townshipLeader', township, 'centre'),
  post('elsewhere', 'townshipDuty', '341222102', 'other'),
  post('police1', 'unitHandler', township, 'police'),
  post('police2', 'unitHandler', township, 'police'),
  post('countyDuty', 'countyDuty', '341222', 'county'),
  post('countyDirector', 'countyDirector', '341222', 'county'),
  post('countyLeader', 'countyLeader', '341222', 'county'),
  post('member', 'gridMember', `${village}001`, 'village'),
]
const aCase = (differing: Partial<NotifiedCase> = {}): NotifiedCase => ({
  tier: 'township',
  areaCode: village,
  gridCode: `${village}001`,
  ownerUnitId: 'police',
  handledBy: [],
  reporterId: 'member',
  ...differing,
})
const atWork = (accountId: string, unitId = 'police') => ({ accountId, unitId })
const tells = (percent: number) => defaultThresholdRules.find(step => step.percent === percent)?.tells ?? []
const told = (percent: number, stage: Stage, differing: Partial<NotifiedCase> = {}) =>
  readersOf(tells(percent), { current: aCase(differing), stage, unitId: null }, posts).map(
    ({ readerId }) => readerId,
  )

describe('who is told', () => {
  it('at 70 % is whoever the stage waits for', () => {
    expect(told(70, 'acceptance')).toEqual(['duty'])
    expect(told(70, 'assignment')).toEqual(['dispatcher'])
    expect(told(70, 'supplement')).toEqual(['member'])
    expect(told(70, 'finding')).toEqual(['member'])
    expect(told(70, 'handling')).toEqual(['police1', 'police2'])
    expect(told(70, 'handling', { handledBy: [atWork('police2')] })).toEqual(['police2'])
    expect(told(70, 'handling', { handledBy: [atWork('police2', 'left')] })).toEqual(['police1', 'police2'])
    expect(told(70, 'acceptance', { tier: 'county' })).toEqual(['countyDuty'])
  })

  it('at 100 % are the head of the unit and the dispatcher too, each once', () => {
    expect(told(100, 'acceptance', { ownerUnitId: 'centre' })).toEqual(['duty', 'director', 'dispatcher'])
    expect(told(100, 'assignment', { ownerUnitId: 'centre' })).toEqual(['dispatcher', 'director'])
    expect(told(100, 'signing')).toEqual(['police1', 'police2', 'dispatcher'])
  })

  it('of a helping unit’s clock is that unit, not the owner nor who handles it for the owner', () => {
    const of = {
      seen: aCase({ ownerUnitId: 'centre', handledBy: [atWork('duty', 'centre')] }),
      unitId: 'police',
    }
    const toldOf = (percent: number, handledBy = [atWork('duty', 'centre')]) =>
      readersOf(tells(percent), { ...of, stage: 'handling', current: { ...of.seen, handledBy } }, posts).map(
        ({ readerId }) => readerId,
      )

    expect(toldOf(70)).toEqual(['police1', 'police2'])
    expect(toldOf(70, [atWork('duty', 'centre'), atWork('police2')])).toEqual(['police2'])
    expect(toldOf(100)).toEqual(['police1', 'police2', 'dispatcher'])
    expect([...toldOf(150), ...toldOf(200)]).toEqual(['leader', 'countyLeader'])
  })

  it('at half over is the leader, at twice the leader of the county', () => {
    expect(told(150, 'handling')).toEqual(['leader'])
    expect(told(150, 'handling', { tier: 'county' })).toEqual(['countyDirector'])
    expect(told(200, 'handling')).toEqual(['countyLeader'])
  })
})
