import { computed, type ComputedRef } from 'vue'
import { useFreshness } from '../../platform/live/index.ts'
import { clockText } from '../../platform/time/index.ts'

/** The time of what is shown while the link is down; undefined while it is live. */
export function useStaleSince(): ComputedRef<string | undefined> {
  const freshness = useFreshness()
  return computed(() => {
    if (freshness.state !== 'stale') return undefined
    return freshness.lastFrameAtMs === undefined ? '—' : clockText(freshness.lastFrameAtMs)
  })
}
