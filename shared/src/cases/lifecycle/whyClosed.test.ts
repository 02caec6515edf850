import { describe, expect, it } from 'vitest'
import { instant } from '../../kernel/index.ts'
import { aCaseFact, anActor, anId, units } from '../testing/index.ts'
import { openMoves, whyClosed, type CaseFact } from '../index.ts'

const now = instant('2026-11-25T02:00:00.000Z')
const handler = anActor('unitHandler')
const handled = (named: Partial<CaseFact> = {}) =>
  aCaseFact({ status: 'handling', ownerUnitId: units.department, stage: 'handling', ...named })
const closedMoves = (current: CaseFact) =>
  whyClosed(current, handler, now).map(({ move, refusal }) => [move, refusal.code])

describe('a move that stays closed', () => {
  it('is an extension of time that has run out', () => {
    const late = handled({ dueAt: '2026-11-25T01:00:00.000Z' })

    expect(closedMoves(late)).toEqual([['askExtension', 'clock.ranOut']])
    expect(openMoves(late, handler, now)).not.toContain('askExtension')
    expect(openMoves(handled({ dueAt: '2026-11-26T01:00:00.000Z' }), handler, now)).toContain('askExtension')
  })

  it('is the end of a case whose helpers still owe their part', () => {
    const coUnits = [{ unitId: units.other, state: 'working' as const, since: now }]

    expect(closedMoves(handled({ coUnits, coUnitIds: [units.other] }))).toEqual([
      ['finish', 'case.coUnitsOpen'],
    ])
  })

  it('is not one that the role, the status or the tie keeps closed', () => {
    expect(closedMoves(handled({ ownerUnitId: anId(9) }))).toEqual([])
    expect(closedMoves(aCaseFact())).toEqual([])
  })
})
