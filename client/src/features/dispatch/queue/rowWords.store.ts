import { listCaseWords, mostWordsAsked } from '@shuniu/shared/cases'
import { useDebounceFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { call } from '../../../platform/http/index.ts'

/** Rows come into sight by the dozen as a list is scrolled: they are asked for together. */
const restMs = 120
/** A desk stays open for shifts on end: so many rows keep their words, the oldest go first. */
const mostKept = 3_000

/**
 * What reports say, for the rows in sight: asked for once for each version that changed what it says. What is not told stays
 * away; a row says what it says without.
 */
export const useRowWords = defineStore('rowWords', () => {
  const words = shallowReactive(new Map<string, string>())
  const wanted = new Set<string>()
  const askSoon = useDebounceFn(ask, restMs)

  async function ask(): Promise<void> {
    const ids = [...wanted].slice(0, mostWordsAsked)
    if (ids.length === 0) return
    for (const id of ids) wanted.delete(id)
    const answer = await call(listCaseWords, { query: { ids: ids.join() } })
    if (answer.ok) {
      const told = new Map(answer.value.items.map(({ id, words: said }) => [id, said]))
      for (const id of ids) words.set(id, told.get(id) ?? '')
      for (const id of [...words.keys()].slice(0, Math.max(0, words.size - mostKept))) words.delete(id)
    }
    if (wanted.size > 0) void askSoon()
  }
  return {
    of: (id: string): string => words.get(id) ?? '',
    /** Says which rows are in sight. */
    want(ids: Iterable<string>): void {
      for (const id of ids) if (!words.has(id)) wanted.add(id)
      if (wanted.size > 0) void askSoon()
    },
    /** Whoever sits here now may read other things. */
    forget(): void {
      words.clear()
      wanted.clear()
    },
  }
})
