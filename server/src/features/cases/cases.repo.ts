import type { CaseEntry, CaseFact, CaseTies, CaseView } from '@shuniu/shared/cases'
import type { CaseClock } from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { and, arrayContains, asc, desc, eq, gt, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Connections, ReadOrm, Tx } from '../../platform/db/index.ts'
import { caseClocksFrom, caseClocksIn } from '../clocks/index.ts'
import { accounts } from '../identity/index.ts'
import { toEntry, type CaseRow } from './case.rows.ts'
import { caseCommands, caseEntries, caseMedia, cases } from './cases.tables.ts'
import type { HeldFile } from './media.ts'

/** Those of the cases that nobody holds, held by us. Waits for none. */
export const lockFree = (tx: Tx, ids: readonly string[]): Promise<CaseRow[]> =>
  tx.orm
    .select()
    .from(cases)
    .where(inArray(cases.id, [...ids]))
    .orderBy(asc(cases.id))
    .for('update', { skipLocked: true })

export async function readCase(orm: ReadOrm, id: string): Promise<CaseRow | undefined> {
  const [row] = await orm.select().from(cases).where(eq(cases.id, id))
  return row
}

type KnownTies = CaseTies & Pick<CaseFact, 'id' | 'version'>

/** The columns of what the policy needs to know; one that it comes to need and that is missing here does not compile. */
const tieColumns = {
  id: cases.id,
  version: cases.version,
  areaCode: cases.areaCode,
  gridCode: cases.gridCode,
  ownerUnitId: cases.ownerUnitId,
  coUnitIds: cases.coUnitIds,
  reporterId: cases.reporterId,
  handledBy: cases.handledBy,
  sensitive: cases.sensitive,
  status: cases.status,
} satisfies Record<keyof KnownTies, PgColumn>
const tieList = Object.entries(tieColumns).map(([key, { name }]) => `${name} as "${key}"`)

/** What the policy needs to know of these cases, as they stand; prepared, since it is asked for thousands at a time. */
export async function tiesOf(
  { pool }: Pick<Connections, 'pool'>,
  ids: readonly string[],
): Promise<KnownTies[]> {
  const { rows } = await pool.query<KnownTies>({
    name: 'ties of cases',
    text: `select ${tieList.join(', ')} from cases where id = any($1::uuid[])`,
    values: [ids],
  })
  return rows
}

interface MergedStretch {
  /** Which of them are told. */
  readonly isTold: SQL
  readonly after: { readonly openedAt: Instant; readonly id: string } | undefined
  readonly limit: number
}

/** So many of the cases merged into this one, oldest first, from the first on or after one of them. */
export function mergedInto(orm: ReadOrm, masterId: string, stretch: MergedStretch): Promise<CaseRow[]> {
  const { isTold, after, limit } = stretch
  const { openedAt, id } = cases
  const rest = after && or(gt(openedAt, after.openedAt), and(eq(openedAt, after.openedAt), gt(id, after.id)))
  return orm
    .select()
    .from(cases)
    .where(and(eq(cases.masterId, masterId), isTold, rest))
    .orderBy(asc(openedAt), asc(id))
    .limit(limit)
}

/** Whether some case that the upload belongs to is such; undefined where it belongs to none. */
export async function isHeldBySuch(orm: ReadOrm, uploadId: string, such: SQL): Promise<boolean | undefined> {
  const [held] = await orm
    .select({ bySuch: sql<boolean | null>`bool_or(${such})` })
    .from(caseMedia)
    .innerJoin(cases, eq(cases.id, caseMedia.caseId))
    .where(eq(caseMedia.uploadId, uploadId))
  return held?.bySuch ?? undefined
}

/** Those of the uploads that a case holds. */
export async function heldOf(orm: ReadOrm, uploadIds: readonly string[]): Promise<string[]> {
  if (uploadIds.length === 0) return []
  const rows = await orm
    .selectDistinct({ id: caseMedia.uploadId })
    .from(caseMedia)
    .where(inArray(caseMedia.uploadId, [...uploadIds]))
  return rows.map(row => row.id)
}

export async function handlesGrave(orm: ReadOrm, accountId: string): Promise<boolean> {
  const isUnderWay = inArray(cases.status, ['signed', 'handling', 'rework'])
  const isGrave = inArray(cases.level, ['red', 'orange'])
  const isAtWork = sql`${cases.handledBy} @> ${JSON.stringify([{ accountId }])}::jsonb`
  const [handled] = await orm
    .select({ id: cases.id })
    .from(cases)
    .where(and(arrayContains(cases.handlerIds, [accountId]), isAtWork, isUnderWay, isGrave))
    .limit(1)
  return handled !== undefined
}

export interface NewEntry extends Omit<CaseEntry, 'at'> {
  readonly at: Instant
}

export const entryRow = (caseId: string, { from, to, ...entry }: NewEntry) => ({
  ...entry,
  caseId,
  fromStatus: from,
  toStatus: to,
})

