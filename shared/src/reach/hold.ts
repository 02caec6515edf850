import type { CaseLevel } from '../cases/index.ts'
import { undoMs } from '../dispatch/index.ts'

/** A key pressed in the last moment is still on its way. */
const onItsWayMs = 2_000

/**
 * When the unit is told of a dispatch, in epoch milliseconds: one that is taken back in time tells nobody. Of a red case every
 * second counts, and its unit is told at once.
 */
export const tellsFromMs = (level: CaseLevel, dispatchedAtMs: number): number =>
  level === 'red' ? dispatchedAtMs : dispatchedAtMs + undoMs + onItsWayMs
