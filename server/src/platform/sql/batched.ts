import { setTimeout as pause } from 'node:timers/promises'

interface BatchedItem<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (cause: unknown) => void
}

/** How many batches may be under way, and how many items one takes at most. */
export interface BatchOptions {
  readonly concurrency: number
  readonly maxBatch: number
  /** A batch is followed by another only so much later, in milliseconds: for items that can wait, and are many. */
  readonly pauseMs?: number
}

/**
 * Does what comes one by one in batches: an item that finds a free place goes at once, and those that come while all
 * places are taken wait and go as one. `work` answers each item in its place. When a batch fails, each of its items is
 * done alone, so that none fails for another's sake.
 */
export function batched<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { concurrency, maxBatch, pauseMs = 0 }: BatchOptions,
): (item: Item) => Promise<Result> {
  const waiting: BatchedItem<Item, Result>[] = []
  let underWay = 0

  async function runAlone({ item, resolve, reject }: BatchedItem<Item, Result>): Promise<void> {
    try {
      for (const result of await work([item])) resolve(result)
    } catch (cause) {
      reject(cause)
    }
  }

  async function run(batch: readonly BatchedItem<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item))
      results.forEach((result, nth) => batch[nth]?.resolve(result))
    } catch (cause) {
      if (batch.length === 1) batch[0]?.reject(cause)
      else await Promise.all(batch.map(runAlone))
    }
  }

  function next(): void {
    if (underWay >= concurrency || waiting.length === 0) return
    underWay += 1
    void run(waiting.splice(0, maxBatch)).finally(async () => {
      if (pauseMs > 0) await pause(pauseMs)
      underWay -= 1
      next()
    })
  }

  return item =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      next()
    })
}
