import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => {
  // The clock of a page is one: another file's may be going by real time still.
  vi.resetModules()
  vi.useFakeTimers({ now: Date.parse('2026-01-05T08:00:30.000Z') })
})
afterEach(() => void vi.useRealTimers())

it('moves once a second, and its minute once a minute', async () => {
  const [{ effectScope, watch }, { useMinute, useNow }] = await Promise.all([
    import('vue'),
    import('./now.ts'),
  ])
  const scope = effectScope()
  const told = { seconds: 0, minutes: 0 }
  const minute = scope.run(() => {
    watch(useNow(), () => (told.seconds += 1), { flush: 'sync' })
    const ofMinute = useMinute()
    watch(ofMinute, () => (told.minutes += 1), { flush: 'sync' })
    return ofMinute
  })
  expect(minute?.value).toBe(Date.parse('2026-01-05T08:00:00.000Z'))

  vi.advanceTimersByTime(90_000)

  expect(told).toEqual({ seconds: 90, minutes: 2 })
  expect(minute?.value).toBe(Date.parse('2026-01-05T08:02:00.000Z'))
  scope.stop()
})

it('tells the server’s time at once to whoever comes after it was heard, though others had come before', async () => {
  const [{ effectScope }, { useNow }, { hearServerTime }] = await Promise.all([
    import('vue'),
    import('./now.ts'),
    import('./serverTime.ts'),
  ])
  const scope = effectScope()
  const early = scope.run(() => useNow())
  hearServerTime('Mon, 12 Jan 2026 08:00:30 GMT', Date.now(), Date.now())

  const late = scope.run(() => useNow())

  expect(late?.value).toBeCloseTo(Date.parse('2026-01-12T08:00:30.500Z'), -3)
  expect(early?.value).toBe(late?.value)
  scope.stop()
})
