import fc from 'fast-check'
import { crowd } from './histories.ts'
import type { DrawnHistory } from './run.ts'

const command = fc.record({
  actor: fc.nat(crowd.length - 1),
  move: fc.nat(997),
  isBlind: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  minutes: fc.oneof({ weight: 19, arbitrary: fc.nat(120) }, { weight: 1, arbitrary: fc.nat(20_000) }),
  variety: fc.nat(997),
})

/** Ten to sixty commands of anybody's, mostly minutes apart, now and then weeks. */
export const drawnHistory: fc.Arbitrary<DrawnHistory> = fc.record({
  seed: fc.nat(255),
  commands: fc.array(command, { minLength: 10, maxLength: 60, size: 'max' }),
})
