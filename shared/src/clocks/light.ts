import type { Static } from 'typebox'
import { instant, oneOf, toMs, type Instant } from '../kernel/index.ts'
import { defaultClockSettings, type ClockSettings } from './settings.ts'

export const clockLights = ['green', 'yellow', 'orange', 'red', 'grey'] as const
export const ClockLight = oneOf(clockLights)
export type ClockLight = Static<typeof ClockLight>

export interface Span {
  readonly startedAt: Instant
  readonly dueAt: Instant
}

/** When so many percent of a limit are used up; above 100 the clock is overdue. The sweep and the light agree on it. */
export function thresholdAt({ startedAt, dueAt }: Span, percent: number): Instant {
  const startMs = toMs(startedAt)
  return instant(Math.ceil(startMs + ((toMs(dueAt) - startMs) * percent) / 100))
}

/**
 * 绿 below 70 % of the limit · 黄 from 70 % · 橙 from 90 % · 红 run out · 灰 paused. Measured on the wall clock
 * between start and deadline, so that a client needs neither calendar nor hours. Source: domain §3.4.
 */
export function light(
  clock: Span & { readonly now: Instant; readonly paused: boolean },
  settings: Pick<ClockSettings, 'yellowPercent' | 'orangePercent'> = defaultClockSettings,
): ClockLight {
  if (clock.paused) return 'grey'
  if (clock.now >= clock.dueAt) return 'red'
  if (clock.now >= thresholdAt(clock, settings.orangePercent)) return 'orange'
  return clock.now >= thresholdAt(clock, settings.yellowPercent) ? 'yellow' : 'green'
}
