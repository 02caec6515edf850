import { addDays, isRealDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import {
  cards,
  caseLevels,
  caseStatuses,
  funnelSteps,
  type CaseFilter,
  type Catalogue,
} from '@shuniu/shared/cases'
import { stages } from '@shuniu/shared/clocks'
import { covers, may, type Actor } from '@shuniu/shared/identity'
import {
  and,
  arrayContains,
  arrayOverlaps,
  eq,
  gte,
  inArray,
  isNotNull,
  like,
  lt,
  not,
  or,
  sql,
  type SQL,
} from 'drizzle-orm'
import { cases, dueOrNever } from './cases.tables.ts'
import { flagged, followedBy } from './following.ts'
import { todoOf } from './todo.ts'

const wordsOf = (list: string | undefined): string[] | undefined => list?.split(',')

const under = (code: string): SQL =>
  code.length === 15 ? eq(cases.gridCode, code) : like(cases.areaCode, `${code}%`)

/** The ties by which an actor sees cases, each as a condition. The same rule as `caseSight`, said to the database. */
export interface SightConditions {
  /** Cases the actor sees at all. */
  readonly seen: SQL
  /** Cases the actor sees in full. */
  readonly inFull: SQL
  /** Cases whose reporter the actor may read. */
  readonly withReporter: SQL
  /** Cases whose reporter the actor may look at, having to call: the rule of `mayLookAtReporter`. */
  readonly toCall: SQL
}

const never = sql`false`
const always = sql`true`
const any = (...conditions: (SQL | undefined)[]): SQL => or(...conditions) ?? never
const all = (...conditions: (SQL | undefined)[]): SQL => and(...conditions) ?? always

/** Source: `caseSight` in shared and `mayReadReporter`; a test holds them together. */
export function sightOf(actor: Actor, countyCode: string): SightConditions {
  if (!may(actor, 'case.read')) return { seen: never, inFull: never, withReporter: never, toCall: never }
  const isWall = actor.role === 'wall'
  const named = isWall ? never : eq(cases.reporterId, actor.accountId)
  const isCountys = covers(actor, countyCode)
  const placed = isCountys ? always : covers(actor, actor.scope) ? under(actor.scope) : never
  const units =
    actor.unitId === undefined
      ? never
      : any(eq(cases.ownerUnitId, actor.unitId), arrayContains(cases.coUnitIds, [actor.unitId]))
  const open = not(cases.sensitive)
  const trusted = any(
    all(named, eq(cases.isOpen, true)),
    may(actor, 'case.readSensitive') ? placed : never,
    may(actor, 'case.handle') ? units : never,
  )
  const seen = isCountys ? always : any(named, placed, units)
  const inFull = all(seen, any(open, trusted))
  const handled = may(actor, 'case.readReporter') ? all(units, eq(cases.isOpen, true)) : never
  return {
    seen: isWall ? all(seen, open) : seen,
    inFull,
    withReporter: all(inFull, any(all(named, eq(cases.isReportersOwn, true)), handled)),
    toCall: may(actor, 'case.readReporter') && may(actor, 'case.accept') ? all(inFull, placed) : never,
  }
}

/** The codes under each of the words: a class names all its kinds. */
function codesUnder(words: readonly string[], catalogue: Catalogue): string[] {
  const found = new Set(words)
  for (const { code, parent } of catalogue.rows) if (parent !== null && found.has(parent)) found.add(code)
  return [...found]
}

const dayStart = (day: string) => shanghaiDayStart(day)
const dayEnd = (day: string) => shanghaiDayStart(addDays(day, 1))

const stepColumns = {
  accepted: cases.acceptedAt,
  assigned: cases.assignedAt,
  started: cases.startedAt,
  done: cases.doneAt,
  verified: cases.verifiedAt,
} as const

function reached(step: string): SQL {
  if (step === 'closed') return inArray(cases.status, ['closed', 'archived'])
  const known = Object.entries(stepColumns).find(([name]) => name === step)
  return known ? isNotNull(known[1]) : always
}

const chosen = <T extends string>(known: readonly T[], list: string | undefined): T[] | undefined => {
  const words = wordsOf(list)
  return words && known.filter(word => words.includes(word))
}

/** The names of the filter's parts that hold a word or a day that does not exist. */
export function wrongParts(filter: CaseFilter): string[] {
  const closed = {
    status: caseStatuses,
    level: caseLevels,
    stage: stages,
    reached: funnelSteps,
    card: cards,
  } as const
  const lists = (['status', 'level', 'stage', 'reached', 'card'] as const).filter(part =>
    wordsOf(filter[part])?.some(word => !closed[part].some(known => known === word)),
  )
  const days = (['openedFrom', 'openedTo', 'closedFrom', 'closedTo', 'dueTo'] as const).filter(part => {
    const day = filter[part]
    return day !== undefined && !(isRealDay(day) && day >= '1900' && day < '2200')
  })
  return [...lists, ...days]
}

/** Conditions on what a masked case does not tell; they find only what the actor sees in full. */
function telling(filter: CaseFilter, catalogue: Catalogue): SQL[] {
  const { category, source, q, mine, todo, master } = filter
  return [
    category === undefined
      ? undefined
      : inArray(cases.categoryCode, codesUnder(category.split(','), catalogue)),
    source === undefined ? undefined : inArray(cases.sourceCode, source.split(',')),
    q === undefined || q.trim() === '' ? undefined : always,
    filter.area?.length === 15 ? under(filter.area) : undefined,
    mine === undefined ? undefined : always,
    todo === undefined ? undefined : always,
    master === undefined ? undefined : always,
  ].filter(condition => condition !== undefined)
}

function standing(filter: CaseFilter): (SQL | undefined)[] {
  const status = chosen(caseStatuses, filter.status)
  const level = chosen(caseLevels, filter.level)
  const stage = chosen(stages, filter.stage)
  const { area, unit } = filter
  return [
    status && inArray(cases.status, status),
    level && inArray(cases.level, level),
    stage && inArray(cases.stage, stage),
    area === undefined || area.length === 15 ? undefined : under(area),
    unit === undefined ? undefined : any(eq(cases.ownerUnitId, unit), arrayContains(cases.coUnitIds, [unit])),
    flagged(eq(cases.overdue, true), filter.overdue),
    flagged(eq(cases.isOpen, true), filter.open),
    flagged(eq(cases.sensitive, true), filter.sensitive),
    flagged(not(arrayOverlaps(cases.lateStages, ['handling'])), filter.onTime),
    ...(wordsOf(filter.reached) ?? []).map(reached),
  ]
}

/** A case is opened before it is closed: lists of what was closed long ago begin there, not at the newest. */
function dated({ openedFrom, openedTo, closedFrom, closedTo, dueTo }: CaseFilter): (SQL | undefined)[] {
  return [
    openedFrom === undefined ? undefined : gte(cases.openedAt, dayStart(openedFrom)),
    openedTo === undefined ? undefined : lt(cases.openedAt, dayEnd(openedTo)),
    closedFrom === undefined ? undefined : gte(cases.closedAt, dayStart(closedFrom)),
    closedTo === undefined
      ? undefined
      : all(lt(cases.closedAt, dayEnd(closedTo)), lt(cases.openedAt, dayEnd(closedTo))),
    dueTo === undefined ? undefined : lt(dueOrNever(cases.dueAt), dayEnd(dueTo)),
  ]
}

interface FilterContext {
  readonly countyCode: string
  readonly catalogue: Catalogue
  /** What the words looked for ask of a case, by what the actor may read of it; undefined where none are. */
  readonly meets?: ((sight: SightConditions) => SQL) | undefined
}

/** What of all cases the actor asks for and may see. */
export function conditionOf(
  filter: CaseFilter,
  actor: Actor,
  { countyCode, catalogue, meets }: FilterContext,
): SQL {
  const sight = sightOf(actor, countyCode)
  const tell = telling(filter, catalogue)
  return all(
    sight.seen,
    tell.length > 0 ? sight.inFull : undefined,
    meets?.(sight),
    ...tell,
    ...standing(filter),
    ...dated(filter),
    ...followedBy(filter, actor),
    flagged(eq(cases.reporterId, actor.accountId), filter.mine),
    flagged(todoOf(actor, countyCode), filter.todo),
  )
}
