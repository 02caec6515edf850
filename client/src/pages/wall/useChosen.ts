import { computed, shallowRef } from 'vue'
import { useCases } from '../../features/cases/index.ts'
import { useFeed, type useNumberList } from '../../features/walls/index.ts'

/** The case whose card is open; found among the open ones, else in the list it was chosen from. */
export function useChosen(list: ReturnType<typeof useNumberList>) {
  const cases = useCases()
  const feed = useFeed()
  const id = shallowRef<string>()
  return {
    chosen: computed(() => {
      const wanted = id.value
      if (wanted === undefined) return undefined
      return cases.byId.get(wanted) ?? list.page.value?.items.find(seen => seen.id === wanted)
    }),
    /** Looking at a case acknowledges its alarm. */
    choose(wanted: string): void {
      id.value = wanted
      feed.acknowledge(wanted)
    },
    /** False when no card was open. */
    letGo(): boolean {
      const wasOpen = id.value !== undefined
      id.value = undefined
      return wasOpen
    },
  }
}
