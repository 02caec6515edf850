import type { Refusal, Result } from '@shuniu/shared/kernel'
import { useEventListener } from '@vueuse/core'
import { computed, getCurrentScope, onScopeDispose, shallowRef } from 'vue'
import { serverNowMs } from '../time/serverTime.ts'
import { isPassing, stateOf } from './readState.ts'

/** An answer is awaited in silence so long; then it is said that and since when. */
const slowMs = 3_000
const pausesMs = [2_000, 4_000, 8_000, 16_000, 30_000] as const

/** How long to wait before the next try, jittered so that a county's pages do not come back as one; never less than the server asked for. */
export function pauseBefore(tries: number, { detail }: Refusal): number {
  const pauseMs = pausesMs[Math.min(tries, pausesMs.length) - 1] ?? pausesMs[0]
  const askedMs = typeof detail['retryAfterS'] === 'number' ? Math.min(detail['retryAfterS'], 120) * 1_000 : 0
  return Math.max(askedMs, pauseMs) * (1 + Math.random() * 0.25)
}

/** What fails in passing is asked again by itself, ever more rarely, until it is answered or forgotten, or the scope ends. */
export function askedAgain(ask: () => void) {
  const atMs = shallowRef<number>()
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function rest(): void {
    clearTimeout(timer)
    atMs.value = undefined
  }
  function later(refusal: Refusal): void {
    if (!isPassing(refusal)) return
    tries += 1
    const pauseMs = pauseBefore(tries, refusal)
    atMs.value = serverNowMs() + pauseMs
    timer = setTimeout(ask, pauseMs)
  }
  function forget(): void {
    tries = 0
    rest()
  }
  if (getCurrentScope()) onScopeDispose(rest)
  /** `atMs`: when it will be; undefined when nothing waits. */
  return { atMs, later, rest, forget }
}

/**
 * One question to the server and how its answer stands. What was last answered is kept while it is asked again; a refusal
 * stands beside what is known; overtaken answers are dropped. What fails in passing is asked again by itself, ever more
 * rarely, while the scope lives.
 */
export function createReading<T>(ask: () => Promise<Result<T>>) {
  const value = shallowRef<T>()
  const atMs = shallowRef(0)
  const refusal = shallowRef<Refusal>()
  const sinceMs = shallowRef<number>()
  const isSlow = shallowRef(false)
  const again = askedAgain(() => void read())
  let asked = 0
  let slowly: ReturnType<typeof setTimeout> | undefined

  function rest(): void {
    clearTimeout(slowly)
    again.rest()
    sinceMs.value = undefined
    isSlow.value = false
  }
  /** Takes in what is known from elsewhere, as a fact or a signal: it is as good as an answer. */
  function take(known: T): void {
    again.forget()
    refusal.value = undefined
    value.value = known
    atMs.value = serverNowMs()
  }
  function failed(why: Refusal): void {
    refusal.value = why
    again.later(why)
  }
  /** Asks anew; its own answer, which nothing is made of where a later question has overtaken it. */
  async function read(): Promise<Result<T>> {
    asked += 1
    const own = asked
    rest()
    sinceMs.value = serverNowMs()
    slowly = setTimeout(() => (isSlow.value = true), slowMs)
    const answer = await ask()
    if (own !== asked) return answer
    rest()
    if (answer.ok) take(answer.value)
    else failed(answer.refusal)
    return answer
  }
  /** Another question stands here from now on: nothing of the former one is shown. */
  function forget(): void {
    asked += 1
    again.forget()
    rest()
    refusal.value = undefined
    value.value = undefined
  }
  /** Another question stands here, and is about to be asked: it is being read from now on. */
  function expect(): void {
    forget()
    sinceMs.value = serverNowMs()
  }
  if (getCurrentScope()) {
    onScopeDispose(() => {
      asked += 1
      rest()
    })
  }

  const state = computed(() =>
    stateOf<T>({
      answered: value.value === undefined ? undefined : { value: value.value, atMs: atMs.value },
      refusal: refusal.value,
      sinceMs: sinceMs.value,
      isSlow: isSlow.value,
      againAtMs: again.atMs.value,
    }),
  )
  const isReading = computed(() => sinceMs.value !== undefined)
  return { value, refusal, isReading, state, read, take, forget, expect }
}

/** Reads now and again whenever somebody comes back to the page, while the scope lives: others may have changed things. */
export function rereadOnReturn(read: () => unknown): void {
  void read()
  useEventListener(window, 'focus', () => void read())
  useEventListener(document, 'visibilitychange', () => void (document.hidden || read()))
}
