/** Work that is done again and again until it is stopped. */
export interface Job {
  /** Returns when the work that is under way has ended. */
  stop(): Promise<void>
}

/**
 * Does work every so many milliseconds, never twice at once: what takes longer than its time is let finish, and the
 * times that passed meanwhile are passed over. An edge: what the work throws goes to `failed`, and the next time comes.
 */
export function every(ms: number, work: () => Promise<void>, failed: (cause: unknown) => void): Job {
  let underWay: Promise<void> | undefined
  const timer = setInterval(() => {
    underWay ??= work()
      .catch(failed)
      .finally(() => (underWay = undefined))
  }, ms)
  return {
    async stop() {
      clearInterval(timer)
      await underWay
    },
  }
}
