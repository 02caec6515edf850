/** Lets a loop sleep until somebody rings or the time is up; a ring while the loop works is not lost. */
export class Doorbell {
  #isRung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#isRung = true
    this.#wake?.()
  }

  /** True when it was rung, false when `withinMs` passed quietly. */
  async rings(withinMs: number): Promise<boolean> {
    if (!this.#isRung) await this.#quiet(withinMs)
    const wasRung = this.#isRung
    this.#isRung = false
    return wasRung
  }

  #quiet(withinMs: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, withinMs)
      this.#wake = () => {
        clearTimeout(timer)
        this.#wake = undefined
        resolve()
      }
    })
  }
}
