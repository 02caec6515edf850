import { expect, it } from 'vitest'
import { faultsIn, shortly, tableOf } from './table.ts'
import type { RowOutcome } from './row.ts'

const anOutcome = (differing: Partial<RowOutcome> = {}): RowOutcome => ({
  lines: [
    { what: 'fast', unit: 'ms', ours: 12, bare: 10, budget: { kind: 'ratioAtMost', most: 2 } },
    { what: 'slow', unit: 'ms', ours: 30, bare: 10, budget: { kind: 'ratioAtMost', most: 2 } },
  ],
  size: 'ten of them',
  faults: { lost: 0 },
  context: {},
  ...differing,
})

it('marks what missed its budget, and only that', () => {
  const [, , fast, slow] = tableOf([anOutcome()]).split('\n')

  expect(fast).toMatch(/\| fast +\| 12 ms \| 10 ms \| 1\.2 +\| ≤ 2 × +\| yes +\| ten of them \|/)
  expect(slow).toMatch(/\| slow +\| 30 ms \| 10 ms \| 3 +\| ≤ 2 × +\| MISSED \|/)
})

it('names every fault and counts no zero as one', () => {
  const outcomes = { delivery: anOutcome({ faults: { lost: 2, doubled: 0 } }), fanOut: anOutcome() }

  expect(faultsIn(outcomes)).toEqual(['delivery: lost × 2'])
})

it.each([
  [0, '0'],
  [0.012345, '0.0123'],
  [9.876, '9.88'],
  [123.4, '123'],
  [75_432, '75,432'],
  [Number.NaN, 'none'],
  [undefined, ''],
])('writes %f as %s', (value, text) => {
  expect(shortly(value)).toBe(text)
})
