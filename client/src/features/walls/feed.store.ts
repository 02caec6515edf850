import { caseFacts, CaseLeft, listCases, type CaseFact } from '@shuniu/shared/cases'
import type { Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { bindEar, type BoundEar, type Ear } from '../../platform/live/index.ts'
import { useCases } from '../cases/index.ts'
import { admitted, entryOf, feedLength, kindOf, without, type FeedEntry } from './feed.ts'

/** What has happened lately. */
export const useFeed = defineStore('feed', () => {
  const entries = shallowRef<readonly FeedEntry[]>([])
  /** Entries of the last second, which slide in. */
  const fresh = shallowRef<ReadonlySet<string>>(new Set())

  function tell(name: string, seen: CaseFact, at: string): void {
    const kind = kindOf(name, seen)
    if (!kind) return
    const entry = entryOf(kind, seen, at)
    entries.value = admitted(entries.value, [entry])
    fresh.value = new Set([entry.id])
  }

  const drop = (id: string): void => void (entries.value = without(entries.value, id))

  /**
   * Fills the feed with the newest cases, once the open ones are fetched. A case that is among neither may have gone out
   * of sight while the link was down: nothing is said of it any more.
   */
  async function fetch(area: string): Promise<Result<unknown>> {
    const before = entries.value
    const newest = await call(listCases, {
      query: { area, sensitive: 'false', sort: 'newest', limit: feedLength },
    })
    if (!newest.ok) return newest
    const { items } = newest.value
    const inSight = new Set([...useCases().open, ...items].map(seen => seen.id))
    const kept = entries.value.filter(entry => inSight.has(entry.case.id) || !before.includes(entry))
    const opened = items.map(seen => entryOf('opened', seen, seen.openedAt))
    entries.value = admitted(kept, opened)
    return newest
  }

  return { entries, fresh, tell, drop, fetch }
})

const heard = { ...caseFacts, 'case.left': { body: CaseLeft } }

/** What the feed hears of the facts of this page. */
export function feedEar(): BoundEar {
  const feed = useFeed()
  const tell = (seen: CaseFact, { name, at }: { name: string; at: string }) => feed.tell(name, seen, at)
  const ear: Ear<typeof heard> = {
    'case.opened': tell,
    'case.moved': tell,
    'case.warned': tell,
    'case.carded': tell,
    'case.overdue': tell,
    'case.mediaChanged': () => undefined,
    'case.left': ({ id }) => feed.drop(id),
  }
  return bindEar(heard, ear)
}
