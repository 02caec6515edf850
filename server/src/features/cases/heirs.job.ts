import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { onTransaction } from '../../platform/sql/index.ts'
import { gridHeirs } from '../grids/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { bySystem } from './entries.ts'
import { unparked } from './parking.job.ts'
import { roundOf } from './rounds.job.ts'
import { saveSteps } from './saving.ts'

type HeirDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> & Pick<CaseDeps, 'clocks'>

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
export function heirRoundsOf(deps: HeirDeps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())

  async function hand(tx: Tx, row: CaseRow, { left, now }: { left: LeftBehind; now: Instant }) {
    const before = toFact(row)
    const { status } = before
    const version = before.version + 1
    const lastMove = 'handToHeir'
    const after: CaseFact = {
      ...before,
      gridCode: left.heirCode,
      reportedIn: before.reportedIn ?? before.gridCode,
      version,
      lastMove,
      updatedAt: now,
    }
    const entry = {
      id: deps.ids.next(),
      at: now,
      move: lastMove,
      from: status,
      to: status,
      version,
      ...bySystem,
      filled: { formerGrid: left.formerName },
    }
    const fact = outbox.rowOf('case.moved', { before, after, at: now })
    await saveSteps(onTransaction(tx), [{ row, after, entry, fact }], {
      clocks: { caseClocks: [], law: deps.clocks.law() },
    })
  }

  /** One round: how many cases went. */
  return roundOf<LeftBehind>(deps, {
    name: 'heirs',
    due: (tx, _, caseId) => leftBehind(tx, caseId),
    tell: async (tx, rows, { due, now }) => {
      const ofCase = new Map(due.map(left => [left.caseId, left]))
      for (const row of rows) {
        const left = ofCase.get(row.id)
        if (left) await hand(tx, row, { left, now })
      }
      tx.onCommit(outbox.wake)
      return rows.length
    },
  })
}
