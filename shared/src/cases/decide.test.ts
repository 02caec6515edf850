import { describe, expect, it } from 'vitest'
import { may, roleCodes, type Actor } from '../identity/index.ts'
import { instant, isOneOf } from '../kernel/index.ts'
import { aCaseFact, anActor, anId, aWish, township, units, village } from './builders.ts'
import { closedTo, decideMove, openMoves } from './decide.ts'
import type { MoveWish } from './inputs.ts'
import type { CaseFact } from './model.ts'
import { caseMoveNames, caseMoves, type Tie } from './moves.ts'
import { caseStatuses, isOpen, type CaseStatus } from './status.ts'

const now = instant('2026-11-24T03:00:00Z')
const decide = (seen: CaseFact, wish: MoveWish, actor: Actor) =>
  decideMove(seen, wish, { actor, now, centreUnitId: units.township })
const codeOf = (decided: ReturnType<typeof decide>) => (decided.ok ? 'granted' : decided.refusal.code)

/** What the table says, written out anew: the ties of each role to the builder's case. */
const ties: Readonly<Record<string, readonly Tie[]>> = {
  unitHandler: ['owner', 'party'],
  gridMember: ['area', 'reporter'],
}
const tiesOf = (role: string): readonly Tie[] => ties[role] ?? ['area']

describe('every status, move and role', () => {
  const combinations = caseStatuses.flatMap(status =>
    caseMoveNames.flatMap(move => roleCodes.map(role => [status, move, role] as const)),
  )

  it.each(combinations)('%s + %s by %s follows the table', (status, move, role) => {
    const seen = aCaseFact({ status, ownerUnitId: units.department, reporterId: anId(301) })
    const actor = anActor(role, { accountId: role === 'gridMember' ? anId(301) : anId(302) })
    const rule = caseMoves[move]
    const isLegal =
      may(actor, 'case.read') &&
      may(actor, rule.by) &&
      isOneOf<CaseStatus>(rule.from, status) &&
      tiesOf(role).includes(rule.whose)

    const decided = decide(seen, aWish(move), actor)

    expect(decided.ok).toBe(isLegal)
    expect(openMoves(seen, actor).includes(move)).toBe(isLegal)
  })
})

describe('a decided move', () => {
  it.each(caseMoveNames)('%s keeps the fields it does not name', move => {
    const seen = aCaseFact({ status: caseMoves[move].from[0] })
    const actor = anActor('countyDirector', { accountId: anId(200), unitId: units.township })
    const asHandler = anActor('unitHandler', { accountId: anId(200), unitId: units.township })
    const decided = decide(seen, aWish(move), may(actor, caseMoves[move].by) ? actor : asHandler)

    expect(codeOf(decided)).toBe('granted')
    if (!decided.ok) return
    const { next } = decided.value
    const { id, number, areaCode, gridCode, openedAt, sourceCode } = next
    expect({ id, number, areaCode, gridCode, openedAt, sourceCode }).toEqual({
      ...{ id: seen.id, number: seen.number, areaCode: seen.areaCode, gridCode: seen.gridCode },
      ...{ openedAt: seen.openedAt, sourceCode: seen.sourceCode },
    })
    expect(next.status).toBe(caseMoves[move].to === 'same' ? seen.status : caseMoves[move].to)
    expect(next.closedAt).toBe(isOpen(next.status) ? null : now)
    expect(next.lastMove).toBe(move)
  })

  it('hands a case to its unit with the units that help, the owner not twice', () => {
    const wish = { ...aWish('assign'), coUnitIds: [units.village, units.department] }

    const decided = decide(
      aCaseFact({ status: 'accepted', handlerIds: [anId(9)] }),
      wish,
      anActor('townshipDispatcher'),
    )

    expect(decided.ok && decided.value.next).toMatchObject({
      ...{ ownerUnitId: units.department, coUnitIds: [units.village], handlerIds: [] },
    })
  })

  it('takes a refused case back to the centre, and counts', () => {
    const seen = aCaseFact({ status: 'assigned', ownerUnitId: units.department })

    const decided = decide(seen, aWish('refuse'), anActor('unitHandler'))

    expect(decided.ok && decided.value.next).toMatchObject({ ownerUnitId: units.township, refuseCount: 1 })
  })

  it('remembers who worked on it, each once', () => {
    const seen = aCaseFact({ status: 'handling', ownerUnitId: units.department, handlerIds: [anId(7)] })

    const first = decide(seen, aWish('progress'), anActor('unitHandler'))
    const handlers = first.ok ? first.value.next.handlerIds : []
    const again = decide({ ...seen, handlerIds: handlers }, aWish('finish'), anActor('unitHandler'))

    expect(handlers).toEqual([anId(7), anId(300)])
    expect(again.ok && again.value.next.handlerIds).toEqual([anId(7), anId(300)])
  })

  it('becomes sensitive with a sensitive category, and tells the clocks of a new level', () => {
    const wish = { ...aWish('accept'), categoryCode: 'E0903', level: 'red' } as const

    const decided = decide(aCaseFact(), wish, anActor('townshipDuty'))

    expect(decided.ok && decided.value).toMatchObject({ isRelevelled: true, next: { sensitive: true } })
  })
})

