import type { Refusal, Result } from '@shuniu/shared/kernel'
import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'

/** What was last answered, kept while it is asked again; a refusal stands beside what is known. Overtaken answers are dropped. */
export function createReading<T>(ask: () => Promise<Result<T>>) {
  const value = shallowRef<T>()
  const refusal = shallowRef<Refusal>()
  const isReading = shallowRef(false)
  let asked = 0

  async function read(): Promise<void> {
    asked += 1
    const own = asked
    isReading.value = true
    const answer = await ask()
    if (own !== asked) return
    isReading.value = false
    refusal.value = answer.ok ? undefined : answer.refusal
    if (answer.ok) value.value = answer.value
  }
  return { value, refusal, isReading, read }
}

/** Reads now and again whenever somebody comes back to the page, while the scope lives: others may have changed things. */
export function rereadOnReturn(read: () => unknown): void {
  void read()
  useEventListener(window, 'focus', () => void read())
  useEventListener(document, 'visibilitychange', () => void (document.hidden || read()))
}
