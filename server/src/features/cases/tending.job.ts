import { caseFacts, decideSystemMove, type CaseStatus, type SystemMove } from '@shuniu/shared/cases'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, asc, eq, inArray, lte, not, or } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { onTransaction } from '../../platform/sql/index.ts'
import { caseClocksOf } from '../clocks/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { cases } from './cases.tables.ts'
import { systemEntry } from './entries.ts'
import { centresFor, type CaseDeps } from './deps.ts'
import { unparked } from './parking.job.ts'
import { roundOf } from './rounds.job.ts'
import { saveSteps } from './saving.ts'

type TendingDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> & CaseDeps

/** A closed case that was not drawn for call-back waits a day for a second thought, then goes to the archive. [D] */
const filedAfterMs = 86_400_000
const casesAtOnce = 100

const tended: Readonly<Partial<Record<CaseStatus, SystemMove>>> = { selfDone: 'settle', closed: 'fileAway' }

async function untended(tx: Tx, now: Instant, caseId?: string): Promise<{ caseId: string }[]> {
  const filed = instant(toMs(now) - filedAfterMs)
  const isClosed = and(eq(cases.status, 'closed'), lte(cases.updatedAt, filed))
  return await tx.orm
    .select({ caseId: cases.id })
    .from(cases)
    .where(
      and(
        inArray(cases.status, ['selfDone', 'closed']),
        not(cases.sampled),
        or(eq(cases.status, 'selfDone'), isClosed),
        caseId === undefined ? unparked(tx, 'tending', cases.id) : eq(cases.id, caseId),
      ),
    )
    .orderBy(asc(cases.updatedAt))
    .limit(casesAtOnce)
}

/**
 * What the system does with cases by itself: it settles what was handled on the spot and not drawn for review, and
 * files away what was closed and not drawn for call-back. A case that somebody holds is left for the next round.
 * Source: domain.md §3.3 rows 35, 41.
 */
export function caseTendingOf(deps: TendingDeps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())

  async function tendCase(tx: Tx, row: CaseRow, now: Instant): Promise<number> {
    const current = toFact(row)
    const move = tended[current.status]
    if (move === undefined) return 0
    const caseClocks = (await caseClocksOf(tx, [current.id])).get(current.id) ?? []
    const law = deps.clocks.law()
    const around = {
      now,
      law,
      catalogue: deps.catalogue.county(),
      noticeNumber: '',
      centres: centresFor(deps.units, current.areaCode),
    }
    const decided = decideSystemMove({ fact: current, caseClocks }, move, around)
    if (!decided.ok) return 0
    const { fact: after } = decided.value
    const step = {
      row,
      after,
      kept: { movedVersion: after.version },
      entry: systemEntry(deps.ids.next(), current, after),
      fact: outbox.rowOf('case.moved', { before: current, after, at: now }),
    }
    const changed = decided.value.caseClocks.filter(caseClock => !caseClocks.includes(caseClock))
    await saveSteps(onTransaction(tx), [step], { clocks: { caseClocks: changed, law } })
    tx.onCommit(outbox.wake)
    return 1
  }

  /** One round: how many cases were tended. */
  return roundOf(deps, {
    name: 'tending',
    due: untended,
    tell: async (tx, rows, { now }) => {
      let n = 0
      for (const row of rows) n += await tendCase(tx, row, now)
      return n
    },
  })
}
