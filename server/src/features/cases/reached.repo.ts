import type { CaseFact } from '@shuniu/shared/cases'
import { and, asc, eq, gt, ne, or } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { toFact, toView } from './case.rows.ts'
import { caseEntries, cases } from './cases.tables.ts'

/** A case for whoever is told of it outside the house: how it stands, and what it is called where anybody may read it. */
export interface ReachedCase {
  readonly current: CaseFact
  /** Village and kind; of a sensitive case the village, and that it is one. */
  readonly title: string
}

export async function reachedCase(tx: Tx, id: string): Promise<ReachedCase | undefined> {
  const [row] = await tx.orm.select().from(cases).where(eq(cases.id, id))
  if (!row) return undefined
  const current = toFact(row)
  const { title } = toView(current, row.placeName, row.sensitive ? 'masked' : 'full')
  return { current, title: row.sensitive ? `${row.placeName} ${title}` : title }
}

/** A step by which a case left the status it had, or was dispatched anew, and who made it; nobody where the system did. */
export interface StatusStep {
  readonly move: string
  readonly byId: string | null
  readonly byName: string
}

/** The first such step after a version. */
export async function firstStatusStepSince(
  tx: Tx,
  { caseId, version }: { readonly caseId: string; readonly version: number },
): Promise<StatusStep | undefined> {
  const { move, actorId, actorName, fromStatus, toStatus } = caseEntries
  const [step] = await tx.orm
    .select({ move, byId: actorId, byName: actorName })
    .from(caseEntries)
    .where(
      and(
        eq(caseEntries.caseId, caseId),
        gt(caseEntries.version, version),
        or(ne(fromStatus, toStatus), eq(move, 'designate')),
      ),
    )
    .orderBy(asc(caseEntries.version))
    .limit(1)
  return step
}
