import { describe, expect, it } from 'vitest'
import { may, mayJoin, roleCodes, roomOf, rooms, type Actor } from '../../identity/index.ts'
import { aCaseFact, anActor, anId, county, grid, township, units, village } from '../testing/index.ts'
import { maskCase } from './masks.ts'
import type { CaseFact } from '../model.ts'
import { caseHeardBy } from './caseHeardBy.ts'
import { caseSight, mayReadCase } from './caseSight.ts'

const atWork = (id: number) => [{ accountId: anId(id), unitId: units.department }]
const elsewhere = { scope: '341222102', unitId: anId(98), accountId: anId(97) }

describe('sight', () => {
  it.each(roleCodes)('%s sees what lies in its division, if it sees cases at all', role => {
    const actor = anActor(role)
    const isUnits = role === 'unitHandler'

    expect(caseSight(actor, aCaseFact())).toBe(may(actor, 'case.read') && !isUnits ? 'full' : 'none')
    expect(caseSight({ ...actor, ...elsewhere }, aCaseFact())).toBe('none')
  })

  it('opens a case to its units and its reporter, wherever they are', () => {
    const handler = anActor('unitHandler', { scope: county, unitId: units.department, accountId: anId(97) })
    const member = anActor('gridMember', elsewhere)

    expect(caseSight(handler, aCaseFact({ ownerUnitId: units.department }))).toBe('full')
    expect(caseSight(handler, aCaseFact({ coUnitIds: [units.department] }))).toBe('full')
    expect(caseSight(member, aCaseFact({ reporterId: anId(97) }))).toBe('full')
    expect(caseSight(member, aCaseFact())).toBe('none')
  })

  it('opens nothing to whoever worked on it for a unit that has it no more', () => {
    const worked = { handlerIds: [anId(97)], handledBy: [{ accountId: anId(97), unitId: units.department }] }
    const handler = anActor('unitHandler', { scope: county, unitId: units.department, accountId: anId(97) })
    const had = { ...worked, ownerUnitId: units.department }

    expect(caseSight(handler, aCaseFact(had))).toBe('full')
    expect(caseSight(handler, aCaseFact({ ...had, ownerUnitId: units.other }))).toBe('none')
    expect(caseSight({ ...handler, unitId: units.other }, aCaseFact(had))).toBe('none')
    const member = anActor('gridMember', { accountId: anId(97), unitId: anId(96) })
    expect(caseSight(member, aCaseFact({ ...worked, sensitive: true }))).toBe('masked')
  })

  it('of a sensitive case is its reporter’s while it is open, and then no more than that it ended', () => {
    const member = anActor('gridMember', elsewhere)
    const sensitive = aCaseFact({ sensitive: true, reporterId: anId(97) })

    expect(caseSight(member, sensitive)).toBe('full')
    expect(caseSight(member, { ...sensitive, status: 'closed' })).toBe('masked')
    expect(caseSight(member, { ...sensitive, sensitive: false, status: 'closed' })).toBe('full')
  })

  it('is no wall’s for having been its account’s', () => {
    const wall = anActor('wall', { accountId: anId(200) })

    expect(caseSight(wall, aCaseFact({ sensitive: true }))).toBe('none')
    expect(caseSight({ ...wall, scope: elsewhere.scope }, aCaseFact())).toBe('none')
  })

  it('takes a grid for its prefix and not for its village’s', () => {
    const neighbour = anActor('gridMember', { scope: `${village}002`, unitId: undefined })

    expect(caseSight(neighbour, aCaseFact())).toBe('none')
    expect(caseSight(anActor('gridMember', { unitId: undefined }), aCaseFact({ gridCode: null }))).toBe(
      'none',
    )
  })

  it.each([
    ['countyDirector', 'full'],
    ['townshipDuty', 'full'],
    ['countyLeader', 'masked'],
    ['villageSecretary', 'masked'],
    ['supervisor', 'masked'],
    ['gridMember', 'masked'],
    ['wall', 'none'],
  ] as const)('shows a sensitive case to %s: %s', (role, sight) => {
    const actor = anActor(role, { unitId: anId(96) })

    expect(caseSight(actor, aCaseFact({ sensitive: true }))).toBe(sight)
  })
})

