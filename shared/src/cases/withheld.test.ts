import { describe, expect, it } from 'vitest'
import { instant } from '../kernel/index.ts'
import { aCaseFact, anActor, anId, units } from './builders.ts'
import { openMoves, withheldMoves, type CaseFact } from './index.ts'

const now = instant('2026-11-25T02:00:00.000Z')
const handler = anActor('unitHandler')
const handled = (named: Partial<CaseFact> = {}) =>
  aCaseFact({ status: 'handling', ownerUnitId: units.department, stage: 'handling', ...named })
const withheld = (seen: CaseFact) =>
  withheldMoves(seen, handler, now).map(({ move, refusal }) => [move, refusal.code])

describe('a move that is withheld', () => {
  it('is an extension of time that has run out', () => {
    const late = handled({ dueAt: '2026-11-25T01:00:00.000Z' })

    expect(withheld(late)).toEqual([['askExtension', 'clock.ranOut']])
    expect(openMoves(late, handler, now)).not.toContain('askExtension')
    expect(openMoves(handled({ dueAt: '2026-11-26T01:00:00.000Z' }), handler, now)).toContain('askExtension')
  })

  it('is the end of a case whose helpers still owe their part', () => {
    const coUnits = [{ unitId: units.other, state: 'working' as const, since: now }]

    expect(withheld(handled({ coUnits, coUnitIds: [units.other] }))).toEqual([['finish', 'case.coUnitsOpen']])
  })

  it('is not one that the role, the status or the tie keeps closed', () => {
    expect(withheld(handled({ ownerUnitId: anId(9) }))).toEqual([])
    expect(withheld(aCaseFact())).toEqual([])
  })
})
