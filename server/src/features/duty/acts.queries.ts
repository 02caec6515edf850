import type { DutyAct, listDutyActs } from '@shuniu/shared/duty'
import type { Actor } from '@shuniu/shared/identity'
import { grant, instant, refuse, type QueryOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { and, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import { caseEntries, cases } from '../cases/index.ts'
import { accounts } from '../identity/index.ts'
import { type HandOverGround } from './handOvers.queries.ts'
import { watchUnitOf } from './watchUnit.ts'

const usualPage = 50
/** So many people of one centre are looked for in its record. */
const mostPeople = 200

/** Whose acts: one's own, or those of everybody who belongs to the centre. */
async function actorsOf({ orm }: Pick<Database, 'orm'>, unitId: string): Promise<string[]> {
  const rows = await orm
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.unitId, unitId))
    .limit(mostPeople)
  return rows.map(({ id }) => id)
}

type ActsAsked = Pick<QueryOf<typeof listDutyActs>, 'from' | 'to' | 'cursor'>

const within = ({ from, to, cursor }: ActsAsked): SQL | undefined =>
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

/** What was done, as far as the reader may read the case it was done to now. */
export const actsOf =
  ({ database, units, cases: ground }: HandOverGround & { readonly database: Database }) =>
  async (
    { mine, limit = usualPage, ...asked }: QueryOf<typeof listDutyActs>,
    actor: Actor,
  ): Promise<Result<ReplyOf<typeof listDutyActs>>> => {
    const unitId = watchUnitOf(actor, units)
    if (unitId === undefined) return refuse('duty.noCentre')
    const actorIds = mine === undefined ? await actorsOf(database, unitId) : [actor.accountId]
    const where = and(within(asked), ground.readInFullBy(actor))
    const ids = await newestOf(database, actorIds, { where, most: limit + 1 })
    if (ids.length === 0) return grant({ items: [], next: null })
    const items: DutyAct[] = await database.orm
      .select({
        id: caseEntries.id,
        at: caseEntries.at,
        actorName: caseEntries.actorName,
        move: caseEntries.move,
        to: caseEntries.toStatus,
        caseId: cases.id,
        number: cases.number,
        place: cases.placeName,
        categoryCode: cases.categoryCode,
      })
      .from(caseEntries)
      .innerJoin(cases, eq(cases.id, caseEntries.caseId))
      .where(and(inArray(caseEntries.id, ids.slice(0, limit)), ground.readInFullBy(actor)))
      .orderBy(desc(caseEntries.at), desc(caseEntries.id))
    return grant({ items, next: ids.length > limit ? (ids[limit - 1] ?? null) : null })
  }
