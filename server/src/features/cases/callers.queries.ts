import {
  callerBurst,
  callerCasesCounted,
  callerCasesTold,
  callerRefillMs,
  type listCallerCases,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, toMs, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { paceOf } from '../../platform/limit/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { callerKeyOf } from './callerKey.ts'
import type { CaseRow } from './case.rows.ts'
import { cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { sightOf } from './filter.ts'
import { preferIndexes } from './listing.repo.ts'
import { reporterFor, viewFor } from './masking.ts'
import { relatedOf } from './references.ts'

type CallerDeps = Pick<Platform, 'database' | 'clock'> &
  Pick<CaseDeps, 'places'> & { readonly secrets: Secrets }

/** Asked while somebody speaks: what takes longer than this is given up. */
const statementMs = 2_000

interface FoundCases {
  readonly rows: readonly CaseRow[]
  readonly total: number
}

async function find(tx: Tx, where: SQL | undefined): Promise<FoundCases> {
  await preferIndexes(tx)
  const rows = await tx.orm
    .select()
    .from(cases)
    .where(where)
    .orderBy(desc(cases.openedAt), desc(cases.id))
    .limit(callerCasesTold)
  if (rows.length < callerCasesTold) return { rows, total: rows.length }
  const some = tx.orm
    .select({ one: sql`1` })
    .from(cases)
    .where(where)
    .limit(callerCasesCounted + 1)
    .as('some')
  const [counted] = await tx.orm.select({ n: sql<string>`count(*)` }).from(some)
  return { rows, total: Number(counted?.n ?? 0) }
}

/** The earlier cases of whoever calls. */
export function callersOf(deps: CallerDeps) {
  const { database, secrets } = deps
  const keyOf = callerKeyOf(secrets)
  const pace = paceOf({ burst: callerBurst, refillMs: callerRefillMs })

  /**
   * The cases of a number, the newest first, of those whose reporter the actor may read or look at: the others are not so much as
   * counted, so that nobody finds out a number by asking round. Refuses: `caller.noNumber`, `caller.tooOften`.
   */
  return async (phone: string, actor: Actor): Promise<Result<ReplyOf<typeof listCallerCases>>> => {
    const key = keyOf(phone)
    if (key === '') return refuse('caller.noNumber')
    if (!pace.admits(actor.accountId, toMs(deps.clock.now()))) return refuse('caller.tooOften')
    const countyCode = deps.places.countyCode() ?? actor.scope
    const { withReporter, toCall } = sightOf(actor, countyCode)
    // What an empty key stands for is no number: the index leaves it out.
    const ofNumber = and(eq(cases.reporterKey, key), sql`${cases.reporterKey} <> ''`)
    const { rows, total } = await inTx(
      database,
      tx => find(tx, and(ofNumber, sql`(${withReporter} or ${toCall})`)),
      { readOnly: true, statementMs },
    )
    const related = await relatedOf(database.orm, { actor, countyCode }, rows)
    return grant({
      items: rows.map(row => ({
        case: viewFor(actor, row, related(row)),
        reporterName: reporterFor(actor, row, secrets).name,
      })),
      total: Math.min(total, callerCasesCounted),
      ...(total > callerCasesCounted && { totalIsFloor: true }),
    })
  }
}
