import type { WallAsking } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { effectScope } from 'vue'
import { useEnrolment } from './useEnrolment.ts'

const minuteMs = 60_000
const start = Date.parse('2026-11-24T02:00:00.000Z')

const waiting = (code: string, endsInMs: number): Result<WallAsking> =>
  grant({
    state: 'waiting',
    code,
    expiresAt: new Date(Date.now() + endsInMs).toISOString(),
    former: null,
  })

/** A screen whose server answers in this order, the last one ever after. */
function asking(...answers: (() => Result<WallAsking>)[]) {
  const scope = effectScope()
  const enrolled = vi.fn()
  const ask = vi.fn(async () => {
    const next = answers.length > 1 ? answers.shift() : answers[0]
    return next?.() ?? refuse('link.down')
  })
  const screen = scope.run(() => useEnrolment({ ask, enrolled }))
  if (!screen) throw new Error('the scope is closed')
  onTestFinished(() => scope.stop())
  return { ...screen, ask, enrolled, scope }
}

beforeEach(() => void vi.useFakeTimers({ now: start }))
afterEach(() => void vi.useRealTimers())

describe('a screen that asks to be a wall', () => {
  it('shows its code and how long that holds, and asks every two seconds', async () => {
    const { code, leftS, ask } = asking(() => waiting('482913', 10 * minuteMs))
    await vi.advanceTimersByTimeAsync(0)
    expect([code.value, leftS.value]).toEqual(['482913', 600])

    await vi.advanceTimersByTimeAsync(10_000)

    expect(ask).toHaveBeenCalledTimes(6)
  })

  it('says once that it is enrolled, and asks no more', async () => {
    const { ask, enrolled } = asking(
      () => waiting('482913', 10 * minuteMs),
      () => grant({ state: 'enrolled' }),
    )

    await vi.advanceTimersByTimeAsync(20_000)

    expect(ask).toHaveBeenCalledTimes(2)
    expect(enrolled).toHaveBeenCalledTimes(1)
  })

  it('shows no code that has ended while the server is away, asks ever more rarely, and shows the next', async () => {
    const down = () => refuse('link.down')
    const away = Array.from({ length: 4 }, () => down)
    const { code, refused, ask } = asking(
      () => waiting('482913', 5_000),
      ...away,
      () => waiting('105577', 10 * minuteMs),
    )
    await vi.advanceTimersByTimeAsync(6_500)
    expect([code.value, refused.value?.code]).toEqual([undefined, 'link.down'])
    expect(ask.mock.calls.length).toBeLessThan(4)

    await vi.advanceTimersByTimeAsync(45_000)

    expect([code.value, refused.value]).toEqual(['105577', undefined])
  })

  it('waits as long as the server says where too many ask', async () => {
    const { ask } = asking(() => refuse('wallCode.tooManyWaiting', { retryAfterS: 60 }))

    await vi.advanceTimersByTimeAsync(59_000)

    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('asks no more once its page is left', async () => {
    const { ask, scope } = asking(() => waiting('482913', 10 * minuteMs))
    await vi.advanceTimersByTimeAsync(0)
    scope.stop()

    await vi.advanceTimersByTimeAsync(10_000)

    expect(ask).toHaveBeenCalledTimes(1)
  })
})
