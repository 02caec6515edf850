import fc from 'fast-check'
import { expect, it } from 'vitest'
import { binMiddleS, durationBin, medianS } from './durations.ts'

it('puts the middle of every bin within a tenth of the durations in it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 90 * 86_400_000 }), ms => {
      const middle = binMiddleS(durationBin(ms))
      expect(Math.abs(middle - ms / 1_000) / (ms / 1_000)).toBeLessThan(0.1)
    }),
  )
})

it('reads a median that splits the cases in half', () => {
  const counts = new Map([60, 120, 600, 3_600, 7_200].map(s => [durationBin(s * 1_000), 1]))

  expect(medianS(counts)).toBeCloseTo(binMiddleS(durationBin(600_000)))
})

it('has no median of nothing', () => {
  expect(medianS(new Map())).toBeUndefined()
  expect(medianS(new Map([[3, 0]]))).toBeUndefined()
})
