import type { BenchRow } from '../row.ts'
import { detailRow, listRow, overviewRow, searchRow } from './reading.ts'
import { rebuildRow, sweepRow } from './working.ts'

export { openLargeGround } from './ground.ts'

/** In the order in which they are measured: the overview has its counters once they were made. */
export const largeRows: readonly BenchRow[] = [
  rebuildRow,
  listRow,
  searchRow,
  detailRow,
  overviewRow,
  sweepRow,
]
