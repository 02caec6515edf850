import { expect, it } from 'vitest'
import { permissionsOf, roleRow } from '../../identity/index.ts'
import { isOpen, caseStatuses, type CaseStatus } from './status.ts'
import { turnOf } from './turn.ts'
import { moveRule } from '../moves/index.ts'

const waiting = (status: CaseStatus) => ({ status, level: 'blue', tier: 'township' }) as const

it('names the post that takes on, dispatches and verifies where the case is answered for', () => {
  expect(turnOf(waiting('reported'))).toEqual({ move: 'accept', role: 'townshipDuty' })
  expect(turnOf({ ...waiting('reported'), tier: 'county' })?.role).toBe('countyDuty')
  expect(turnOf({ ...waiting('reported'), tier: 'village' })?.role).toBe('townshipDuty')
  expect(turnOf(waiting('accepted'))).toEqual({ move: 'assign', role: 'townshipDispatcher' })
  expect(turnOf(waiting('done'))?.role).toBe('townshipDuty')
})

it('names for the close of a case the post that may close its level', () => {
  const closing = (level: 'blue' | 'yellow' | 'red', tier: 'township' | 'county') =>
    turnOf({ status: 'verified', level, tier })?.role
  expect([closing('blue', 'township'), closing('yellow', 'township')]).toEqual([
    'townshipDuty',
    'townshipDirector',
  ])
  expect(closing('red', 'county')).toBe('countyDirector')
  expect(closing('red', 'township'), 'no post of a township closes it').toBe('countyDirector')
})

it('names the owner and the reporter by no post', () => {
  expect(turnOf(waiting('assigned'))).toEqual({ move: 'sign', role: undefined })
  expect(turnOf(waiting('needInfo'))).toEqual({ move: 'giveInfo', role: undefined })
  expect(turnOf(waiting('closed'))).toBeUndefined()
})

it('names no post that may not make the move', () => {
  for (const status of caseStatuses.filter(isOpen)) {
    for (const tier of ['village', 'township', 'county'] as const) {
      const turn = turnOf({ status, level: 'orange', tier })
      if (!turn?.role) continue
      expect(permissionsOf(turn.role), `${status} ${tier}`).toContain(moveRule(turn.move).by)
      expect(roleRow(turn.role).scopedBy).toBe('division')
    }
  }
})