describe('who hears', () => {
  const named = (id: number) => rooms.user(anId(id))

  it('tells the places, the units and the named', () => {
    const { told, masked, left } = caseHeardBy(undefined, aCaseFact({ coUnitIds: [units.department] }))

    expect(told).toEqual([
      'county',
      rooms.township(township),
      rooms.village(village),
      rooms.grid(grid),
      rooms.unit(units.township),
      rooms.unit(units.department),
      named(200),
      rooms.case(anId(100)),
    ])
    expect([masked, left]).toEqual([[], []])
  })

  it('tells the county alone of a case without a place below it', () => {
    const { told } = caseHeardBy(undefined, aCaseFact({ areaCode: county, gridCode: null, reporterId: null }))

    expect(told).toEqual(['county', rooms.unit(units.township), rooms.case(anId(100))])
  })

  it('leaves the former unit and its handlers when a case is assigned anew', () => {
    const before = aCaseFact({ ownerUnitId: units.department, handledBy: atWork(7) })
    const after = { ...before, ownerUnitId: units.other, handledBy: [] }

    expect(caseHeardBy(before, after).left).toEqual([rooms.unit(units.department), named(7)])
  })

  it('masks the places and units of a case that turns sensitive, and tells its named people', () => {
    const before = aCaseFact()
    const heard = caseHeardBy(before, { ...before, sensitive: true, handledBy: atWork(7) })

    expect(heard.told).toEqual([named(200), named(7)])
    expect(heard.masked).toContain('county')
    expect(heard.masked).toContain(rooms.case(before.id))
  })

  it('leaves those walls behind that showed a case before it turned sensitive, and none after', () => {
    const before = aCaseFact()
    const sensitive = { ...before, sensitive: true }

    expect(caseHeardBy(before, sensitive).left).toContain('county')
    expect(caseHeardBy(sensitive, sensitive).left).toEqual([])
  })

  it('masks a sensitive case to its reporter once it has ended', () => {
    const before = aCaseFact({ sensitive: true, reporterId: anId(200) })
    const heard = caseHeardBy(before, { ...before, status: 'closed' })

    expect(heard.told).not.toContain(named(200))
    expect(heard.masked).toContain(named(200))
    expect(caseHeardBy(undefined, before).told).toEqual([named(200)])
  })

  it('tells nobody twice', () => {
    const before = aCaseFact({ handledBy: atWork(200), coUnitIds: [units.township] })
    const { told, masked, left } = caseHeardBy(before, { ...before, areaCode: township, gridCode: null })
    const all = [...told, ...masked, ...left]

    expect(all).toHaveLength(new Set(all).size)
    expect(left).toEqual([rooms.village(village), rooms.grid(grid)])
  })
})

/** Every room of the audience that an actor may join must belong to someone who may read the case, and the reverse. */
describe('rooms and reading agree', () => {
  const placedRooms = (actor: Actor): string[] => {
    const place =
      actor.scope === county ? 'county' : { 9: 'township', 12: 'village', 15: 'grid' }[actor.scope.length]
    const own = place === 'county' ? place : `${place}:${actor.scope}`
    return [
      own,
      rooms.user(actor.accountId),
      ...(actor.unitId === undefined ? [] : [rooms.unit(actor.unitId)]),
    ]
  }
  const joined = (actor: Actor) =>
    placedRooms(actor).filter(name => {
      const room = roomOf(name, county)
      return room !== undefined && mayJoin(actor, room)
    })
  const cases: CaseFact[] = [
    aCaseFact(),
    aCaseFact({ ownerUnitId: units.department }),
    aCaseFact({ areaCode: county, gridCode: null, tier: 'county', ownerUnitId: units.county }),
    aCaseFact({ areaCode: township, gridCode: null }),
    aCaseFact({ sensitive: true }),
    aCaseFact({ sensitive: true, ownerUnitId: units.department, handledBy: atWork(299) }),
  ]

  it.each(roleCodes.flatMap(role => cases.map((current, at) => [role, at, current] as const)))(
    '%s, case %i',
    (role, _, current) => {
      const isDesk = role !== 'wall'
      for (const actor of [anActor(role), anActor(role, elsewhere)]) {
        const { told, masked } = caseHeardBy(undefined, current)
        const hears = joined(actor).some(room => told.includes(room) || masked.includes(room))

        expect(hears && (isDesk || !current.sensitive)).toBe(mayReadCase(actor, current))
      }
    },
  )
})

describe('a masked case', () => {
  it('tells where and how it stands, not what it is of nor of whom', () => {
    const masked = maskCase(aCaseFact({ sensitive: true, handlerIds: [anId(7)], handledBy: atWork(7) }))

    expect(masked).toMatchObject({ areaCode: village, status: 'reported', level: 'blue' })
    expect(masked).toMatchObject({ gridCode: null, position: null, reporterId: null })
    expect(masked).toMatchObject({ handlerIds: [], handledBy: [] })
    expect([masked.categoryCode, masked.sourceCode]).toEqual(['E99', '99'])
  })
})
