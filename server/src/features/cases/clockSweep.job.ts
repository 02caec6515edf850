import { issuesNotice } from '@shuniu/shared/cases'
import type { Instant } from '@shuniu/shared/kernel'
import { eq } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outbox } from '../../platform/outbox/index.ts'
import { onTransaction, writeRows } from '../../platform/sql/index.ts'
import { markFired, takeDue, caseClocksOf, type Clocks, type DueThreshold } from '../clocks/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { caseEntries } from './cases.tables.ts'
import { countyOf, type CaseDeps } from './deps.ts'
import { noticeNumbersAt } from './numbers.ts'
import { unparked } from './parking.job.ts'
import { roundOf } from './rounds.job.ts'
import { saveReplies, saveSwept, toldOf, type ToldCase } from './sweeping.ts'

type ClockSweepDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> &
  Pick<CaseDeps, 'places'> & { readonly clocks: Clocks }

/** A round is one short transaction, however many clocks fall due in the same second. */
const clocksAtOnce = 200

/**
 * Tells of clocks that have used so much of their limit, each share once. A case that somebody moves at the moment is
 * left for the next round, so that nobody waits for the sweep and two processes never tell of the same clock.
 */
export function clockSweepOf(deps: ClockSweepDeps) {
  async function save(tx: Tx, cases: readonly ToldCase[], now: Instant): Promise<void> {
    const told = cases.flatMap(one => one.told)
    await saveSwept(tx, told)
    await writeRows(tx, { table: caseEntries, rows: told.flatMap(({ entry }) => entry ?? []) })
    await writeRows(tx, { table: outbox, rows: told.map(({ fact }) => ({ ...fact })) })
    const fired = told.map(({ due, after }) => ({ ...due, version: after.version }))
    await markFired(tx, fired, now)
    await saveReplies(tx, cases, deps.clocks.law())
    tx.onCommit(() => deps.live.wake())
  }

  /** What the cases tell; the clocks are read, and numbers taken, only for those that may issue a notice. */
  async function toldIn(tx: Tx, rows: readonly CaseRow[], due: readonly DueThreshold[]): Promise<ToldCase[]> {
    const by = { now: deps.clock.now(), law: deps.clocks.law() }
    const ofCase = (id: string) => due.filter(one => one.caseId === id)
    const issuing = rows.map(row => ({
      id: row.id,
      notices: ofCase(row.id).filter(one => issuesNotice(toFact(row), one, by)).length,
    }))
    const few = issuing.filter(({ notices }) => notices > 0)
    const n = few.reduce((sum, { notices }) => sum + notices, 0)
    const numbers =
      n === 0 ? [] : await noticeNumbersAt(onTransaction(tx), { now: by.now, n }, countyOf(deps.places))
    const caseClocks = await caseClocksOf(
      tx,
      few.map(({ id }) => id),
    )
    return rows.map(row => {
      const standing = { known: toFact(row), before: caseClocks.get(row.id) ?? [] }
      return toldOf(standing, ofCase(row.id), { ...by, ids: deps.ids, numbers })
    })
  }

  return roundOf<DueThreshold>(deps, {
    name: 'clocks',
    due: (tx, now, caseId) =>
      takeDue(tx, { now, limit: clocksAtOnce }, column =>
        caseId === undefined ? unparked(tx, 'clocks', column) : eq(column, caseId),
      ),
    tell: async (tx, rows, { due, now }) => {
      const cases = await toldIn(tx, rows, due)
      await save(tx, cases, now)
      return cases.reduce((sum, { told }) => sum + told.length, 0)
    },
  })
}
