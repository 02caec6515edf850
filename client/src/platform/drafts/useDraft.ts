import { computed, onScopeDispose, shallowRef, toRaw, watch } from 'vue'
import { areSame } from './kept.ts'
import { useDrafts } from './drafts.store.ts'

export interface DraftOptions<T> {
  /** Which form: its kind and what it is about. */
  readonly name: string
  /** What stands in the form now. */
  readonly words: () => T
  readonly fill: (words: T) => void
  /** Whether kept words are still of this form's shape. */
  readonly accepts: (words: unknown) => words is T
}

/** What a form tells of what was kept of it. */
export interface KeptNews {
  /** Since when the words that came back were there; undefined when nothing came back. */
  readonly restoredAt: string | undefined
  /** When other words of the same form were kept elsewhere; undefined when there are none. */
  readonly otherAt: string | undefined
}

/**
 * Keeps a form while the scope lives, and brings back what was kept of it. `done` when it was sent; `clear` throws the
 * words away on purpose, and the form stands as it was opened.
 */
export function useDraft<T>({ name, words: present, fill, accepts }: DraftOptions<T>) {
  /** A copy: a form that is filled in in place would change what was kept of it. */
  const words = (): T => structuredClone(toRaw(present()))
  const drafts = useDrafts()
  const first = words()
  const restoredAt = shallowRef<string>()
  let isOver = false
  const other = computed(() => {
    const met = drafts.others.get(name)
    return met && accepts(met.words) ? { words: met.words, savedAt: met.savedAt } : undefined
  })

  async function restore(): Promise<void> {
    const kept = await drafts.restore(name)
    const isUntouched = areSame(words(), first)
    if (isOver || !kept || !accepts(kept.words) || !isUntouched || areSame(kept.words, first)) return
    restoredAt.value = kept.savedAt
    fill(kept.words)
  }
  void restore()
  onScopeDispose(() => (isOver = true))
  watch(
    present,
    () => {
      if (isOver) return
      const now = words()
      if (!areSame(now, first)) drafts.keep(name, now)
      else if (drafts.kept.has(name)) drafts.discard(name)
    },
    { deep: true, flush: 'sync' },
  )

  const end = (): void => {
    restoredAt.value = undefined
    drafts.discard(name)
  }
  return {
    news: computed((): KeptNews => ({ restoredAt: restoredAt.value, otherAt: other.value?.savedAt })),
    clear(): void {
      fill(first)
      end()
    },
    done(): void {
      isOver = true
      end()
    },
    takeOther(): void {
      if (!other.value) return
      const met = other.value.words
      drafts.settle(name, met)
      fill(met)
    },
    keepOwn: () => drafts.settle(name, words()),
  }
}
