import { expect, it } from 'vitest'
import { countText, widthOf } from './wallText.ts'

it.each([
  ['路灯', 2],
  ['110非警务警情分流', 8.8],
  ['', 0],
])('knows the room that %j takes', (text, width) => {
  expect(widthOf(text)).toBeCloseTo(width)
})

it('groups the digits of large numbers', () => {
  expect(countText(5992)).toBe('5,992')
})
