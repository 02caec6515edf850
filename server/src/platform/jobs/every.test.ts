import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { every } from './index.ts'

it('does its work again and again, never twice at once, and stops when that under way has ended', async () => {
  vi.useFakeTimers()
  let [begun, ended, most] = [0, 0, 0]
  let finish = (): void => undefined
  const job = every(
    1_000,
    async () => {
      begun += 1
      most = Math.max(most, begun - ended)
      await new Promise<void>(resolve => (finish = resolve))
      ended += 1
    },
    () => undefined,
  )

  await vi.advanceTimersByTimeAsync(5_500)
  expect([begun, ended]).toEqual([1, 0])
  finish()
  await vi.advanceTimersByTimeAsync(1_000)
  expect([begun, ended, most]).toEqual([2, 1, 1])
  vi.useRealTimers()

  let isStopped = false
  const stopping = job.stop().then(() => (isStopped = true))
  await wait(20)
  expect(isStopped).toBe(false)
  finish()
  await stopping
  expect(ended).toBe(2)
})

it('goes on after work that failed, and says so', async () => {
  vi.useFakeTimers()
  const causes: unknown[] = []
  const job = every(
    1_000,
    async () => {
      throw new Error('away')
    },
    cause => causes.push(cause),
  )

  await vi.advanceTimersByTimeAsync(3_100)

  expect(causes).toHaveLength(3)
  vi.useRealTimers()
  await job.stop()
})
