import { computed, onScopeDispose, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import type { SignalFrame } from '@shuniu/shared/live'
import { tellSignedOut } from '../http/index.ts'
import { clockText, toServerMs } from '../time/index.ts'
import type { Freshness } from './freshness.ts'
import { Link } from './link.ts'
import { openSocket } from './socket.ts'

export { bindEar, type BoundEar, type Ear } from './ear.ts'
export type { Freshness } from './freshness.ts'

/** A page in the background is painted no frames, and must not pile facts up. */
const oncePerFrame = (work: () => void): void => {
  if (document.hidden) setTimeout(work, 250)
  else requestAnimationFrame(work)
}

/** The live link of this page. Started after sign-in, stopped at sign-out. */
export const live = new Link({ open: openSocket, later: oncePerFrame, signedOut: () => void tellSignedOut() })

/** How fresh the page is: age of the last frame, and whether to believe what is shown. */
export const useFreshness = (): Freshness => live.freshness

/** Since when the link is silent, in epoch milliseconds of the server; undefined while it is not. */
export function useSilentSince(): ComputedRef<number | undefined> {
  return computed(() => {
    const { state, lastFrameAtMs } = live.freshness
    return state === 'stale' ? toServerMs(lastFrameAtMs ?? 0) : undefined
  })
}

/** The time of what is shown while the link is down; undefined while it is live. */
export function useStaleSince(): ComputedRef<string | undefined> {
  return computed(() => {
    const { state, lastFrameAtMs } = live.freshness
    if (state !== 'stale') return undefined
    return lastFrameAtMs === undefined ? '—' : clockText(toServerMs(lastFrameAtMs))
  })
}

/** How long a page waits for the live link before it fetches without it. */
const patienceMs = 1_500

/**
 * Hears these rooms while the scope lives. `fetch` runs after the server has joined them (watch first, then fetch),
 * again when a gap cannot be replayed, and once without the link when that does not answer in 1.5 s.
 */
export function watchRooms(rooms: MaybeRefOrGetter<readonly string[]>, fetch: () => unknown): void {
  let leave = (): void => undefined
  let impatient: ReturnType<typeof setTimeout> | undefined
  const join = (wanted: readonly string[]) => {
    leave()
    clearTimeout(impatient)
    impatient = setTimeout(fetch, patienceMs)
    leave = live.watch(wanted, () => {
      clearTimeout(impatient)
      fetch()
    })
  }
  watch(() => [...toValue(rooms)], join, { immediate: true })
  const forget = live.onResnapshot(() => void fetch())
  onScopeDispose(() => {
    clearTimeout(impatient)
    leave()
    forget()
  })
}

/** Listens to the latest reading of one name while the scope lives; rows are checked by whoever knows them. */
export function useSignal(name: string, listener: (frame: SignalFrame) => void): void {
  onScopeDispose(live.onSignal(name, listener))
}
