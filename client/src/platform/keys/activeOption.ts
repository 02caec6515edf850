import { computed, shallowRef, watch } from 'vue'

interface Option {
  readonly id: string
}

/**
 * Which of the options shown the arrows have come to. It is held by its id: a list that changes under the hand puts no
 * other in its place, and where it is gone from the list none is chosen until somebody goes on.
 */
export function useActiveOption<T extends Option>(options: () => readonly T[], startsAtFirst = () => true) {
  const chosen = shallowRef<string>()
  const at = computed(() => options().findIndex(({ id }) => id === chosen.value))
  const first = (): void => void (chosen.value = startsAtFirst() ? options()[0]?.id : undefined)
  // What is looked for comes later than the question.
  watch(options, () => chosen.value === undefined && first(), { immediate: true })
  return {
    /** Where it stands in the list; -1 when none is chosen. */
    at,
    active: computed(() => options()[at.value]),
    first,
    /** None, until another list comes: what stands there yet is the answer to a former question. */
    none: (): void => void (chosen.value = undefined),
    go: (id: string | undefined): void => void (chosen.value = id),
    step(by: 1 | -1): void {
      const all = options()
      const from = at.value < 0 && by < 0 ? 0 : at.value
      chosen.value = all[(from + by + all.length) % all.length]?.id
    },
  }
}
