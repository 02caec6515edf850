import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { narrowed, offsetMs, type OffsetBounds } from './serverTime.ts'

const answerAt = (trueMs: number, ahead: number, tripMs: number) => ({
  serverMs: Math.floor((trueMs + ahead) / 1_000) * 1_000,
  askedAtMs: trueMs - tripMs,
  gotAtMs: trueMs + tripMs,
})

describe('the offset to the server’s clock', () => {
  it('always lies within the bounds, whatever the trips took', () => {
    const trips = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 4_000 })),
      {
        minLength: 1,
      },
    )
    fc.assert(
      fc.property(fc.integer({ min: -90_000, max: 90_000 }), trips, (ahead, answers) => {
        const bounds = answers.reduce<OffsetBounds | undefined>(
          (known, [at, trip]) => narrowed(known, answerAt(at, ahead, trip)),
          undefined,
        )
        expect(bounds?.lowMs).toBeLessThanOrEqual(ahead)
        expect(bounds?.highMs).toBeGreaterThanOrEqual(ahead)
      }),
    )
  })

  it('is none while the clocks may agree', () => {
    expect(offsetMs(narrowed(undefined, answerAt(1_500, 0, 20)))).toBe(0)
  })

  it('starts anew when a clock was set', () => {
    const before = narrowed(undefined, answerAt(5_000, 60_000, 10))

    const after = narrowed(before, answerAt(9_000, 0, 10))

    expect(offsetMs(after)).toBe(0)
  })
})
