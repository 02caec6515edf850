import {
  awaitedMoves,
  caseMoveNames,
  caseMoves,
  closableLevels,
  type CaseMove,
  type CaseMoveRule,
  type CaseStatus,
} from '@shuniu/shared/cases'
import { centreDirectorRoles, covers, may, type Actor } from '@shuniu/shared/identity'
import { and, arrayContains, eq, inArray, isNotNull, like, not, or, sql, type SQL } from 'drizzle-orm'
import { cases } from './cases.tables.ts'
import { isHelping, isSupervised } from './following.ts'

const never = sql`false`

/** The statuses that wait for a move of this tie from a role with the actor's rights. */
function waitingFor(actor: Actor, ties: readonly string[], but: readonly CaseMove[] = []): CaseStatus[] {
  const waited = caseMoveNames
    .filter(move => awaitedMoves.includes(move) && !but.includes(move))
    .map((move): CaseMoveRule => caseMoves[move])
    .filter(rule => ties.includes(rule.whose) && may(actor, rule.by))
  return [...new Set(waited.flatMap(rule => [...rule.from]))]
}

/** The county's desk owes what is the county's, a township's what is not; villages and grids all of their own. */
function ofOwnTier(actor: Actor, countyCode: string): SQL | undefined {
  if (covers(actor, countyCode)) return eq(cases.tier, 'county')
  const placed =
    actor.scope.length === 15 ? eq(cases.gridCode, actor.scope) : like(cases.areaCode, `${actor.scope}%`)
  return actor.scope.length === 9 ? and(placed, not(eq(cases.tier, 'county'))) : placed
}

/** Self-handled reports that were drawn, for whoever did not make them. */
const reviewed = (actor: Actor): SQL | undefined =>
  may(actor, 'case.review')
    ? and(
        ...[eq(cases.status, 'selfDone'), eq(cases.sampled, true)],
        not(arrayContains(cases.handlerIds, [actor.accountId])),
      )
    : never

/** Extensions asked for, for whoever may decide them: a second one is the director's, and nobody decides their own. */
const decided = (actor: Actor): SQL | undefined =>
  may(actor, 'case.grantExtension')
    ? and(
        ...[isNotNull(cases.extension), not(arrayContains(cases.handlerIds, [actor.accountId]))],
        ...[sql`${cases.extension} ->> 'askedById' <> ${actor.accountId}`],
        centreDirectorRoles.includes(actor.role) ? undefined : sql`(${cases.extension} ->> 'nth')::int <= 1`,
      )
    : never

/** Cases whose next step the actor or the actor's unit owes. Follows from the table of moves. */
export function todoOf(actor: Actor, countyCode: string): SQL {
  const desk = waitingFor(actor, ['area'], ['close', 'pass'])
  const verifies = waitingFor(actor, ['area']).includes('done')
  const closes = closableLevels(actor.role)
  const atDesk = or(
    desk.length === 0 ? never : inArray(cases.status, desk),
    verifies ? and(eq(cases.status, 'done'), not(arrayContains(cases.handlerIds, [actor.accountId]))) : never,
    reviewed(actor),
    decided(actor),
    closes.length === 0 ? never : and(eq(cases.status, 'verified'), inArray(cases.level, [...closes])),
  )
  const units = waitingFor(actor, ['owner', 'party'])
  const owned =
    actor.unitId === undefined || units.length === 0
      ? never
      : and(eq(cases.ownerUnitId, actor.unitId), inArray(cases.status, units))
  const papered = may(actor, 'case.answer') ? or(isSupervised, eq(cases.instructed, true)) : never
  const answers = actor.unitId === undefined ? never : and(eq(cases.ownerUnitId, actor.unitId), papered)
  const helps = may(actor, 'case.handle') ? isHelping(actor.unitId) : never
  const asked = and(eq(cases.reporterId, actor.accountId), eq(cases.status, 'needInfo'))
  return or(and(ofOwnTier(actor, countyCode), atDesk), owned, answers, helps, asked) ?? never
}
