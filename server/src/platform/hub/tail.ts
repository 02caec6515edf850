import type { StoredFact } from '../outbox/index.ts'

/** The last facts this process has sent, in memory: whoever was cut off for moments is caught up without a query. */
export class Tail {
  readonly #limit: number
  #facts: StoredFact[] = []
  #floor: number

  constructor(cursor: number, limit = 4_000) {
    this.#floor = cursor
    this.#limit = limit
  }

  add(facts: readonly StoredFact[]): void {
    this.#facts.push(...facts)
    if (this.#facts.length < 2 * this.#limit) return
    const dropped = this.#facts.splice(0, this.#facts.length - this.#limit)
    this.#floor = dropped.at(-1)?.seq ?? this.#floor
  }

  get size(): number {
    return this.#facts.length
  }

  /** Whether every fact after this number is here. */
  reachesBackTo(seq: number): boolean {
    return seq >= this.#floor
  }

  after(seq: number): StoredFact[] {
    let low = 0
    let high = this.#facts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#facts[middle]?.seq ?? 0) > seq) high = middle
      else low = middle + 1
    }
    return this.#facts.slice(low)
  }
}
