import type { Instant } from '@shuniu/shared/kernel'
import { asUnavailable, inTx, type Tx } from '../../platform/db/index.ts'
import type { CaseRow } from './case.rows.ts'
import { lockFree } from './cases.repo.ts'
import { park, retriable, unpark, type SweepDeps } from './parking.job.ts'
import type { CaseSweepName } from './parking.tables.ts'

/** A sweep over cases: what is to be done, and how it is done to cases held by us. */
interface CaseSweep<Due extends { readonly caseId: string }> {
  readonly name: CaseSweepName
  /** What is to be done at this moment, bounded: of all cases but the parked, or of one case alone. */
  readonly due: (tx: Tx, now: Instant, caseId?: string) => Promise<readonly Due[]>
  /** Does it to these cases, all or none; how many things were done. */
  readonly tell: (tx: Tx, rows: readonly CaseRow[], round: Round<Due>) => Promise<number>
}

interface Round<Due> {
  readonly due: readonly Due[]
  readonly now: Instant
}

/**
 * One round of a sweep; answers how many things were done. Cases go together in one transaction. When that throws, each
 * goes in one of its own, so that the one at fault keeps no other waiting; it is parked and tried alone after a pause
 * that grows. That the database is away is no case's fault: it is thrown on. A case that somebody moves at the moment
 * is left for the next round.
 */
export const roundOf =
  <Due extends { readonly caseId: string }>(deps: SweepDeps, sweep: CaseSweep<Due>) =>
  async (): Promise<number> => {
    const seen: string[] = []
    const together = await inTx(deps.database.reserved, async tx => {
      seen.length = 0
      const now = deps.clock.now()
      const due = await sweep.due(tx, now)
      seen.push(...new Set(due.map(({ caseId }) => caseId)))
      return await tellFree(tx, sweep, { due, now })
    }).catch(async (cause: unknown) => {
      if (asUnavailable(cause) || seen.length === 0) throw cause
      return await eachAlone(deps, sweep, seen)
    })
    const waited = await inTx(deps.database.reserved, tx => retriable(tx, sweep.name, deps.clock.now()))
    return together + (await eachAlone(deps, sweep, waited))
  }

async function tellFree<Due extends { readonly caseId: string }>(
  tx: Tx,
  sweep: CaseSweep<Due>,
  round: Round<Due>,
): Promise<number> {
  if (round.due.length === 0) return 0
  const rows = await lockFree(tx, [...new Set(round.due.map(({ caseId }) => caseId))])
  return rows.length === 0 ? 0 : await sweep.tell(tx, rows, round)
}

async function eachAlone<Due extends { readonly caseId: string }>(
  deps: SweepDeps,
  sweep: CaseSweep<Due>,
  caseIds: readonly string[],
): Promise<number> {
  let n = 0
  for (const caseId of caseIds) {
    n += await inTx(deps.database.reserved, tx => alone(tx, sweep, { caseId, now: deps.clock.now() })).catch(
      async (cause: unknown) => {
        if (asUnavailable(cause)) throw cause
        await park(deps, { sweep: sweep.name, caseId }, cause)
        return 0
      },
    )
  }
  return n
}

/** A case that somebody holds stays as it was, parked or not. */
async function alone<Due extends { readonly caseId: string }>(
  tx: Tx,
  sweep: CaseSweep<Due>,
  { caseId, now }: { readonly caseId: string; readonly now: Instant },
): Promise<number> {
  const due = await sweep.due(tx, now, caseId)
  const rows = due.length === 0 ? [] : await lockFree(tx, [caseId])
  if (due.length > 0 && rows.length === 0) return 0
  const n = rows.length === 0 ? 0 : await sweep.tell(tx, rows, { due, now })
  await unpark(tx, sweep.name, [caseId])
  return n
}
