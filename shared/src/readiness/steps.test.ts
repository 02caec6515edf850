import { expect, it } from 'vitest'
import { stepState } from './steps.ts'

it.each([
  [{ have: 0, of: null }, 'none'],
  [{ have: 0, of: 0 }, 'none'],
  [{ have: 0, of: 32 }, 'none'],
  [{ have: 31, of: 32 }, 'begun'],
  [{ have: 32, of: 32 }, 'done'],
  [{ have: 1, of: null }, 'done'],
] as const)('with %j a step is %s', (count, state) => {
  expect(stepState(count)).toBe(state)
})
