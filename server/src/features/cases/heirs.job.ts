import type { CaseFact } from '@shuniu/shared/cases'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { gridHeirs } from '../grids/index.ts'
import { besideStepsOf, type BesideStepDeps } from './besideSteps.ts'
import { cases } from './cases.tables.ts'
import { unparked } from './parking.job.ts'
import { roundOf } from './rounds.job.ts'

/** An open case of a grid that is no more. */
interface LeftBehind {
  readonly caseId: string
  readonly formerName: string
  readonly heirCode: string
}

const atOnce = 100

const leftBehind = (tx: Tx, caseId?: string): Promise<LeftBehind[]> =>
  tx.orm
    .select({ caseId: cases.id, formerName: gridHeirs.name, heirCode: gridHeirs.heirCode })
    .from(cases)
    .innerJoin(gridHeirs, eq(gridHeirs.code, cases.gridCode))
    .where(
      and(
        eq(cases.isOpen, true),
        // A grid that is registered again keeps what is reported in it.
        sql`not exists (select 1 from grids g where g.code = ${gridHeirs.code})`,
        caseId === undefined ? unparked(tx, 'heirs', cases.id) : eq(cases.id, caseId),
      ),
    )
    .orderBy(asc(cases.id))
    .limit(atOnce)

/**
 * Open cases go with their grid to the one that took it over, whenever they were opened; closed ones stay what they were. A
 * case that somebody holds is left for the next round.
 */
export function heirRoundsOf(deps: BesideStepDeps) {
  const steps = besideStepsOf(deps)

  /** One round: how many cases went. */
  return roundOf<LeftBehind>(deps, {
    name: 'heirs',
    due: (tx, _, caseId) => leftBehind(tx, caseId),
    tell: async (tx, rows, { due, now }) => {
      const ofCase = new Map(due.map(left => [left.caseId, left]))
      for (const row of rows) {
        const left = ofCase.get(row.id)
        if (!left) continue
        const filled = { formerGrid: left.formerName }
        const change = (before: CaseFact) => ({
          gridCode: left.heirCode,
          reportedIn: before.reportedIn ?? before.gridCode,
        })
        await steps.take(tx, row, { move: 'handToHeir', change, filled, now })
      }
      tx.onCommit(steps.wake)
      return rows.length
    },
  })
}
