import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { onTransaction } from '../../platform/sql/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import type { NewEntry } from './cases.repo.ts'
import type { CaseDeps } from './deps.ts'
import { bySystem } from './entries.ts'
import { saveSteps } from './saving.ts'

export type BesideStepDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> &
  Pick<CaseDeps, 'clocks'>

/** What happens to a case beside its moves: its status and clocks stay what they were, and nobody's view of it is stale for that. */
interface BesideStep {
  readonly move: string
  readonly change: (before: CaseFact) => Partial<CaseFact>
  readonly filled: Readonly<Record<string, unknown>>
  /** Whose doing it is, and under which id; the system's own when absent. */
  readonly by?: Pick<NewEntry, 'id' | 'actorId' | 'actorName' | 'actorRole' | 'actorUnit'>
  readonly now: Instant
}

/** Takes such steps of cases whose rows are held: the case grows by a version, its timeline says so, and it is told of. */
export function besideStepsOf(deps: BesideStepDeps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())
  return {
    wake: outbox.wake,
    async take(tx: Tx, row: CaseRow, { move, change, filled, now, by }: BesideStep): Promise<void> {
      const before = toFact(row)
      const version = before.version + 1
      const after: CaseFact = { ...before, ...change(before), version, lastMove: move, updatedAt: now }
      const { status } = before
      const at = { id: deps.ids.next(), at: now, move, from: status, to: status, version }
      const entry = { ...at, ...bySystem, ...by, filled }
      const fact = outbox.rowOf('case.moved', { before, after, at: now })
      await saveSteps(onTransaction(tx), [{ row, after, entry, fact }], {
        clocks: { caseClocks: [], law: deps.clocks.law() },
      })
    },
  }
}
