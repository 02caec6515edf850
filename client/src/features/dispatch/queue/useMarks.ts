import { shallowRef, triggerRef } from 'vue'

/** So many rows are marked at once: what is done with them is done one after the other. */
export const mostMarked = 200

/** Rows marked for one piece of work; while it is on, a click marks and opens nothing. */
export function useMarks() {
  const isOn = shallowRef(false)
  const ids = shallowRef(new Set<string>())

  function clear(): void {
    ids.value = new Set()
    isOn.value = false
  }
  return {
    isOn,
    ids,
    clear,
    turn: (): void => void (isOn.value ? clear() : (isOn.value = true)),
    toggle(id: string): void {
      if (!ids.value.delete(id) && ids.value.size < mostMarked) ids.value.add(id)
      triggerRef(ids)
    },
    /** All of these, the first of them where there are too many; none where all are marked. */
    toggleAll(all: readonly string[]): void {
      const most = all.slice(0, mostMarked)
      const areAll = most.length > 0 && most.every(id => ids.value.has(id))
      ids.value = new Set(areAll ? [] : most)
    },
  }
}
