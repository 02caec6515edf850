import { cards, caseStatuses, countableStatuses, type CaseFilter, type CoState } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { and, arrayContains, eq, gt, inArray, isNotNull, not, or, sql, type SQL } from 'drizzle-orm'
import { cases } from './cases.tables.ts'

export const flagged = (condition: SQL, flag: 'true' | 'false' | undefined): SQL | undefined =>
  flag === undefined ? undefined : flag === 'true' ? condition : not(condition)

const never = sql`false`
const owing: readonly CoState[] = ['called', 'waiting', 'working']

/** Cases in which the unit helps and still owes its part; who owes one is among the helping units, which an index knows. */
export function isHelping(unitId: string | undefined): SQL {
  if (unitId === undefined) return never
  const parts = owing.map(state => sql`${cases.coUnits} @> ${JSON.stringify([{ unitId, state }])}::jsonb`)
  return and(arrayContains(cases.coUnitIds, [unitId]), or(...parts)) ?? never
}

/** Its own clock or a helping unit's has run out. The same rule as `isLate`, said to the database. */
export const isLateAtAll: SQL = sql`(${cases.overdue} or jsonb_path_exists(${cases.coUnits}, '$[*] ? (@.clock.overdue == true)'))`

/** A notice of supervision that nobody has answered. */
export const isSupervised: SQL = sql`(${cases.supervision} is not null and ${cases.supervision} -> 'answeredAt' = 'null'::jsonb)`

const isOfCard = (words: string): SQL => {
  const known = cards.filter(card => words.split(',').includes(card))
  return known.length === 0 ? never : inArray(sql`${cases.supervision} ->> 'card'`, known)
}

/** What beside the status a list may be narrowed to: help, documents, pressure, and what follows the close. */
export const followedBy = (filter: CaseFilter, actor: Actor): (SQL | undefined)[] => [
  flagged(sql`cardinality(${cases.coUnitIds}) > 0`, filter.joint),
  flagged(isHelping(actor.unitId), filter.helping),
  flagged(isLateAtAll, filter.late),
  flagged(isNotNull(cases.extension), filter.extensionAsked),
  flagged(sql`jsonb_array_length(${cases.escalatedFrom}) > 0`, filter.escalated),
  flagged(isSupervised, filter.supervised),
  filter.card === undefined ? undefined : isOfCard(filter.card),
  flagged(eq(cases.instructed, true), filter.instructed),
  flagged(and(eq(cases.status, 'closed'), eq(cases.sampled, true)) ?? never, filter.callBack),
  flagged(gt(cases.reopenCount, 0), filter.reopened),
  filter.master === undefined ? undefined : eq(cases.masterId, filter.master),
  filter.countable === undefined ? undefined : isCountable(filter.countable === 'true'),
]

/** Either half by its statuses, which an index knows. */
const isCountable = (wanted: boolean): SQL =>
  inArray(
    cases.status,
    caseStatuses.filter(status => countableStatuses.includes(status) === wanted),
  )
