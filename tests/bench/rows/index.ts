import type { Row } from '../row.ts'
import { delivery } from './delivery.ts'
import { durable } from './durable.ts'
import { fanOut } from './fanOut.ts'

/** In the order in which they are measured: what fills the database comes late, what stops it comes last. */
export const rows: readonly Row[] = [delivery, durable, fanOut]
