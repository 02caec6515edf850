import type { Platform } from '../../platform/feature/index.ts'

interface Rounds {
  readonly name: string
  readonly everyMs: number
  readonly log: Platform['log']
}

/**
 * Runs a piece of work in rounds that never overlap, the first at once; while a round finds something to do the next
 * follows. Nobody waits for it but whoever stops it; what goes wrong is logged, and the next round tries again.
 */
export function inRounds(work: () => Promise<number>, { name, everyMs, log }: Rounds) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  async function round(): Promise<void> {
    try {
      while ((await work()) > 0) if (timer === undefined) return
    } catch (cause) {
      log.warn({ cause, name }, 'a round of housekeeping failed; the next tries again')
    }
  }
  function begin(): void {
    running ??= round().finally(() => (running = undefined))
  }
  return {
    start(): void {
      timer = setInterval(begin, everyMs)
      begin()
    },
    async stop(): Promise<void> {
      clearInterval(timer)
      timer = undefined
      await running
    },
  }
}
