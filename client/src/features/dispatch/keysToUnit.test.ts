import type { CaseView } from '@shuniu/shared/cases'
import type { Actor, Role } from '@shuniu/shared/identity'
import { instant } from '@shuniu/shared/kernel'
import { describe, expect, it } from 'vitest'
import { aCaseView } from '../cases/builders.ts'
import { nextOwed } from './goingOn.ts'
import { leadingTo } from './leading.ts'

const now = instant('2026-11-24T02:00:00.000Z')
const as = (role: Role): Actor => ({
  accountId: '01900000-0000-7000-8000-0000000000a1',
  name: '值班员',
  role,
  scope: '341222101',
  unitId: '01900000-0000-7000-8000-0000000000b1',
})
const aReport = (differing: Partial<CaseView> = {}): CaseView =>
  aCaseView({ status: 'reported', tier: 'township', categoryCode: 'E0508', level: 'red', ...differing })
const lead = (seen: CaseView, role: Role = 'townshipDispatcher') =>
  leadingTo('assign', seen, { actor: as(role), now })

describe('the dispatch of a report', () => {
  it('takes its acceptance along', () => {
    expect(lead(aReport())).toBe('accept')
  })

  it.each([
    ['it is accepted already', aReport({ status: 'accepted' }), 'townshipDispatcher'],
    ['its kind is not known yet', aReport({ categoryCode: 'E05' }), 'townshipDispatcher'],
    ['this person may not dispatch', aReport(), 'townshipDuty'],
  ] as const)('takes none along when %s', (_, seen, role) => {
    expect(lead(seen, role)).toBeUndefined()
  })

  it('is the only move that takes another along', () => {
    expect(leadingTo('finish', aReport(), { actor: as('townshipDispatcher'), now })).toBeUndefined()
  })
})

describe('after a dispatch the desk goes on', () => {
  const roster = ['a', 'b', 'c', 'd']
  const owed =
    (...ids: string[]) =>
    (id: string) =>
      ids.includes(id)

  it.each([
    ['to the next below', 'b', ['a', 'd'], 'd'],
    ['to the first from above where none is below', 'c', ['a', 'b'], 'a'],
    ['to the first of all where the case stands in no row', 'x', ['b'], 'b'],
    ['nowhere where nothing waits but the case itself', 'b', ['b'], undefined],
  ])('%s', (_, done, waiting, next) => {
    expect(nextOwed(roster, done, owed(...waiting))).toBe(next)
  })
})
