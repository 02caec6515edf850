import {
  alarmLevels,
  alarmOf,
  alarmStatuses,
  alarmsTold,
  alarmWords,
  type AlarmView,
  type CaseTier,
  type listAlarms,
} from '@shuniu/shared/cases'
import { may, type Actor } from '@shuniu/shared/identity'
import type { ReplyOf } from '@shuniu/shared/kernel'
import { and, asc, inArray, like, ne, or, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { beginningOf } from './beginning.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { caseEntries, cases } from './cases.tables.ts'
import { countyOf, type CaseDeps } from './deps.ts'
import { sightOf } from './filter.ts'
import { hideReporter, viewFor } from './masking.ts'

type AlarmQueryDeps = Pick<CaseDeps, 'places'> & {
  readonly database: Database
  readonly secrets: Secrets
}

/** Since when a case calls, as `alarmOf` has it. */
const callsSince = sql`coalesce((${cases.alarm} ->> 'since')::timestamptz, ${cases.openedAt})`

/** Of a select of one table drizzle names no table: the columns of `cases` are written out. */
const answeredByName = sql<string | null>`(
  select entry.actor_name from ${caseEntries} entry
   where entry.case_id = cases.id and entry.move = 'answerAlarm'
     and entry.actor_id = (cases.alarm ->> 'answeredById')::uuid
   order by entry.version desc limit 1)`

/** What a township hands up to the county is the county's to accept. The same rule as `isCalled`, said to the database. */
const ownTier = ({ scope }: Actor): SQL | undefined => {
  const county: CaseTier = 'county'
  return scope.length === 6 ? undefined : or(ne(cases.status, 'escalated'), ne(cases.tier, county))
}

/** The cases that call this actor: those it may accept; at a wall those that hang in sight of their place. */
function callingTo(actor: Actor, countyCode: string): SQL | undefined {
  const { inFull, seen } = sightOf(actor, countyCode)
  return and(
    inArray(cases.level, [...alarmLevels]),
    inArray(cases.status, [...alarmStatuses]),
    like(cases.areaCode, `${actor.scope}%`),
    ...(actor.role === 'wall' ? [seen] : [inFull, ownTier(actor)]),
  )
}

/** The alarm of a case as an actor who sees the case in full, or a wall, is told of it. */
function alarmViewOf(
  actor: Actor,
  { row, byName }: { row: CaseRow; byName: string | null },
  secrets: Secrets,
) {
  const alarm = alarmOf(toFact(row))
  if (!alarm) return []
  const isWall = actor.role === 'wall'
  const { id, number, version, level, status, categoryCode, areaCode, sensitive, openedAt, dueAt } = row
  const { title, position } = viewFor(actor, row, { masterId: null, mergedCount: 0 })
  // Masked first, then cut: half a number is not found to be one.
  const { placeText, text } = hideReporter({ placeText: row.placeText, text: row.text }, row, {
    actor,
    secrets,
  })
  const view: AlarmView = {
    id,
    number,
    version,
    level,
    status,
    categoryCode,
    areaCode,
    position,
    sensitive,
    openedAt,
    dueAt,
    alarm: isWall ? { ...alarm, answeredById: null } : alarm,
    answeredByName: isWall ? null : byName,
    title,
    place: row.placeName,
    placeText: isWall ? null : placeText,
    text: isWall ? null : text && beginningOf(text, alarmWords),
  }
  return [view]
}

/** What calls an actor, by one query however much that is: the gravest first, of these the oldest. */
export const alarmsFor =
  ({ database, places, secrets }: AlarmQueryDeps) =>
  async (actor: Actor): Promise<ReplyOf<typeof listAlarms>> => {
    if (actor.role !== 'wall' && !may(actor, 'case.accept')) return { items: [], total: 0 }
    if (places.countyCode() === undefined) return { items: [], total: 0 }
    const found = await database.orm
      .select({ row: cases, byName: answeredByName, total: sql<string>`count(*) over ()` })
      .from(cases)
      .where(callingTo(actor, countyOf(places)))
      .orderBy(asc(cases.levelRank), asc(callsSince), asc(cases.id))
      .limit(alarmsTold)
    return {
      items: found.flatMap(one => alarmViewOf(actor, one, secrets)),
      total: Number(found[0]?.total ?? 0),
    }
  }
