import type { ImportKindName, ImportState } from '@shuniu/shared/imports'
import { and, asc, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import type { PasswordSlip } from './kinds/index.ts'
import type { SheetRow } from './reading/index.ts'
import { importChunks, importHeadings, imports, importedChanges, importSlips } from './imports.tables.ts'

export type ImportRow = typeof imports.$inferSelect
type Reads = Pick<Database, 'orm'> | Tx

export async function importById({ orm }: Reads, id: string): Promise<ImportRow | undefined> {
  const [row] = await orm.select().from(imports).where(eq(imports.id, id))
  return row
}

/** The row, held until the transaction ends. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const [row] = await tx.orm.select().from(imports).where(eq(imports.id, id)).for('update')
  return row
}

/** The newest of some kinds first, after one of them; of a division's administrators their own division's. */
export function importsAfter(
  { orm }: Reads,
  {
    after,
    kinds,
    scope,
    limit,
  }: {
    after: Pick<ImportRow, 'id' | 'createdAt'> | undefined
    kinds: readonly ImportKindName[]
    scope: string
    limit: number
  },
): Promise<ImportRow[]> {
  const { createdAt, id, kind } = imports
  const older =
    after && or(lt(createdAt, after.createdAt), and(eq(createdAt, after.createdAt), lt(id, after.id)))
  const own = scope.length > 6 ? eq(imports.scope, scope) : undefined
  const theirs = inArray(kind, [...kinds])
  return orm
    .select()
    .from(imports)
    .where(and(theirs, older, own))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit)
}

export async function addImport(tx: Tx, row: typeof imports.$inferInsert): Promise<boolean> {
  return (
    (await tx.orm.insert(imports).values(row).onConflictDoNothing().returning({ id: imports.id })).length > 0
  )
}

/** Whoever reads a file has so many seconds: by the database's clock, as every lease, since those of servers differ. */
export const holdReading = (tx: Tx, id: string, seconds: number) =>
  tx.query('update imports set lease_until = now() + make_interval(secs => $2) where id = $1', [id, seconds])

export async function changeImport(
  tx: Tx,
  id: string,
  set: Partial<typeof imports.$inferInsert>,
): Promise<void> {
  await tx.orm.update(imports).set(set).where(eq(imports.id, id))
}

/** How many there are in some states. */
export async function countIn(tx: Tx, states: readonly ImportState[], but?: string): Promise<number> {
  const rows = await tx.orm
    .select({ id: imports.id })
    .from(imports)
    .where(inArray(imports.state, [...states]))
  return rows.filter(({ id }) => id !== but).length
}

/** Sheets whose rows have been read; they are counted again when the file is read again. */
export async function addChunk(
  tx: Tx,
  secrets: Secrets,
  chunk: { importId: string; sheet: number; nr: number; rows: readonly SheetRow[] },
): Promise<void> {
  const { rows, ...place } = chunk
  await tx.orm.insert(importChunks).values({ ...place, sealed: secrets.seal(JSON.stringify(rows)) })
}

export async function chunkCount({ orm }: Reads, importId: string, sheet: number): Promise<number> {
  const [row] = await orm
    .select({ n: sql<number>`count(*)::int` })
    .from(importChunks)
    .where(and(eq(importChunks.importId, importId), eq(importChunks.sheet, sheet)))
  return row?.n ?? 0
}

/** One chunk of a sheet; empty where there is none, or where it was sealed under another key. */
export async function chunkOf(
  { orm }: Reads,
  secrets: Secrets,
  { importId, sheet, nr }: { importId: string; sheet: number; nr: number },
): Promise<readonly SheetRow[]> {
  const [row] = await orm
    .select({ sealed: importChunks.sealed })
    .from(importChunks)
    .where(and(eq(importChunks.importId, importId), eq(importChunks.sheet, sheet), eq(importChunks.nr, nr)))
  const opened = row && secrets.open(row.sealed)
  if (opened === undefined) throw new Error('rows of an import cannot be opened')
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: we sealed it ourselves
  return JSON.parse(opened) as readonly SheetRow[]
}

export async function rememberedHeadings(
  { orm }: Reads,
  kind: ImportKindName,
): Promise<Record<string, string>> {
  const rows = await orm.select().from(importHeadings).where(eq(importHeadings.kind, kind))
  return Object.fromEntries(rows.map(({ heading, column }) => [heading, column]))
}

export async function rememberHeadings(
  tx: Tx,
  kind: ImportKindName,
  columnByHeading: Readonly<Record<string, string>>,
): Promise<void> {
  const rows = Object.entries(columnByHeading).map(([heading, column]) => ({ kind, heading, column }))
  if (rows.length === 0) return
  await tx.orm
    .insert(importHeadings)
    .values(rows)
    .onConflictDoUpdate({
      target: [importHeadings.kind, importHeadings.heading],
      set: { column: sql`excluded."column"` },
    })
}

type ImportedChange = typeof importedChanges.$inferSelect

export async function addChanges(tx: Tx, rows: readonly Omit<ImportedChange, 'id'>[]): Promise<void> {
  if (rows.length > 0) await tx.orm.insert(importedChanges).values([...rows])
}

/** All that an import changed, bounded by the rows a file may have. */
export const changesOf = ({ orm }: Reads, importId: string): Promise<ImportedChange[]> =>
  orm
    .select()
    .from(importedChanges)
    .where(eq(importedChanges.importId, importId))
    .orderBy(asc(importedChanges.id))

/**
 * Has former imports of some kinds know their rows again: those that this one changed right after them and that are taken
 * back stand as they left them, two versions on.
 */
export async function knowAgain(tx: Tx, importId: string, kinds: readonly ImportKindName[]): Promise<void> {
  await tx.query(
    `update imported_changes former set version = undone.version + 1
       from imported_changes undone, imports i
      where undone.import_id = $1 and undone.before is not null
        and former.key = undone.key and former.version = undone.version - 1
        and i.id = former.import_id and i.id <> $1 and i.kind = any($2::text[])`,
    [importId, kinds],
  )
}

export async function addSlips(
  tx: Tx,
  secrets: Secrets,
  { importId, nr, slips }: { importId: string; nr: number; slips: readonly PasswordSlip[] },
): Promise<void> {
  if (slips.length > 0)
    await tx.orm.insert(importSlips).values({ importId, nr, sealed: secrets.seal(JSON.stringify(slips)) })
}

export async function hasSlips({ orm }: Reads, importIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (importIds.length === 0) return new Set()
  const rows = await orm
    .selectDistinct({ id: importSlips.importId })
    .from(importSlips)
    .where(inArray(importSlips.importId, [...importIds]))
  return new Set(rows.map(({ id }) => id))
}

/** Takes the slips away: nobody gets them again. */
export async function takeSlips(tx: Tx, secrets: Secrets, importId: string): Promise<PasswordSlip[]> {
  const rows = await tx.orm
    .delete(importSlips)
    .where(eq(importSlips.importId, importId))
    .returning({ nr: importSlips.nr, sealed: importSlips.sealed })
  return (
    rows
      .sort((a, b) => a.nr - b.nr)
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: we sealed it ourselves
      .flatMap(({ sealed }) => JSON.parse(secrets.open(sealed) ?? '[]') as readonly PasswordSlip[])
  )
}

export async function dropSlips(tx: Tx, importId: string): Promise<void> {
  await tx.orm.delete(importSlips).where(eq(importSlips.importId, importId))
}
