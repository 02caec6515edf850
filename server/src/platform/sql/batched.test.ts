import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { batched, type BatchOptions } from './batched.ts'

/** Doubles numbers a batch at a time; refuses any batch with a negative one in it. */
function doubling(options: BatchOptions) {
  const seen: number[][] = []
  const double = batched(async (numbers: readonly number[]) => {
    seen.push([...numbers])
    await turn()
    if (numbers.some(n => n < 0)) throw new RangeError(`no ${Math.min(...numbers)}`)
    return numbers.map(n => 2 * n)
  }, options)
  return { seen, double }
}

describe('items done in batches', () => {
  it('go at once while a place is free, and together while none is', async () => {
    const { seen, double } = doubling({ concurrency: 1, maxBatch: 10 })

    const answers = await Promise.all([1, 2, 3, 4].map(double))

    expect(answers).toEqual([2, 4, 6, 8])
    expect(seen).toEqual([[1], [2, 3, 4]])
  })

  it('never fill a batch beyond its size, nor more places than there are', async () => {
    const { seen, double } = doubling({ concurrency: 2, maxBatch: 3 })

    await Promise.all([1, 2, 3, 4, 5, 6].map(double))

    expect(seen).toEqual([[1], [2], [3, 4, 5], [6]])
  })

  it('wait until the pause between batches is over, and then go together', async () => {
    const begunAtMs: number[] = []
    const double = batched(
      async (numbers: readonly number[]) => {
        begunAtMs.push(performance.now())
        return numbers.map(n => 2 * n)
      },
      { concurrency: 1, maxBatch: 10, pauseMs: 60 },
    )

    expect(await double(1)).toBe(2)
    expect(await Promise.all([double(2), double(3)])).toEqual([4, 6])

    expect(begunAtMs).toHaveLength(2)
    expect((begunAtMs[1] ?? 0) - (begunAtMs[0] ?? 0)).toBeGreaterThan(55)
  })

  it('fail alone: those beside them are done', async () => {
    const { double } = doubling({ concurrency: 1, maxBatch: 10 })

    const [, good, bad, alsoGood] = await Promise.allSettled([1, 2, -3, 4].map(double))

    expect(good).toEqual({ status: 'fulfilled', value: 4 })
    expect(bad).toMatchObject({ status: 'rejected', reason: new RangeError('no -3') })
    expect(alsoGood).toEqual({ status: 'fulfilled', value: 8 })
  })

  it('go on after a batch has failed', async () => {
    const { double } = doubling({ concurrency: 1, maxBatch: 10 })

    await expect(double(-1)).rejects.toThrow('no -1')

    await expect(double(1)).resolves.toBe(2)
  })
})
