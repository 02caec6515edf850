export { paceOf, type AccountPace } from './pace.ts'

/** Who waits for a slot: those of the first kind go before all of the second. */
export type Precedence = 'first' | 'second'

/** Lets only so many pieces of work run at once; the others wait in the order they came, within their precedence. */
export class Limit {
  readonly #atOnce: number
  readonly #queues: Record<Precedence, (() => void)[]> = { first: [], second: [] }
  #running = 0

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  get waiting(): number {
    return this.#queues.first.length + this.#queues.second.length
  }

  async run<T>(work: () => Promise<T>, precedence: Precedence = 'second'): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1
    else await new Promise<void>(resolve => this.#queues[precedence].push(resolve))
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  /** A slot is handed on rather than freed, so that nobody slips in before the first of the queue. */
  #leave(): void {
    const next = this.#queues.first.shift() ?? this.#queues.second.shift()
    if (next) next()
    else this.#running -= 1
  }
}

/** Lets one piece of work at a time run for each key, in the order of their coming. */
export function oneAtATime() {
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
