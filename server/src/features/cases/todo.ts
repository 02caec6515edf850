import {
  caseMoveNames,
  caseMoves,
  closableLevels,
  unowedMoves,
  type CaseMove,
  type CaseStatus,
} from '@shuniu/shared/cases'
import { covers, may, type Actor } from '@shuniu/shared/identity'
import { and, arrayContains, eq, inArray, like, not, or, sql, type SQL } from 'drizzle-orm'
import { cases } from './cases.tables.ts'

const never = sql`false`

/** The statuses that wait for a move of this tie from a role with the actor's rights. */
function waitingFor(actor: Actor, ties: readonly string[], but: readonly CaseMove[] = []): CaseStatus[] {
  const owed = caseMoveNames
    .filter(move => !unowedMoves.includes(move) && !but.includes(move))
    .map(move => caseMoves[move])
    .filter(rule => ties.includes(rule.whose) && may(actor, rule.by))
  return [...new Set(owed.flatMap(rule => [...rule.from]))]
}

/** The county's desk owes what is the county's, a township's what is not; villages and grids all of their own. */
function ofOwnTier(actor: Actor, countyCode: string): SQL | undefined {
  if (covers(actor, countyCode)) return eq(cases.tier, 'county')
  const placed =
    actor.scope.length === 15 ? eq(cases.gridCode, actor.scope) : like(cases.areaCode, `${actor.scope}%`)
  return actor.scope.length === 9 ? and(placed, not(eq(cases.tier, 'county'))) : placed
}

/** Cases whose next step the actor or the actor's unit owes. Follows from the table of moves. */
export function todoOf(actor: Actor, countyCode: string): SQL {
  const desk = waitingFor(actor, ['area'], ['close', 'pass'])
  const verifies = waitingFor(actor, ['area']).includes('done')
  const closes = closableLevels(actor.role)
  const atDesk = or(
    desk.length === 0 ? never : inArray(cases.status, desk),
    verifies ? and(eq(cases.status, 'done'), not(arrayContains(cases.handlerIds, [actor.accountId]))) : never,
    closes.length === 0 ? never : and(eq(cases.status, 'verified'), inArray(cases.level, [...closes])),
  )
  const units = waitingFor(actor, ['owner', 'party'])
  const owned =
    actor.unitId === undefined || units.length === 0
      ? never
      : and(eq(cases.ownerUnitId, actor.unitId), inArray(cases.status, units))
  const asked = and(eq(cases.reporterId, actor.accountId), eq(cases.status, 'needInfo'))
  return or(and(ofOwnTier(actor, countyCode), atDesk), owned, asked) ?? never
}
