import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { createReading, pauseBefore } from './reading.ts'
import { mapState, underLink, valueOf } from './readState.ts'

/** Answers in the order they are given; without one the server hangs. */
function asking() {
  const waiting: ((answer: Result<number>) => void)[] = []
  const scope = effectScope()
  const ask = vi.fn(() => new Promise<Result<number>>(answer => waiting.push(answer)))
  const reading = scope.run(() => createReading(ask))
  if (!reading) throw new Error('the scope is closed')
  const answer = async (told: Result<number>) => {
    waiting.shift()?.(told)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { ...reading, ask, answer, scope }
}
const busy = refuse('platform.overloaded', { httpStatus: 503 })
const forbidden = refuse('permission.missing', { httpStatus: 403 })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a reading', () => {
  it('is unread, then being read, then there', async () => {
    const { state, read, answer } = asking()
    expect(state.value.kind).toBe('unread')

    void read()
    expect(state.value).toMatchObject({ kind: 'reading', last: undefined })

    await answer(grant(38))
    expect(state.value).toMatchObject({ kind: 'there', value: 38 })
  })

  it('stays there while it is read anew, and says so when that takes long', async () => {
    const { state, read, answer } = asking()
    void read()
    await answer(grant(38))

    void read()
    expect(state.value.kind).toBe('there')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(state.value).toMatchObject({ kind: 'reading', last: { value: 38 } })

    await answer(grant(39))
    expect(state.value).toMatchObject({ kind: 'there', value: 39 })
  })

  it('keeps what is known as stale when the server fails in passing, and asks again by itself', async () => {
    const { state, read, answer, ask } = asking()
    void read()
    await answer(grant(38))
    void read()
    await answer(busy)
    expect(state.value).toMatchObject({ kind: 'stale', value: 38, why: busy.refusal })
    expect(state.value).toHaveProperty('again.atMs')

    await vi.advanceTimersByTimeAsync(3_000)
    expect(ask).toHaveBeenCalledTimes(3)
    expect(state.value).toMatchObject({ kind: 'stale', again: 'now' })

    await answer(grant(40))
    expect(state.value).toMatchObject({ kind: 'there', value: 40 })
  })

  it('is refused while nothing could be read, and is taken away by a definite no', async () => {
    const { state, read, answer, ask } = asking()
    void read()
    await answer(busy)
    expect(state.value).toMatchObject({ kind: 'refused', refusal: busy.refusal })
    await vi.advanceTimersByTimeAsync(3_000)
    await answer(grant(38))

    void read()
    await answer(forbidden)
    expect(state.value).toEqual({ kind: 'refused', refusal: forbidden.refusal, again: undefined })
    expect(valueOf(state.value)).toBeUndefined()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(ask).toHaveBeenCalledTimes(3)
  })

  it('shows nothing of the question before, whose answer comes too late', async () => {
    const { state, read, answer, forget } = asking()
    void read()
    forget()
    await answer(grant(38))

    expect(state.value.kind).toBe('unread')
  })

  it('asks no more when its scope has gone', async () => {
    const { read, answer, ask, scope } = asking()
    void read()
    await answer(busy)
    scope.stop()
    await vi.advanceTimersByTimeAsync(120_000)

    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('is stale while the link is silent, whatever the last answer was', async () => {
    const { state, read, answer, take } = asking()
    void read()
    await answer(grant(38))
    take(39)

    expect(underLink(state.value, 5)).toMatchObject({ kind: 'stale', value: 39, why: 'link' })
    expect(mapState(underLink(state.value, 5), n => n + 1)).toMatchObject({ kind: 'stale', value: 40 })
  })
})

it('waits ever longer, never less than the server asks for', () => {
  const pause = (tries: number, detail = {}) => pauseBefore(tries, { code: 'platform.overloaded', detail })

  expect(pause(1)).toBeGreaterThanOrEqual(2_000)
  expect(pause(3)).toBeGreaterThanOrEqual(8_000)
  expect(pause(99)).toBeLessThanOrEqual(37_500)
  expect(pause(1, { retryAfterS: 20 })).toBeGreaterThanOrEqual(20_000)
})
