import { caseSight, mergedTold, type CaseDetail, type CaseEntry, type listMerged } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant, toMs, type ReplyOf } from '@shuniu/shared/kernel'
import { and, count, inArray, type SQL } from 'drizzle-orm'
import type { ReadOrm } from '../../platform/db/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { mergedInto } from './cases.repo.ts'
import { cases } from './cases.tables.ts'
import { sightOf } from './filter.ts'
import type { Related } from './masking.ts'

/** Cases by their ids, of those that the actor sees in full: nothing else is named to them by another case. */
export async function namedTo(
  orm: ReadOrm,
  actor: Actor,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, CaseRow>> {
  const asked = [...new Set(ids.filter(id => id !== null))]
  if (asked.length === 0) return new Map()
  const rows = await orm.select().from(cases).where(inArray(cases.id, asked))
  return new Map(rows.filter(row => seesInFull(actor, row)).map(row => [row.id, row]))
}

const seesInFull = (actor: Actor, row: CaseRow): boolean => caseSight(actor, toFact(row)) === 'full'

/** The parts of an entry that name another case, by the moves that merge and unmerge. */
const references = ['masterId', 'caseId'] as const

const idsIn = ({ filled }: CaseEntry): string[] =>
  references.flatMap(name => {
    const id = filled[name]
    return typeof id === 'string' ? [id] : []
  })

const withoutReference = ({ filled, ...entry }: CaseEntry): CaseEntry => {
  const { masterId: _, ...rest } = filled
  return { ...entry, filled: rest }
}

/** Entries of the case that another was merged into or taken out of: they say nothing else. */
const isOfOther = ({ filled }: CaseEntry): boolean => typeof filled['caseId'] === 'string'

/**
 * The timeline as it may be told: an entry names another case only to who sees that one in full, and one that tells of
 * nothing else is not there for the others.
 */
export async function timelineFor(
  orm: ReadOrm,
  actor: Actor,
  timeline: readonly CaseEntry[],
): Promise<CaseEntry[]> {
  const named = await namedTo(orm, actor, timeline.flatMap(idsIn))
  return timeline.flatMap(entry => {
    if (idsIn(entry).every(id => named.has(id))) return [entry]
    return isOfOther(entry) ? [] : [withoutReference(entry)]
  })
}

type Merging = Pick<CaseRow, 'id' | 'masterId' | 'mergedCount'>

interface ReferenceReader {
  readonly actor: Actor
  readonly countyCode: string
}

/** Of each of the cases, the one it was merged into and how many were merged into it, as far as the actor is told of them. */
export async function relatedOf(
  orm: ReadOrm,
  { actor, countyCode }: ReferenceReader,
  rows: readonly Merging[],
): Promise<(row: Merging) => Related> {
  const masters = await namedTo(
    orm,
    actor,
    rows.map(row => row.masterId),
  )
  const holding = rows.filter(row => row.mergedCount > 0).map(row => row.id)
  const told = holding.length === 0 ? [] : await countsTold(orm, holding, sightOf(actor, countyCode).inFull)
  const counts = new Map(told.map(({ masterId, n }) => [masterId, n]))
  return ({ id, masterId }) => ({
    masterId: masterId !== null && masters.has(masterId) ? masterId : null,
    mergedCount: counts.get(id) ?? 0,
  })
}

const countsTold = (orm: ReadOrm, masterIds: string[], isTold: SQL) =>
  orm
    .select({ masterId: cases.masterId, n: count() })
    .from(cases)
    .where(and(inArray(cases.masterId, masterIds), isTold))
    .groupBy(cases.masterId)

const mentionOf = ({ id, number, status, openedAt }: CaseRow) => ({ id, number, status, openedAt })

interface ReadCase extends ReferenceReader {
  readonly row: CaseRow
}

/** A part of the cases merged into one, as far as the actor sees them in full. */
export async function mergedPart(
  orm: ReadOrm,
  { row, actor, countyCode }: ReadCase,
  cursor?: string,
): Promise<ReplyOf<typeof listMerged>> {
  if (!seesInFull(actor, row) || row.mergedCount === 0) return { items: [], next: null }
  const [openedMs, id = ''] = cursor?.split('_') ?? []
  const after = openedMs === undefined ? undefined : { openedAt: instant(Number(openedMs)), id }
  const isTold = sightOf(actor, countyCode).inFull
  const rows = await mergedInto(orm, row.id, { isTold, after, limit: mergedTold + 1 })
  const items = rows.slice(0, mergedTold).map(mentionOf)
  const last = rows.length > items.length ? items.at(-1) : undefined
  return { items, next: last ? `${toMs(instant(last.openedAt))}_${last.id}` : null }
}

/** The case it was merged into, and the first of those merged into it, as far as the actor sees them in full. */
export async function relativesOf(
  orm: ReadOrm,
  by: ReadCase,
): Promise<Pick<CaseDetail, 'master' | 'merged' | 'mergedNext'>> {
  const { row, actor } = by
  if (!seesInFull(actor, row)) return { master: null, merged: [], mergedNext: null }
  const named = await namedTo(orm, actor, [row.masterId])
  const master = row.masterId === null ? undefined : named.get(row.masterId)
  const { items, next } = await mergedPart(orm, by)
  return { master: master ? mentionOf(master) : null, merged: items, mergedNext: next }
}
