/** Runs at most `slots` pieces of work at once; the others wait in order. */
export function laneOf(slots: number) {
  const queue: (() => void)[] = []
  let running = 0
  /** A slot is handed on rather than freed, so that nobody slips in before the first of the queue. */
  const leave = () => {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < slots) running += 1
    else await new Promise<void>(resolve => queue.push(resolve))
    return work().finally(leave)
  }
}

/** One at a time for each key, in the order of their coming. */
export function turnsOf() {
  const lastByKey = new Map<string, Promise<unknown>>()
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const mine = (lastByKey.get(key) ?? Promise.resolve()).then(work, work)
    lastByKey.set(key, mine)
    try {
      return await mine
    } finally {
      if (lastByKey.get(key) === mine) lastByKey.delete(key)
    }
  }
}
