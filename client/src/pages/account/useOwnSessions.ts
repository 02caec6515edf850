import { seeOwnSessions, type OwnSession } from '@shuniu/shared/identity'
import { grant, type Result } from '@shuniu/shared/kernel'
import { computed } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

interface Known {
  readonly items: readonly OwnSession[]
  /** Where the ones before them are read on; null where these are all. */
  readonly next: string | null
}

/** The sessions last used, in as many parts as it takes to have so many, where there are. */
async function fetchSessions(atLeast: number): Promise<Result<Known>> {
  const items: OwnSession[] = []
  let next: string | null = null
  do {
    const query: { cursor?: string } = next === null ? {} : { cursor: next }
    const part = await call(seeOwnSessions, { query })
    if (!part.ok) return part
    items.push(...part.value.items)
    next = part.value.next
  } while (next !== null && items.length < atLeast)
  return grant({ items, next })
}

/** The sessions of one's own account, as far as they were read: read anew they are as many as before. */
export function useOwnSessions() {
  let wanted = 1
  const { value, state, read } = createReading(() => fetchSessions(wanted))
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
  }
}
