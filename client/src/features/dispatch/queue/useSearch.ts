import { listCases, maxQueryLength, type CasePage } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { askedAgain } from '../../../platform/http/reading.ts'
import { stateOf } from '../../../platform/http/readState.ts'
import { serverNowMs } from '../../../platform/time/index.ts'
import { useCases } from '../../cases/index.ts'

const pageSize = 100
const restMs = 200

/** What the server answered, and to which words: it is shown under no others. */
interface AnsweredSearch {
  readonly words: string
  readonly ids: readonly string[]
  readonly atMs: number
  readonly last: CasePage
}

/** Looks for cases on the server, closed ones too: by number, place, kind, words of the report, pinyin initials. */
export function useSearch() {
  const cases = useCases()
  const typed = shallowRef('')
  const words = computed(() => typed.value.trim())
  const isTooLong = computed(() => words.value.length > maxQueryLength)
  const latest = shallowRef<AnsweredSearch>()
  const refusedTo = shallowRef<{ readonly words: string; readonly refusal: Refusal }>()
  /** The words that are being looked for, or wait for the typing to rest, and since when. */
  const asking = shallowRef<{ readonly words: string; readonly sinceMs: number }>()
  const answered = computed(() => (latest.value?.words === words.value ? latest.value : undefined))
  const refused = computed(() => (refusedTo.value?.words === words.value ? refusedTo.value : undefined))
  const again = askedAgain(() => void fetch())

  async function fetch(onFrom?: AnsweredSearch): Promise<void> {
    const q = words.value
    if (q === '' || isTooLong.value) return
    again.rest()
    asking.value = { words: q, sinceMs: serverNowMs() }
    const cursor = onFrom?.last.next
    const page = await call(listCases, {
      query: { q, sort: 'newest', limit: pageSize, ...(typeof cursor === 'string' && { cursor }) },
    })
    if (q !== words.value) return
    asking.value = undefined
    refusedTo.value = page.ok ? undefined : { words: q, refusal: page.refusal }
    if (!page.ok) return again.later(page.refusal)
    again.forget()
    for (const seen of page.value.items) cases.put(seen)
    const found = page.value.items.map(seen => seen.id)
    const ids = [...new Set([...(onFrom?.ids ?? []), ...found])]
    latest.value = { words: q, ids, atMs: serverNowMs(), last: page.value }
  }
  function more(): void {
    const known = answered.value
    if (typeof known?.last.next === 'string' && asking.value === undefined) void fetch(known)
  }

  const state = computed(() =>
    stateOf({
      answered: answered.value && { value: answered.value.ids, atMs: answered.value.atMs },
      refusal: refused.value?.refusal,
      sinceMs: asking.value?.words === words.value ? asking.value.sinceMs : undefined,
      isSlow: false,
      againAtMs: again.atMs.value,
    }),
  )
  cases.holdShown(() => answered.value?.ids ?? [])
  watch(
    words,
    q => {
      again.forget()
      asking.value = q !== '' && !isTooLong.value ? { words: q, sinceMs: serverNowMs() } : undefined
    },
    { flush: 'sync' },
  )
  watchDebounced(words, () => void fetch(), { debounce: restMs })

  return {
    typed,
    type: (text: string) => void (typed.value = text),
    /** Of what is typed now; undefined until it has been looked for. */
    ids: computed(() => answered.value?.ids),
    /** How many have been found, when that is known of what is typed. */
    counted: computed(() => {
      const last = answered.value?.last
      return last && { n: last.total, isFloor: last.totalIsFloor === true, unsearched: last.unsearched ?? 0 }
    }),
    state,
    isTooLong,
    isOn: computed(() => words.value !== ''),
    again: () => void fetch(),
    more,
    clear: () => void (typed.value = ''),
  }
}

export type CaseSearch = ReturnType<typeof useSearch>
