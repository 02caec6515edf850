/** What of a key press tells whether an input method took it. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'keyCode' | 'isComposing' | 'repeat' | 'timeStamp'>

/** The code that every browser gives a key which went to an input method. */
const takenKeyCode = 229
/** The keys that end a composition, or choose within it. */
const endings: readonly string[] = ['Enter', 'Escape', 'Tab', ' ']

/**
 * Tells the keys that belong to an input method from those that are ours. Chromium and Firefox send the key that ends
 * a composition before its end, marked as composing; Safari after its end, marked by its code alone; some keyboards
 * after its end without any mark, but stamped with the moment it was struck, before that end. A key held down goes on
 * belonging to the input method until it is let go: its repeats come unmarked.
 */
export function createComposition() {
  const held = new Set<string>()
  let endedAtMs = -Infinity

  const isTaken = (press: Press): boolean =>
    press.isComposing ||
    // oxlint-disable-next-line typescript/no-deprecated -- Safari marks the key that ended a composition by nothing else
    press.keyCode === takenKeyCode ||
    press.key === 'Process' ||
    (press.repeat && held.has(press.code)) ||
    (endings.includes(press.key) && press.timeStamp <= endedAtMs)

  return {
    end: (atMs: number) => void (endedAtMs = atMs),
    /** Whether a press went to the input method, and nothing may be done by it. */
    takes(press: Press): boolean {
      const is = isTaken(press)
      if (is) held.add(press.code)
      return is
    },
    release: ({ code }: Pick<Press, 'code'>) => void held.delete(code),
    /** The page lost the keyboard, and will not hear what is let go. */
    reset: () => held.clear(),
  }
}
