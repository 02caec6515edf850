import { caseFacts, CaseLeft, isOpen, listCases, type CaseFact } from '@shuniu/shared/cases'
import type { Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { bindEar, type BoundEar, type Ear } from '../../platform/live/index.ts'
import { serverNowMs } from '../../platform/time/index.ts'
import { useCases } from '../cases/index.ts'
import { admitted, entryOf, feedLength, kindOf, without, type FeedEntry } from './feed.ts'

/** A new red case pulses on the map until somebody acknowledges it, at most so long. */
const pulseMs = 30_000

/** What has happened lately, and the grave cases that nobody has acknowledged yet. */
export const useFeed = defineStore('feed', () => {
  const entries = shallowRef<readonly FeedEntry[]>([])
  const alarms = shallowRef<ReadonlyMap<string, CaseFact>>(new Map())
  /** Entries of the last second, which slide in. */
  const fresh = shallowRef<ReadonlySet<string>>(new Set())

  function acknowledge(id: string): void {
    if (!alarms.value.has(id)) return
    alarms.value = new Map([...alarms.value].filter(([one]) => one !== id))
  }
  const acknowledgeAll = (): void => void (alarms.value = new Map())

  function alarm(seen: CaseFact, at: string): void {
    const leftMs = Date.parse(at) + pulseMs - serverNowMs()
    if (seen.level !== 'red' || !isOpen(seen.status) || leftMs <= 0) return
    alarms.value = new Map([...alarms.value, [seen.id, seen]])
    setTimeout(() => acknowledge(seen.id), leftMs)
  }

  function tell(name: string, seen: CaseFact, at: string): void {
    const kind = kindOf(name, seen)
    if (!kind) return
    const entry = entryOf(kind, seen, at)
    entries.value = admitted(entries.value, [entry])
    fresh.value = new Set([entry.id])
    if (kind === 'opened') alarm(seen, at)
  }

  function drop(id: string): void {
    entries.value = without(entries.value, id)
    acknowledge(id)
  }

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
    for (const id of alarms.value.keys()) if (!inSight.has(id)) acknowledge(id)
    const kept = entries.value.filter(entry => inSight.has(entry.case.id) || !before.includes(entry))
    const opened = items.map(seen => entryOf('opened', seen, seen.openedAt))
    entries.value = admitted(kept, opened)
    return newest
  }

  return { entries, alarms, fresh, tell, drop, fetch, acknowledge, acknowledgeAll }
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
