/** Who waits for a slot: those of the first kind go before all of the second. */
export type Precedence = 'first' | 'second'

/** Runs at most `slots` pieces of work at once; the others wait in order, those with precedence before the rest. */
export function laneOf(slots: number) {
  const queues: Record<Precedence, (() => void)[]> = { first: [], second: [] }
  let running = 0
  /** A slot is handed on rather than freed, so that nobody slips in before the first of the queue. */
  const leave = () => {
    const next = queues.first.shift() ?? queues.second.shift()
    if (next) next()
    else running -= 1
  }
  return async <T>(precedence: Precedence, work: () => Promise<T>): Promise<T> => {
    if (running < slots) running += 1
    else await new Promise<void>(resolve => queues[precedence].push(resolve))
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
