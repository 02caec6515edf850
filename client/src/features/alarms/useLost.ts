import { computed, shallowRef, watch } from 'vue'
import { useSilentSince } from '../../platform/live/index.ts'
import { say } from '../../platform/i18n/index.ts'
import { durationText, serverNowMs, useNow } from '../../platform/time/index.ts'

/** A line that is away for so long did not only change hands: whoever waits by it must know, in milliseconds. */
const lostAfterMs = 8_000
const ringEveryMs = 30_000
const minuteMs = 60_000

const forText = (ms: number): string =>
  ms < minuteMs ? say('alarms.lost.seconds', { n: Math.floor(ms / 1_000) }) : durationText(ms)

/** The line to the server is lost: heard until somebody has seen it, shown until it is back. */
export function useLost(ring: () => void) {
  const now = useNow()
  const silentSince = useSilentSince()
  const isSeen = shallowRef(false)
  const lostForMs = computed(() => {
    const since = silentSince.value
    if (since === undefined || since === 0) return undefined
    const ms = now.value - since
    return ms >= lostAfterMs ? ms : undefined
  })
  let rungAtMs = -Infinity
  watch(lostForMs, ms => {
    if (ms === undefined) {
      isSeen.value = false
      rungAtMs = -Infinity
    } else if (!isSeen.value && serverNowMs() - rungAtMs >= ringEveryMs) {
      rungAtMs = serverNowMs()
      ring()
    }
  })
  return {
    lostText: computed(() => (lostForMs.value === undefined ? undefined : forText(lostForMs.value))),
    isSeen,
  }
}
