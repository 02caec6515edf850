import type { CaseEntry, CaseFact, CaseView } from '@shuniu/shared/cases'
import type { Instant } from '@shuniu/shared/kernel'
import { and, arrayContains, asc, eq, gt, inArray, type SQL } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { toColumns, toEntry, type CaseRow } from './case.rows.ts'
import { orders, type Sort } from './cursor.ts'
import { caseCommands, caseEntries, caseMedia, cases } from './cases.tables.ts'

/**
 * Cases held until the transaction ends: everything of a case is written by who holds it. Held in the order of their ids,
 * so that no two moves wait for each other crosswise.
 */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<Map<string, CaseRow>> {
  const rows = await tx.orm
    .select()
    .from(cases)
    .where(inArray(cases.id, [...ids]))
    .orderBy(asc(cases.id))
    .for('update')
  return new Map(rows.map(row => [row.id, row]))
}

/** Those of the cases that nobody holds, held by us. Waits for none. */
export const lockFree = (tx: Tx, ids: readonly string[]): Promise<CaseRow[]> =>
  tx.orm
    .select()
    .from(cases)
    .where(inArray(cases.id, [...ids]))
    .orderBy(asc(cases.id))
    .for('update', { skipLocked: true })

export async function readCase(
  orm: Pick<Database['orm'], 'select'>,
  id: string,
): Promise<CaseRow | undefined> {
  const [row] = await orm.select().from(cases).where(eq(cases.id, id))
  return row
}

/** The cases merged into this one, oldest first; a hundred at most. */
export const mergedInto = (orm: Reading, masterId: string): Promise<CaseRow[]> =>
  orm.select().from(cases).where(eq(cases.masterId, masterId)).orderBy(asc(cases.openedAt)).limit(100)

type Reading = Pick<Database['orm'], 'select' | 'selectDistinct'>

export const pageOf = (
  orm: Reading,
  where: SQL | undefined,
  { sort, limit }: { sort: Sort; limit: number },
): Promise<CaseRow[]> =>
  orm
    .select()
    .from(cases)
    .where(where)
    .orderBy(...orders[sort])
    .limit(limit)

/** The cases that an upload belongs to. */
export async function casesWith(orm: Reading, uploadId: string): Promise<CaseRow[]> {
  const rows = await orm
    .select({ row: cases })
    .from(caseMedia)
    .innerJoin(cases, eq(cases.id, caseMedia.caseId))
    .where(eq(caseMedia.uploadId, uploadId))
  return rows.map(({ row }) => row)
}

/** Those of the uploads that a case holds. */
export async function heldOf(orm: Reading, uploadIds: readonly string[]): Promise<string[]> {
  if (uploadIds.length === 0) return []
  const rows = await orm
    .selectDistinct({ id: caseMedia.uploadId })
    .from(caseMedia)
    .where(inArray(caseMedia.uploadId, [...uploadIds]))
  return rows.map(row => row.id)
}

export async function handlesGrave(orm: Reading, accountId: string): Promise<boolean> {
  const isUnderWay = inArray(cases.status, ['signed', 'handling', 'rework'])
  const isGrave = inArray(cases.level, ['red', 'orange'])
  const [handled] = await orm
    .select({ id: cases.id })
    .from(cases)
    .where(and(arrayContains(cases.handlerIds, [accountId]), isUnderWay, isGrave))
    .limit(1)
  return handled !== undefined
}

type Kept = Partial<Pick<CaseRow, 'requirement' | 'search' | 'movedVersion'>>

export async function saveCase(tx: Tx, fact: CaseFact, kept: Kept): Promise<void> {
  const { id, number: _, ...columns } = toColumns(fact)
  await tx.orm
    .update(cases)
    .set({ ...columns, ...kept })
    .where(eq(cases.id, id))
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

export async function addEntry(tx: Tx, caseId: string, entry: NewEntry): Promise<void> {
  await tx.orm.insert(caseEntries).values(entryRow(caseId, entry))
}

/** The timeline, oldest first; `after` leaves out what a viewer of that version has seen. */
export async function entriesOf(tx: Tx, caseId: string, after = 0): Promise<CaseEntry[]> {
  const rows = await tx.orm
    .select()
    .from(caseEntries)
    .where(and(eq(caseEntries.caseId, caseId), gt(caseEntries.version, after)))
    .orderBy(asc(caseEntries.version))
  return rows.map(toEntry)
}

export async function addMedia(tx: Tx, caseId: string, uploads: { ids: readonly string[]; version: number }) {
  if (uploads.ids.length === 0) return
  const rows = uploads.ids.map(uploadId => ({ caseId, uploadId, version: uploads.version }))
  await tx.orm.insert(caseMedia).values(rows).onConflictDoNothing()
}

export async function mediaIdsOf(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.orm
    .select({ id: caseMedia.uploadId })
    .from(caseMedia)
    .where(eq(caseMedia.caseId, caseId))
    .orderBy(asc(caseMedia.version))
  return rows.map(row => row.id)
}

export interface MadeCommand {
  readonly id: string
  readonly accountId: string
  readonly bodyHash: string
  readonly reply: CaseView
}

export async function commandOf(tx: Tx, id: string): Promise<MadeCommand | undefined> {
  const [row] = await tx.orm.select().from(caseCommands).where(eq(caseCommands.id, id))
  return row
}

/** False when the id was used for another case at the same moment. */
export async function addCommand(tx: Tx, made: MadeCommand & { readonly at: Instant }): Promise<boolean> {
  const added = await tx.orm
    .insert(caseCommands)
    .values(made)
    .onConflictDoNothing()
    .returning({ id: caseCommands.id })
  return added.length === 1
}
