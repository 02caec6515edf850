/** Loads a part once, however often it is asked for and however early; what failed is loaded anew when it is asked for again. */
export function loadedOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined
  return () => {
    coming ??= load().catch((cause: unknown) => {
      coming = undefined
      throw cause
    })
    return coming
  }
}

/** Begins to load what will be wanted; whoever wants it then is told if it failed. */
export const loadAhead = (load: () => Promise<unknown>): void => void load().catch(() => undefined)
