import { computed, shallowRef } from 'vue'
import { useCases } from '../../features/cases/index.ts'
import type { useNumberList } from '../../features/walls/index.ts'

/** The case whose card is open; found among the open ones, else in the list it was chosen from. */
export function useChosen(list: ReturnType<typeof useNumberList>) {
  const cases = useCases()
  const id = shallowRef<string>()
  return {
    chosen: computed(() => {
      const wanted = id.value
      if (wanted === undefined) return undefined
      return cases.byId.get(wanted) ?? list.page.value?.items.find(seen => seen.id === wanted)
    }),
    choose: (wanted: string): void => void (id.value = wanted),
    /** False when no card was open. */
    letGo(): boolean {
      const wasOpen = id.value !== undefined
      id.value = undefined
      return wasOpen
    },
  }
}
