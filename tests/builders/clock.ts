import { instant, toMs, type Clock, type Instant } from '@shuniu/shared/kernel'

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  moveOnS(seconds: number): void
  setTo(at: string): void
}

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
