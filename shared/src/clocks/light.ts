import type { Static } from 'typebox'
import { oneOf, type Instant } from '../kernel/index.ts'
import type { CaseClock } from './model.ts'

export const clockLights = ['green', 'yellow', 'orange', 'red', 'grey'] as const
export const ClockLight = oneOf(clockLights)
export type ClockLight = Static<typeof ClockLight>

/** The moments at which a light turns; a clock without a deadline stands still. */
export interface LitClock {
  readonly yellowAt: string | null
  readonly orangeAt: string | null
  readonly dueAt: string | null
}

/**
 * 绿 below 70 % of the limit · 黄 from 70 % · 橙 from 90 % · 红 run out · 灰 standing still. The moments are worked out
 * where the calendar is known, in duty time where the limit counts duty, so that a client needs neither calendar nor
 * hours. Source: domain §3.4.
 */
export function light({ yellowAt, orangeAt, dueAt }: LitClock, now: Instant): ClockLight {
  if (dueAt === null) return 'grey'
  if (now >= dueAt) return 'red'
  if (orangeAt !== null && now >= orangeAt) return 'orange'
  return yellowAt !== null && now >= yellowAt ? 'yellow' : 'green'
}

/** The light of a clock: as it was when it stopped, grey while it stands still. */
export const lightOf = (caseClock: CaseClock, now: Instant): ClockLight =>
  light(caseClock.pausedAt === null ? caseClock : { ...caseClock, dueAt: null }, caseClock.stoppedAt ?? now)
