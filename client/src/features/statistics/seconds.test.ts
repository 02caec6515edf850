import { expect, it } from 'vitest'
import { secondsText } from './seconds.ts'

it.each([
  [null, '—'],
  [0, '0 秒'],
  [45.4, '45 秒'],
  [125, '2 分 5 秒'],
  [240, '4 分'],
  [3_900, '1 小时 5 分'],
])('%s seconds are told as %s', (seconds, text) => {
  expect(secondsText(seconds)).toBe(text)
})
