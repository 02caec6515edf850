/** So many a second, and as many at once after a rest of a second or more. */
export class Rate {
  readonly #perSecond: number
  readonly #burst: number
  #left: number
  #atMs = performance.now()

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#left = burst
  }

  takes(): boolean {
    const nowMs = performance.now()
    this.#left = Math.min(this.#burst, this.#left + ((nowMs - this.#atMs) / 1_000) * this.#perSecond)
    this.#atMs = nowMs
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}

/** How many of something each account holds now. */
export class Holdings {
  readonly #byAccount = new Map<string, number>()

  get size(): number {
    return this.#byAccount.size
  }

  /** Counts one more and returns how to give it back, or undefined when the account holds all it may. */
  take(accountId: string, most: number): (() => void) | undefined {
    const held = this.#byAccount.get(accountId) ?? 0
    if (held >= most) return undefined
    this.#byAccount.set(accountId, held + 1)
    let isHeld = true
    return () => {
      if (isHeld) this.#giveBack(accountId)
      isHeld = false
    }
  }

  #giveBack(accountId: string): void {
    const held = (this.#byAccount.get(accountId) ?? 1) - 1
    if (held > 0) this.#byAccount.set(accountId, held)
    else this.#byAccount.delete(accountId)
  }
}
