import { describe, expect, it } from 'vitest'
import { aCaseFact } from '../testing/index.ts'
import { funnelSteps, passedAt, passedNow } from './funnel.ts'
import type { CaseFact } from '../model.ts'

const at = (hour: number) => `2026-11-24T0${hour}:00:00.000Z`

/** Closed once, with every step passed. */
const whole = (status: CaseFact['status']) =>
  aCaseFact({
    status,
    closedAt: at(6),
    steps: {
      acceptedAt: at(1),
      assignedAt: at(2),
      startedAt: at(3),
      doneAt: at(4),
      verifiedAt: at(5),
    },
  })
const passed = (current: CaseFact) => funnelSteps.filter(step => passedNow(current, step) !== null)

describe('the way a case is on', () => {
  it.each([
    ['archived', 7],
    ['verified', 6],
    ['rework', 4],
    ['accepted', 2],
  ] as const)('of a case %s has %d steps behind it, whatever was passed before', (status, n) => {
    expect(passed(whole(status))).toEqual(funnelSteps.slice(0, n))
  })

  it('leaves the first times of all steps to be counted', () => {
    expect(passedAt(whole('accepted'), 'verified')).toBe(at(5))
  })
})
