import { expect, it } from 'vitest'
import { budgetText, isWithin, median, percentile, ratioOf, type Budget, type Figure } from './figures.ts'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
const aLine = (ours: number, bare: number | undefined, budget: Budget): Figure => ({
  what: 'a figure',
  unit: 'ms',
  ours,
  bare,
  budget,
})

it.each([
  [0, 1],
  [0.5, 50],
  [0.99, 99],
  [0.991, 100],
  [1, 100],
])('takes the %f share of a hundred values by nearest rank', (share, value) => {
  expect(percentile(hundred, share)).toBe(value)
})

it('takes the only value for any share, and nothing for none', () => {
  expect(percentile([7], 0.01)).toBe(7)
  expect(percentile([7], 0.99)).toBe(7)
  expect(percentile([], 0.5)).toBeNaN()
})

it('leaves the values in their order', () => {
  const values = [3, 1, 2]

  expect(median(values)).toBe(2)
  expect(values).toEqual([3, 1, 2])
})

it.each<[number, number | undefined, Budget, boolean | undefined]>([
  [20, 10, { kind: 'ratioAtMost', most: 2 }, true],
  [20.1, 10, { kind: 'ratioAtMost', most: 2 }, false],
  [1_020, 10, { kind: 'ratioAtMost', most: 2, plus: 1_000 }, true],
  [1_021, 10, { kind: 'ratioAtMost', most: 2, plus: 1_000 }, false],
  [5, 10, { kind: 'ratioAtLeast', least: 0.5 }, true],
  [4.9, 10, { kind: 'ratioAtLeast', least: 0.5 }, false],
  [600, undefined, { kind: 'oursAtMost', most: 600 }, true],
  [601, undefined, { kind: 'oursAtMost', most: 600 }, false],
  [5, 10, { kind: 'none' }, undefined],
])('judges %f beside %s', (ours, bare, budget, kept) => {
  expect(isWithin(aLine(ours, bare, budget))).toBe(kept)
})

it.each<Budget>([
  { kind: 'ratioAtMost', most: 2 },
  { kind: 'ratioAtLeast', least: 0.5 },
  { kind: 'oursAtMost', most: 1 },
])('never calls a figure that could not be measured within its budget: $kind', budget => {
  expect(isWithin(aLine(Number.NaN, 10, budget))).toBe(false)
})

it('calls a ratio without a baseline not within its budget', () => {
  expect(isWithin(aLine(1, undefined, { kind: 'ratioAtMost', most: 2 }))).toBe(false)
  expect(ratioOf(aLine(1, undefined, { kind: 'none' }))).toBeUndefined()
  expect(ratioOf(aLine(1, 0, { kind: 'none' }))).toBeUndefined()
})

it('says a budget in words', () => {
  expect(budgetText(aLine(1, 1, { kind: 'ratioAtMost', most: 3, plus: 1_000 }))).toBe('≤ 3 × + 1000 ms')
  expect(budgetText(aLine(1, 1, { kind: 'ratioAtLeast', least: 0.9 }))).toBe('≥ 0.9 ×')
})
