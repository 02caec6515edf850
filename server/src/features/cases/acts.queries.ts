import type { CaseStatus } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant, type Instant } from '@shuniu/shared/kernel'
import { and, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { caseEntries, cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { sightOf } from './filter.ts'
import { hideReporter } from './masking.ts'

/** A line of the record of some case. */
export interface CaseAct {
  readonly id: string
  readonly at: Instant
  readonly actorName: string
  readonly move: string
  readonly to: CaseStatus | null
  readonly caseId: string
  readonly number: string
  readonly place: string
  readonly categoryCode: string
}

/** Whose acts, of when, and how many: those after `cursor` where there is one. */
export interface CaseActsAsked {
  readonly actorIds: readonly string[]
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

const within = ({ from, to, cursor }: CaseActsAsked): SQL | undefined =>
  and(
    from === undefined ? undefined : gte(caseEntries.at, instant(from)),
    to === undefined ? undefined : lt(caseEntries.at, instant(to)),
    cursor === undefined
      ? undefined
      : sql`(${caseEntries.at}, ${caseEntries.id}) < (select from_one.at, from_one.id from case_entries from_one where from_one.id = ${cursor})`,
  )

/** The newest of each person first, so that a long record is not gone through for a short page. */
async function newestOf(
  { orm }: Pick<Database, 'orm'>,
  actorIds: readonly string[],
  { where, most }: { readonly where: SQL | undefined; readonly most: number },
): Promise<string[]> {
  const found = await orm.execute<{ id: string }>(sql`
    select each.id from unnest(${sql.param([...actorIds])}::uuid[]) as who(actor_id)
     cross join lateral (
       select ${caseEntries.id}, ${caseEntries.at} from ${caseEntries}
         join ${cases} on ${cases.id} = ${caseEntries.caseId}
        where ${caseEntries.actorId} = who.actor_id and ${where ?? sql`true`}
        order by ${caseEntries.at} desc, ${caseEntries.id} desc limit ${most}) each
     order by each.at desc, each.id desc limit ${most}`)
  return found.rows.map(({ id }) => id)
}

type ActsDeps = Pick<CaseDeps, 'places'> & { readonly database: Database; readonly secrets: Secrets }

/** What people did with the cases that the reader sees in full now, the newest first; a reporter is hidden as in the record itself. */
export const actsOf =
  ({ database, places, secrets }: ActsDeps) =>
  async (asked: CaseActsAsked, actor: Actor): Promise<{ items: CaseAct[]; next: string | null }> => {
    const { inFull } = sightOf(actor, places.countyCode() ?? actor.scope)
    const { limit } = asked
    const where = and(within(asked), inFull)
    const ids = await newestOf(database, asked.actorIds, { where, most: limit + 1 })
    if (ids.length === 0) return { items: [], next: null }
    const rows = await database.orm
      .select({ entry: caseEntries, row: cases })
      .from(caseEntries)
      .innerJoin(cases, eq(cases.id, caseEntries.caseId))
      .where(and(inArray(caseEntries.id, ids.slice(0, limit)), inFull))
      .orderBy(desc(caseEntries.at), desc(caseEntries.id))
    const items = rows.map(({ entry, row }): CaseAct => {
      const { id, at, move, toStatus: to } = entry
      const { actorName } = hideReporter({ actorName: entry.actorName }, row, { actor, secrets })
      const { number, placeName: place, categoryCode } = row
      return { id, at, actorName, move, to, caseId: row.id, number, place, categoryCode }
    })
    return { items, next: ids.length > limit ? (ids[limit - 1] ?? null) : null }
  }
