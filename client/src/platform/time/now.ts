import { computed, onScopeDispose, readonly, shallowRef, type Ref } from 'vue'
import { serverNowMs } from './serverTime.ts'

const nowMs = shallowRef(serverNowMs())
let users = 0
let ticking: ReturnType<typeof setInterval> | undefined

/** What is further off than a tick was told before the server's time was known. */
const tickMs = 1_000

/** The server's time in epoch milliseconds, moving once a second; one clock for the whole page, stopped when unused. */
export function useNow(): Readonly<Ref<number>> {
  if (users === 0 || Math.abs(serverNowMs() - nowMs.value) > tickMs) nowMs.value = serverNowMs()
  if (users === 0) {
    ticking = setInterval(() => (nowMs.value = serverNowMs()), tickMs)
  }
  users += 1
  onScopeDispose(() => {
    users -= 1
    if (users === 0) clearInterval(ticking)
  })
  return readonly(nowMs)
}

const minuteMs = 60_000

/** The server's minute in epoch milliseconds: for what is told by the minute, and need not be drawn anew each second. */
export function useMinute(): Readonly<Ref<number>> {
  const now = useNow()
  return computed(() => Math.floor(now.value / minuteMs) * minuteMs)
}
