import type { Figure } from './figures.ts'
import type { BenchGround } from './ground.ts'

/** What a row came to. */
export interface RowOutcome {
  readonly lines: readonly Figure[]
  /** The size it was measured at, in words. */
  readonly size: string
  /** Anything but zero fails the bench: what was lost, doubled, out of order, or told to the wrong ones. */
  readonly faults: Readonly<Record<string, number>>
  /** Further figures, for the file. */
  readonly context: Readonly<Record<string, number | string>>
}

export interface BenchRow {
  readonly name: string
  readonly run: (ground: BenchGround) => Promise<RowOutcome>
}
