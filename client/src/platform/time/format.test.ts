import { describe, expect, it } from 'vitest'
import { dueText, durationText, timeText } from './format.ts'

const now = Date.parse('2026-11-24T06:05:00Z')
const minute = 60_000

describe('times as operators read them', () => {
  it.each([
    ['2026-11-24T06:05:00Z', '14:05'],
    ['2026-11-23T16:00:00Z', '00:00'],
    ['2026-11-23T15:59:00Z', '昨天 23:59'],
    ['2026-11-22T06:05:00Z', '11-22 14:05'],
    ['2025-11-24T06:05:00Z', '2025-11-24 14:05'],
  ])('%s is %s', (at, text) => {
    expect(timeText(at, now)).toBe(text)
  })

  it.each([
    [30_000, '不足 1 分'],
    [12 * minute, '12 分'],
    [200 * minute, '3 小时 20 分'],
    [180 * minute, '3 小时'],
    [51 * 60 * minute, '2 天 3 小时'],
  ])('%i ms last %s', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })

  it.each([
    [200 * minute, '剩 3 小时 20 分'],
    [4 * minute + 32_000, '剩 04:32'],
    [0, '超时 不足 1 分'],
    [-25 * minute, '超时 25 分'],
  ])('with %i ms to go it says %s', (leftMs, text) => {
    expect(dueText(new Date(now + leftMs).toISOString(), now)).toBe(text)
  })
})
