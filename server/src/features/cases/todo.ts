import {
  awaitedMoves,
  caseMoveNames,
  caseMoves,
  closableLevels,
  moveRule,
  type CaseMove,
  type CaseStatus,
} from '@shuniu/shared/cases'
import { centreDirectorRoles, covers, may, type Actor } from '@shuniu/shared/identity'
import { and, arrayContains, eq, inArray, isNotNull, like, not, or, sql, type SQL } from 'drizzle-orm'
import { cases } from './cases.tables.ts'
import { isHelping, isSupervised } from './following.ts'

const never = sql`false`

const from = (move: CaseMove): SQL => inArray(cases.status, [...caseMoves[move].from])

/** The statuses that wait for a move of this tie from a role with the actor's rights. */
function waitingFor(actor: Actor, ties: readonly string[], but: readonly CaseMove[] = []): CaseStatus[] {
  const waited = caseMoveNames
    .filter(move => awaitedMoves.includes(move) && !but.includes(move))
    .map(moveRule)
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

const ofIncident = (name: 'calledAt' | 'firstAt' | 'finalAt' | 'pending'): SQL =>
  sql`${cases.incident} ->> ${sql.raw(`'${name}'`)} is null`
const isReportable = inArray(cases.level, ['red', 'orange'])

/** Reports to those above that are owed. The same rule as `owesIncident`, said to the database. */
function reported(actor: Actor): SQL {
  const isFinalOwed = and(ofIncident('finalAt'), inArray(cases.status, ['done', 'verified']))
  const called = and(isReportable, ofIncident('calledAt'), ofIncident('firstAt'))
  const drafted = and(isReportable, ofIncident('pending'), or(ofIncident('firstAt'), isFinalOwed))
  const owed = or(
    may(actor, 'case.reportIncident') ? or(called, drafted) : never,
    may(actor, 'case.signIncident') ? not(ofIncident('pending')) : never,
  )
  return and(from('draftIncident'), eq(cases.isOpen, true), isNotNull(cases.incident), owed) ?? never
}

/** What the owner is to go on with, whoever's help is owed meanwhile. */
function worked(actor: Actor): SQL | undefined {
  const statuses = waitingFor(actor, ['owner', 'party'])
  return statuses.length === 0 ? never : inArray(cases.status, statuses)
}

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
    reported(actor),
    closes.length === 0 ? never : and(eq(cases.status, 'verified'), inArray(cases.level, [...closes])),
  )
  const owned = actor.unitId === undefined ? never : and(eq(cases.ownerUnitId, actor.unitId), worked(actor))
  const supervised = and(isSupervised, from('answerSupervision'))
  const documented = may(actor, 'case.answer') ? or(supervised, eq(cases.instructed, true)) : never
  const answers = actor.unitId === undefined ? never : and(eq(cases.ownerUnitId, actor.unitId), documented)
  const helps = may(actor, 'case.handle') ? and(from('coFeedBack'), isHelping(actor.unitId)) : never
  const asked = may(actor, 'case.giveInfo')
    ? and(eq(cases.reporterId, actor.accountId), from('giveInfo'))
    : never
  return or(and(ofOwnTier(actor, countyCode), atDesk), owned, answers, helps, asked) ?? never
}