describe('guards', () => {
  const verifier = anActor('townshipDuty', { accountId: anId(300) })

  it.each(['pass', 'rework'] as const)('refuses %s to whoever handled the case', move => {
    const seen = aCaseFact({ status: 'done', handlerIds: [anId(300)] })

    expect(codeOf(decide(seen, aWish(move), verifier))).toBe('case.handlerVerifies')
    expect(codeOf(decide({ ...seen, handlerIds: [anId(8)] }, aWish(move), verifier))).toBe('granted')
  })

  it.each([
    ['blue', 'townshipDuty', 'granted'],
    ['yellow', 'townshipDuty', 'case.notYourLevel'],
    ['yellow', 'townshipDirector', 'granted'],
    ['orange', 'townshipDirector', 'case.notYourLevel'],
    ['orange', 'countyDispatcher', 'case.notYourLevel'],
    ['red', 'countyDirector', 'granted'],
  ] as const)('closes %s by %s: %s', (level, role, code) => {
    expect(codeOf(decide(aCaseFact({ status: 'verified', level }), aWish('close'), anActor(role)))).toBe(code)
  })

  it.each([
    ['red', 'townshipDuty', 'case.notYourLevel'],
    ['orange', 'countyDuty', 'case.notYourLevel'],
    ['orange', 'countyDispatcher', 'granted'],
    ['blue', 'townshipDuty', 'granted'],
  ] as const)('rejects %s by %s: %s', (level, role, code) => {
    expect(codeOf(decide(aCaseFact({ level }), aWish('reject'), anActor(role)))).toBe(code)
  })

  it.each([
    ['blue', 'orange', 'townshipDuty', 'granted'],
    ['orange', 'blue', 'townshipDuty', 'case.notYourLevel'],
    ['orange', 'blue', 'townshipDirector', 'granted'],
    ['blue', 'blue', 'townshipDirector', 'case.sameLevel'],
  ] as const)('moves %s to %s by %s: %s', (...[from, level, role, code]) => {
    const wish = { ...aWish('changeLevel'), level }

    expect(codeOf(decide(aCaseFact({ level: from }), wish, anActor(role)))).toBe(code)
  })

  it('lets an owner refuse once', () => {
    const seen = aCaseFact({ status: 'assigned', ownerUnitId: units.department, refuseCount: 1 })

    expect(codeOf(decide(seen, aWish('refuse'), anActor('unitHandler')))).toBe('case.refusedBefore')
  })

  it('asks for more twice at most, and only somebody', () => {
    const duty = anActor('townshipDuty')

    expect(codeOf(decide(aCaseFact({ askCount: 1 }), aWish('askInfo'), duty))).toBe('granted')
    expect(codeOf(decide(aCaseFact({ askCount: 2 }), aWish('askInfo'), duty))).toBe('case.askedTooOften')
    expect(codeOf(decide(aCaseFact({ reporterId: null }), aWish('askInfo'), duty))).toBe('case.illegalMove')
  })

  it('refuses a category that does not exist', () => {
    const wish = { ...aWish('accept'), categoryCode: '9876' }

    expect(codeOf(decide(aCaseFact(), wish, anActor('townshipDuty')))).toBe('category.unknown')
  })
})

describe('the order of refusals', () => {
  const elsewhere = anActor('townshipDuty', { scope: '341222102', unitId: anId(99) })

  it('knows nothing of a case out of sight, whatever the move', () => {
    for (const move of caseMoveNames) {
      expect(closedTo(aCaseFact({ status: 'closed' }), move, elsewhere)?.refusal.code).toBe('case.unknown')
    }
  })

  it('names the right before the status, the status before the tie', () => {
    const reporter = anActor('gridMember', { accountId: anId(200) })

    expect(closedTo(aCaseFact({ status: 'closed' }), 'accept', reporter)?.refusal.code).toBe(
      'permission.missing',
    )
    expect(closedTo(aCaseFact(), 'sign', reporter)?.refusal.code).toBe('case.illegalMove')
    expect(closedTo(aCaseFact({ status: 'assigned' }), 'sign', reporter)?.refusal.code).toBe('case.notYours')
  })

  it('lets a helping unit report progress and nothing more', () => {
    const seen = aCaseFact({ status: 'handling', ownerUnitId: units.other, coUnitIds: [units.department] })

    expect(openMoves(seen, anActor('unitHandler'))).toEqual(['progress'])
  })

  it('keeps a village from a case that lies in the township only', () => {
    const seen = aCaseFact({ areaCode: township, gridCode: null })

    expect(openMoves(seen, anActor('villageOfficer', { scope: village, accountId: anId(5) }))).toEqual([])
    expect(openMoves(seen, anActor('townshipDuty'))).toContain('accept')
  })
})
