import type { listDutyActs } from '@shuniu/shared/duty'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type QueryOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { eq } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import { accounts } from '../identity/index.ts'
import type { HandOverGround } from './handOvers.queries.ts'
import { watchUnitOf, type DutyReader } from './watchUnit.ts'

const usualPage = 50
/** So many people of one centre are looked for in its record. */
const mostPeople = 200

/** Those who belong to the centre. */
async function peopleOf({ orm }: DutyReader, unitId: string): Promise<string[]> {
  const found = orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.unitId, unitId))
  return (await found.limit(mostPeople)).map(({ id }) => id)
}

/** What was done by the people of the centre, or by the reader alone. */
export const actsOf =
  ({ database, units, cases }: HandOverGround & { readonly database: Database }) =>
  async (
    { mine, limit = usualPage, ...asked }: QueryOf<typeof listDutyActs>,
    actor: Actor,
  ): Promise<Result<ReplyOf<typeof listDutyActs>>> => {
    const unitId = watchUnitOf(actor, units)
    if (unitId === undefined) return refuse('duty.noCentre')
    const actorIds = mine === undefined ? await peopleOf(database, unitId) : [actor.accountId]
    return grant(await cases.acts({ ...asked, actorIds, limit }, actor))
  }
