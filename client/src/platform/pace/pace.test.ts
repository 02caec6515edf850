import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { paced } from './index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('paced work', () => {
  it('is done at once the first time', () => {
    let done = 0
    paced(() => (done += 1), 1_000).run()

    expect(done).toBe(1)
  })

  it('is done once for a hundred calls within a second, and once after it', () => {
    let done = 0
    const work = paced(() => (done += 1), 1_000)
    for (let i = 0; i < 100; i += 1) work.run()

    expect(done).toBe(1)
    vi.advanceTimersByTime(1_000)
    expect(done).toBe(2)
    vi.advanceTimersByTime(10_000)
    expect(done).toBe(2)
  })

  it('is not done any more once stopped', () => {
    let done = 0
    const work = paced(() => (done += 1), 1_000)
    work.run()
    work.run()
    work.stop()
    vi.advanceTimersByTime(5_000)

    expect(done).toBe(1)
  })
})
