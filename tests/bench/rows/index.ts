import type { BenchRow } from '../row.ts'
import { catchUp } from './catchUp.ts'
import { coldStart } from './coldStart.ts'
import { delivery } from './delivery.ts'
import { desk } from './desk.ts'
import { durable } from './durable.ts'
import { fanOut } from './fanOut.ts'
import { positions } from './positions.ts'
import { statistics } from './statistics.ts'
import { wallOpen } from './wallOpen.ts'
import { wallUpdates } from './wallUpdates.ts'

/** In the order in which they are measured: what fills the database comes late, what stops it comes last. */
export const rows: readonly BenchRow[] = [
  delivery,
  positions,
  durable,
  fanOut,
  catchUp,
  wallOpen,
  wallUpdates,
  desk,
  statistics,
  coldStart,
]
