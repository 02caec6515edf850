import { staleAfterMs } from '@shuniu/shared/live'

/** `opening`: nothing heard yet · `live` · `stale`: no frame for 3 s · `outdated`: the server is newer than this page. */
export type FreshnessState = 'opening' | 'live' | 'stale' | 'outdated'

export interface Freshness {
  readonly state: FreshnessState
  /** When the last frame came, in epoch milliseconds of this machine. */
  readonly lastFrameAtMs: number | undefined
  /** Since the last frame; since the start before the first one. */
  readonly ageMs: number
}

interface Heartbeat {
  readonly startedAtMs: number
  readonly lastFrameAtMs: number | undefined
  readonly isOutdated: boolean
}

/** How far what is shown can be trusted. Comes back by itself with the next frame. */
export function freshnessOf(heart: Heartbeat, nowMs: number): Freshness {
  const ageMs = Math.max(0, nowMs - (heart.lastFrameAtMs ?? heart.startedAtMs))
  const { lastFrameAtMs } = heart
  if (ageMs >= staleAfterMs) return { state: 'stale', lastFrameAtMs, ageMs }
  if (heart.isOutdated) return { state: 'outdated', lastFrameAtMs, ageMs }
  return { state: lastFrameAtMs === undefined ? 'opening' : 'live', lastFrameAtMs, ageMs }
}
