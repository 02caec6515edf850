import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'

interface DeviceChoice<T extends string> {
  readonly chosen: Readonly<ShallowRef<T>>
  /** Every page of this browser takes it on. */
  choose(next: T): void
}

/**
 * One of a few, chosen on this device and kept by its browser under a name; the usual one until then. A browser that keeps
 * nothing forgets it with the page.
 */
export function deviceChoice<T extends string>(
  name: string,
  options: readonly T[],
  usual: NoInfer<T>,
): DeviceChoice<T> {
  const key = `shuniu.${name}`
  const read = (): T => {
    try {
      const kept = localStorage.getItem(key)
      return options.find(one => one === kept) ?? usual
    } catch {
      return usual
    }
  }
  const chosen = shallowRef<T>(read())
  window.addEventListener('storage', event => {
    if (event.key === key) chosen.value = read()
  })
  return {
    chosen: shallowReadonly(chosen),
    choose(next) {
      chosen.value = next
      try {
        localStorage.setItem(key, next)
      } catch {
        // It holds for this page.
      }
    },
  }
}
