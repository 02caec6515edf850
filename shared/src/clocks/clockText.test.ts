import { describe, expect, it } from 'vitest'
import { limitText } from './clockText.ts'

describe('a limit in words', () => {
  it.each([
    [{ amount: 30, unit: 'min' }, '30 分钟'],
    [{ amount: 24, unit: 'h' }, '24 小时'],
    [{ amount: 36, unit: 'h' }, '36 小时'],
    [{ amount: 720, unit: 'h' }, '30 天'],
    [{ amount: 24, unit: 'eh' }, '24 小时'],
    [{ amount: 3, unit: 'wd' }, '3 个工作日'],
  ] as const)('%o is %s', (limit, text) => {
    expect(limitText(limit)).toBe(text)
  })

  it('says what share of it rework is given', () => {
    expect(limitText({ amount: 720, unit: 'h' }, 50)).toBe('30 天的 50%')
  })
})
