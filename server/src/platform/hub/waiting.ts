interface Awaited {
  readonly seq: number
  readonly done: () => void
}

/** Those who wait for a number; each leaves as soon as it has come, its time is up, or everything stops. */
export class Waiting {
  readonly #waiting = new Set<Awaited>()

  get size(): number {
    return this.#waiting.size
  }

  until(seq: number, withinMs: number): Promise<void> {
    return new Promise(resolve => {
      const one = {
        seq,
        done: () => {
          clearTimeout(timer)
          this.#waiting.delete(one)
          resolve()
        },
      }
      const timer = setTimeout(() => one.done(), withinMs)
      this.#waiting.add(one)
    })
  }

  moved(through: number): void {
    for (const one of this.#waiting) if (one.seq <= through) one.done()
  }

  clear(): void {
    for (const one of this.#waiting) one.done()
  }
}
