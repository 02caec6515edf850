import { grant, type Result } from '@shuniu/shared/kernel'
import { computed } from 'vue'
import { createReading } from './reading.ts'

/** A part of a list; `next` is where what follows is read on, null where these are all. */
export interface ListPart<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** One part of a list: from its start, or from where a former part ended. */
export type AskPart<T> = (cursor: string | undefined) => Promise<Result<ListPart<T>>>

/** The first of a list, in as many parts as it takes to have so many, where there are. */
async function fetchParts<T>(ask: AskPart<T>, atLeast: number): Promise<Result<ListPart<T>>> {
  const items: T[] = []
  let next: string | null = null
  do {
    const part: Result<ListPart<T>> = await ask(next ?? undefined)
    if (!part.ok) return part
    items.push(...part.value.items)
    next = part.value.next
  } while (next !== null && items.length < atLeast)
  return grant({ items, next })
}

/** A list that is read in parts, as far as it was read: read anew it is as long as before. */
export function createPagedReading<T>(ask: AskPart<T>) {
  let wanted = 1
  const { value, state, read, expect } = createReading(() => fetchParts(ask, wanted))
  const items = computed(() => value.value?.items ?? [])
  return {
    items,
    hasMore: computed(() => typeof value.value?.next === 'string'),
    state,
    read,
    more(): Promise<unknown> {
      wanted = items.value.length + 1
      return read()
    },
    /** Another question stands here: its list is read from the start. */
    restart(): Promise<unknown> {
      wanted = 1
      expect()
      return read()
    },
  }
}
