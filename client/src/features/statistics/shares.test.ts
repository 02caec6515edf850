import { describe, expect, it } from 'vitest'
import { barPercent, changeText, medianText, percentText, stepOf } from './shares.ts'

describe('shares', () => {
  it('never rounds up to a perfect figure', () => {
    expect(percentText(9_999, 10_000)).toBe('99.9 %')
    expect(percentText(486, 500)).toBe('97.2 %')
    expect(percentText(500, 500)).toBe('100.0 %')
  })

  it('has no share of nothing', () => {
    expect(percentText(0, 0)).toBeUndefined()
  })
})

it.each([
  [12, 9, '+3'],
  [9, 12, '−3'],
  [9, 9, '持平'],
])('says how %i stands against %i', (now, before, text) => {
  expect(changeText(now, before, '持平')).toBe(text)
})

it.each([
  [40, '约 1 分内'],
  [480, '约 8 分'],
  [11_520, '约 3.2 小时'],
  [216_000, '约 2.5 天'],
])('reads a median of %i seconds', (seconds, text) => {
  expect(medianText(seconds)).toBe(text)
})

it('keeps a single case visible beside a thousand', () => {
  expect(barPercent(1, 1_000)).toBeGreaterThan(1)
  expect(barPercent(0, 1_000)).toBe(0)
  expect(barPercent(1_000, 1_000)).toBe(100)
})

it.each([
  [0, 40, 0],
  [1, 40, 1],
  [10, 40, 1],
  [11, 40, 2],
  [40, 40, 4],
  [0, 0, 0],
])('colours %i of at most %i by step %i', (n, largest, step) => {
  expect(stepOf(n, largest)).toBe(step)
})
