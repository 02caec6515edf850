import { instant, toMs, type Clock, type Instant } from '@shuniu/shared/kernel'

/** A clock that a test moves. */
export interface TestClock extends Clock {
  moveOnS(seconds: number): void
  setTo(at: string): void
}

/** Stands still until it is moved. */
export function testClock(at = '2026-11-24T02:00:00.000Z'): TestClock {
  let present: Instant = instant(at)
  return {
    now: () => present,
    moveOnS(seconds) {
      present = instant(toMs(present) + seconds * 1_000)
    },
    setTo(next) {
      present = instant(next)
    },
  }
}

/** Stands so many days after the hour of the machine: what the system's clock has stamped is as old by it. */
export const clockInDays = (days: number): TestClock =>
  testClock(new Date(Date.now() + days * 86_400_000).toISOString())

/** Goes on by itself from a moment, and can be moved on: what people at screens need. */
export function runningClock(at = '2026-11-24T02:00:00.000Z'): TestClock {
  let aheadMs = toMs(instant(at)) - Date.now()
  return {
    now: () => instant(Date.now() + aheadMs),
    moveOnS(seconds) {
      aheadMs += seconds * 1_000
    },
    setTo(next) {
      aheadMs = toMs(instant(next)) - Date.now()
    },
  }
}
