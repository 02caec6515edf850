import { shallowReactive, shallowReadonly } from 'vue'
import { freshnessOf, type Freshness } from './freshness.ts'

export interface Heart {
  readonly freshness: Freshness
  readonly silentSinceMs: number
  start(): void
  /** A frame came. */
  beat(): void
  /** The server speaks of things this page does not know. */
  outgrow(): void
  feel(): void
}

/** Keeps when the last frame came, and tells the page how fresh it is. */
export function createHeart(): Heart {
  let startedAtMs = Date.now()
  let lastFrameAtMs: number | undefined
  let isOutdated = false
  const freshness = shallowReactive<Freshness>({ state: 'opening', lastFrameAtMs: undefined, ageMs: 0 })
  const feel = () => {
    Object.assign(freshness, freshnessOf({ startedAtMs, lastFrameAtMs, isOutdated }, Date.now()))
  }
  return {
    freshness: shallowReadonly(freshness),
    get silentSinceMs() {
      return lastFrameAtMs ?? startedAtMs
    },
    start() {
      startedAtMs = Date.now()
      lastFrameAtMs = undefined
      isOutdated = false
      feel()
    },
    beat() {
      lastFrameAtMs = Date.now()
      feel()
    },
    outgrow() {
      isOutdated = true
      feel()
    },
    feel,
  }
}
