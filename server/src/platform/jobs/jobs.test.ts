import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { jobOf } from './index.ts'

const told: string[] = []
const log = {
  info: (_: object, message: string) => void told.push(message),
  warn: ({ job }: { job?: unknown }, message: string) => void told.push(`${String(job)}: ${message}`),
}
const options = { name: 'counting', everyMs: 1_000, log }

beforeEach(() => {
  told.length = 0
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => void vi.useRealTimers())

/** Time passes, and all that follows from it at once. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await turn()
}

it('does its work again and again, never twice at once, and stops when that under way has ended', async () => {
  let [begun, ended, most] = [0, 0, 0]
  let finish = (): void => undefined
  const job = jobOf(async () => {
    begun += 1
    most = Math.max(most, begun - ended)
    await new Promise<void>(resolve => (finish = resolve))
    ended += 1
  }, options)
  job.start()

  await pass(5_500)
  expect([begun, ended]).toEqual([1, 0])
  finish()
  await pass(1_000)
  expect([begun, ended, most]).toEqual([2, 1, 1])

  let isStopped = false
  const stopping = job.stop().then(() => (isStopped = true))
  await turn()
  expect(isStopped).toBe(false)
  finish()
  await stopping
  expect(ended).toBe(2)
})

it('goes on at once while it finds something to do, and no longer than it is started', async () => {
  const left = [200, 200, 7, 0]
  let times = 0
  const job = jobOf(async () => {
    times += 1
    await turn()
    return left.shift() ?? 1
  }, options)
  job.start()
  job.wake()
  await vi.waitFor(() => expect(left).toEqual([]))
  expect(times).toBe(4)

  await vi.advanceTimersByTimeAsync(1_000)
  await job.stop()
  const atEnd = times
  job.wake()
  await pass(3_000)
  expect(times).toBe(atEnd)
})

it('begins at once where that is asked for, else after its time', async () => {
  let [soon, late] = [0, 0]
  const jobs = [
    jobOf(async () => void (soon += 1), { ...options, isAtOnce: true }),
    jobOf(async () => void (late += 1), options),
  ]
  for (const job of jobs) job.start()
  await turn()
  expect([soon, late]).toEqual([1, 0])
  await pass(1_000)
  expect([soon, late]).toEqual([2, 1])
  for (const job of jobs) await job.stop()
})

it('goes on after work that failed, and tells of it once until it is done again', async () => {
  let isAway = true
  let tries = 0
  const job = jobOf(async () => {
    tries += 1
    if (isAway) throw new Error('away')
  }, options)
  job.start()

  await pass(3_100)
  expect(tries).toBe(3)
  isAway = false
  await pass(2_000)
  expect(told).toEqual([
    'counting: a job failed; it is tried again at its next time',
    'a job does its work again',
  ])
  await job.stop()
})
