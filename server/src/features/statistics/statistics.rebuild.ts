import type { CaseFact } from '@shuniu/shared/cases'
import { inTx, type Database, type Tx } from '../../platform/db/index.ts'
import { followers } from '../../platform/outbox/index.ts'
import { countCases } from './statistics.reactions.ts'
import { forgetCounters } from './statistics.repo.ts'
import { lastOfWindow, sumWindow } from './window.ts'
import { sql } from 'drizzle-orm'

/** Reads all cases in batches within the caller's snapshot. */
export type EachCase = (tx: Tx, take: (seen: readonly CaseFact[]) => Promise<void>) => Promise<void>

/**
 * Counts everything anew from the rows, in one snapshot. Followers wait at their cursors meanwhile; facts they
 * read afterwards that the snapshot already held change nothing, since their version is not higher.
 */
export const rebuildStatistics = (database: Database, eachCase: EachCase): Promise<void> =>
  inTx(
    database,
    async tx => {
      // The first statement, and one that reads nothing: the snapshot is taken when no follower is at work any more.
      await tx.orm.execute(sql`lock table ${followers} in exclusive mode`)
      const last = await lastOfWindow(tx)
      await forgetCounters(tx)
      await eachCase(tx, seen => countCases(tx, seen))
      if (last !== undefined) await sumWindow(tx, last)
    },
    { isolation: 'repeatable read' },
  )
