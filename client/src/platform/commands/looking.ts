import type { Result } from '@shuniu/shared/kernel'
import { watchDebounced } from '@vueuse/core'
import { computed, watch, type Ref } from 'vue'
import { createReading } from '../http/reading.ts'
import type { Finding, Looking } from './finders.ts'

const restMs = 200

/** Looks for what is typed on the server, once the typing rests; what was found by other words is shown under none. */
export function lookOnServer(
  typed: Readonly<Ref<string>>,
  ask: (words: string) => Promise<Result<readonly Finding[]>>,
): Looking {
  const reading = createReading(() => ask(typed.value))
  watch(typed, words => (words === '' ? reading.forget() : reading.expect()), { flush: 'sync' })
  watchDebounced(typed, words => words !== '' && void reading.read(), { debounce: restMs })
  return { state: reading.state, again: reading.read }
}

/** Looks among what is here already, at once; `of` is how that stands. */
export function lookHere<T>(
  typed: Readonly<Ref<string>>,
  of: () => T,
  find: (known: T, words: string) => readonly Finding[],
): Looking {
  const state = computed(() => {
    const found = typed.value === '' ? [] : find(of(), typed.value)
    return { kind: 'there', value: found, atMs: 0 } as const
  })
  return { state }
}