/** Which part of a timeline: the latest `most` of what lies after one version, or before one. */
interface TimelineStretch {
  readonly after?: number | undefined
  readonly before?: number | undefined
  readonly most: number
}

/** A part of the timeline, oldest first, and the version before which there is more of it. */
export async function entriesOf(orm: ReadOrm, caseId: string, { after = 0, before, most }: TimelineStretch) {
  const { version } = caseEntries
  const isWithin = and(gt(version, after), before === undefined ? undefined : lt(version, before))
  const rows = await orm
    .select()
    .from(caseEntries)
    .where(and(eq(caseEntries.caseId, caseId), isWithin))
    .orderBy(desc(version))
    .limit(most + 1)
  const entries = rows.slice(0, most).reverse().map(toEntry)
  return { entries, earlier: rows.length > most ? (entries[0]?.version ?? null) : null }
}

/** More tries to reach somebody than anybody makes; what lies before them is of no matter. */
const mostTries = 100

/** The latest steps of some kinds, oldest first. */
export async function latestOf(orm: ReadOrm, caseId: string, moves: readonly string[]) {
  const rows = await orm
    .select({ move: caseEntries.move, filled: caseEntries.filled })
    .from(caseEntries)
    .where(and(eq(caseEntries.caseId, caseId), inArray(caseEntries.move, [...moves])))
    .orderBy(desc(caseEntries.version))
    .limit(mostTries)
  return rows.reverse()
}

interface FileStretch {
  readonly after: { readonly version: number; readonly uploadId: string } | undefined
  readonly limit: number
}

/** So many files of a case in the order in which they were named, from the first on or after one of them. */
export function filesOf(orm: ReadOrm, caseId: string, { after, limit }: FileStretch): Promise<NamedAs[]> {
  const { version, uploadId, namedAt } = caseMedia
  const rest =
    after && or(gt(version, after.version), and(eq(version, after.version), gt(uploadId, after.uploadId)))
  return orm
    .select({ version, uploadId, namedAt })
    .from(caseMedia)
    .where(and(eq(caseMedia.caseId, caseId), rest))
    .orderBy(asc(version), asc(uploadId))
    .limit(limit)
}

/** A file with the version of the case that named it. */
type NamedAs = HeldFile & { readonly version: number }

export interface MadeCommand {
  readonly id: string
  readonly accountId: string
  readonly bodyHash: string
  readonly reply: CaseView
}

/** What a move is decided from. */
export interface CurrentCase {
  readonly row: CaseRow
  readonly caseClocks: readonly CaseClock[]
  /** What the move's id was used for before. */
  readonly made: MadeCommand | undefined
  /** Who moves, as their account stands in the same moment; undefined when there is none any more, or it is disabled. */
  readonly actor: Actor | undefined
}

interface StandingAsked {
  readonly id: string
  readonly commandId: string
  readonly accountId: string
}

type Holder = Omit<Actor, 'unitId'> & { readonly unitId: string | null }

/**
 * Reads cases for moves, by one prepared statement. The row, its clocks and the account of who moves are of one moment;
 * whoever writes by them names the version they are of.
 */
export function standingsOf(orm: ReadOrm) {
  const commandIn = sql<MadeCommand | null>`(
    select json_build_object('id', id, 'accountId', account_id, 'bodyHash', body_hash, 'reply', reply)
      from case_commands where id = ${sql.placeholder('commandId')})`
  const holderIn = sql<Holder | null>`(
    select json_build_object('accountId', id, 'name', name, 'role', role, 'scope', scope, 'unitId', unit_id)
      from ${accounts} where id = ${sql.placeholder('accountId')} and disabled_at is null)`
  const asked = orm
    .select({ row: cases, caseClocks: caseClocksIn(cases.id), made: commandIn, holder: holderIn })
    .from(cases)
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare('a case for a move')
  return async (asking: StandingAsked): Promise<CurrentCase | undefined> => {
    const [found] = await asked.execute({ ...asking })
    if (!found) return undefined
    const { row, made, holder } = found
    const actor = holder ? { ...holder, unitId: holder.unitId ?? undefined } : undefined
    return { row, caseClocks: caseClocksFrom(found.caseClocks), made: made ?? undefined, actor }
  }
}

/** Whether an entry of a timeline has this id that no command made: a command by it could never be written down. */
export async function isEntrysOwn(orm: ReadOrm, id: string): Promise<boolean> {
  const [row] = await orm
    .select({ id: caseEntries.id })
    .from(caseEntries)
    .leftJoin(caseCommands, eq(caseCommands.id, caseEntries.id))
    .where(and(eq(caseEntries.id, id), isNull(caseCommands.id)))
  return row !== undefined
}

export async function commandOf(orm: ReadOrm, id: string): Promise<MadeCommand | undefined> {
  const [row] = await orm.select().from(caseCommands).where(eq(caseCommands.id, id))
  return row
}
