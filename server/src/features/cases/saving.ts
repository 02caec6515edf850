import type { CaseFact } from '@shuniu/shared/cases'
import type { CaseClock, ClockLaw } from '@shuniu/shared/clocks'
import { outbox, type OutboxRow } from '../../platform/outbox/index.ts'
import { insert, updateIfVersion, type SendStatement, type Cte } from '../../platform/sql/index.ts'
import { clockCtesOf } from '../clocks/index.ts'
import { toColumns, type CaseRow } from './case.rows.ts'
import { entryRow, type NewEntry } from './cases.repo.ts'
import { caseEntries, cases } from './cases.tables.ts'

type ColumnsBesideFact = Pick<CaseRow, 'requirement' | 'movedVersion'>

/** A case moved on: the row it was decided from, how it stands now, and what is said of that. */
export interface CaseTransition {
  readonly row: CaseRow
  readonly after: CaseFact
  readonly kept?: Partial<ColumnsBesideFact>
  /** Absent where there is nothing to read about it. */
  readonly entry?: NewEntry
  readonly fact: OutboxRow
}

/** The clocks of the first case of the steps that are new or changed. */
export interface Turned {
  readonly caseClocks: readonly CaseClock[]
  readonly law: ClockLaw
}

const columnsOf = ({ row, after, kept }: CaseTransition) => {
  const { number: _, ...columns } = toColumns(after)
  const { requirement, movedVersion } = row
  return { ...columns, requirement, movedVersion, ...kept }
}

/**
 * Writes steps of cases with their clocks, timeline and facts by one statement, or nothing when any of the cases is not
 * as it was when the steps were decided. Returns whether they were written.
 */
export function saveSteps(
  ask: SendStatement,
  [first, ...others]: readonly [CaseTransition, ...CaseTransition[]],
  { clocks, ctes = [] }: { readonly clocks: Turned; readonly ctes?: readonly Cte[] },
): Promise<boolean> {
  const steps = [first, ...others]
  const to = {
    table: cases,
    rows: steps.map(columnsOf),
    from: steps.map(({ row }) => ({ id: row.id, version: row.version })),
  }
  const entries = steps.flatMap(({ row, entry }) => (entry ? [entryRow(row.id, entry)] : []))
  return updateIfVersion(ask, to, [
    ...clockCtesOf({ caseId: first.row.id, ...clocks }),
    ...(entries.length === 0 ? [] : [insert({ table: caseEntries, rows: entries })]),
    insert({ table: outbox, rows: steps.map(({ fact }) => ({ ...fact })) }),
    ...ctes,
  ])
}
