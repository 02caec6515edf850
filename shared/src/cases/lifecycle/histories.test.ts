import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseMoveNames } from '../moves/index.ts'
import { caseStatuses, type CaseStatus } from './status.ts'
import {
  breachesOf,
  drawnHistory,
  faultsOf,
  isToldOnce,
  runHistory,
  trialLaw,
  walkPage,
} from '../testing/index.ts'

const histories = 800

describe(`${histories} histories`, () => {
  const passed = new Set<CaseStatus>()
  const made = new Set<string>()

  it('keep every rule that holds of a case at any time', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(drawnHistory, drawn => {
        const { happened, standings } = runHistory(drawn)
        for (const one of happened) {
          passed.add(one.after.fact.status)
          if (one.isGranted) made.add(one.move)
        }
        const faults = [...happened.flatMap(breachesOf), ...standings.flatMap(one => faultsOf(one, trialLaw))]
        expect(faults.slice(0, 3)).toEqual([])
        expect(isToldOnce(standings)).toBe(true)
      }),
      { numRuns: histories, seed: 20_261_124, endOnFailure: true },
    )
  })

  it('come through every status and by every move', () => {
    expect(caseStatuses.filter(status => !passed.has(status))).toEqual([])
    expect(caseMoveNames.filter(move => !made.has(move))).toEqual([])
  })
})

it('the walk of every status, move and role leaves no status out, and none without a way on', () => {
  const foot = walkPage().split('\n').slice(-2)

  expect(foot).toEqual(['reachable from a report: 20 of 20', 'not final and left by some move: 14 of 14'])
})
