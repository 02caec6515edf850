import { describe, expect, it } from 'vitest'
import { instant } from '../../kernel/index.ts'
import type { CoState } from '../catalogue/index.ts'
import { openMoves, owedMoves } from '../index.ts'
import { aCaseFact, anActor, units } from '../testing/index.ts'

const now = instant('2026-11-25T02:00:00.000Z')
const owner = anActor('unitHandler')

describe('what the owner of a joint case owes', () => {
  const helpedIn = (status: 'handling' | 'rework', state: CoState) =>
    aCaseFact({
      status,
      ownerUnitId: units.department,
      coUnits: [{ unitId: units.other, state, since: now }],
      coUnitIds: [units.other],
    })

  it.each(['handling', 'rework'] as const)(
    'is its end in %s, also while it may not be told because others owe their parts',
    status => {
      const current = helpedIn(status, 'working')

      expect(owedMoves(current, owner)).toContain('finish')
      expect(openMoves(current, owner, now)).not.toContain('finish')
    },
  )

  it('is nothing of a case that is another unit’s', () => {
    expect(
      owedMoves({ ...helpedIn('handling', 'working'), ownerUnitId: units.township }, owner),
    ).not.toContain('finish')
  })

  it('is told when all parts are there', () => {
    expect(openMoves(helpedIn('handling', 'answered'), owner, now)).toContain('finish')
  })
})
