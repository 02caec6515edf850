import type {
  ColumnMapping,
  ImportChange,
  ImportCounts,
  ImportKindName,
  ImportSheet,
  ImportState,
  ReadFailure,
  RowFault,
  SystemSuggestion,
} from '@shuniu/shared/imports'
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })
const importId = () =>
  uuid('import_id')
    .notNull()
    .references(() => imports.id, { onDelete: 'cascade' })

/** Files on their way into the county's registers. */
export const imports = pgTable(
  'imports',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<ImportKindName>().notNull(),
    fileName: text('file_name').notNull(),
    /** SHA-256 of the file, by which a repeated sending is known. */
    fileHash: text('file_hash').notNull(),
    state: text('state').$type<ImportState>().notNull(),
    failure: text('failure').$type<ReadFailure>(),
    sheets: jsonb('sheets').$type<readonly ImportSheet[]>().notNull(),
    sheet: integer('sheet').notNull(),
    mapping: jsonb('mapping').$type<ColumnMapping>().notNull(),
    /** The system of a map file’s coordinates, as it was checked, and as it was suggested. */
    system: text('system'),
    suggestion: jsonb('suggestion').$type<SystemSuggestion>(),
    skipsWrong: boolean('skips_wrong').notNull().default(false),
    /** Slices done and to be done of what is under way. */
    done: integer('done').notNull().default(0),
    of: integer('of').notNull().default(0),
    counts: jsonb('counts').$type<ImportCounts>(),
    faults: jsonb('faults').$type<readonly RowFault[]>().notNull(),
    changes: jsonb('changes').$type<readonly ImportChange[]>().notNull(),
    /** The account it was begun by; `os:<user>` from the server's machine. */
    byAccount: text('by_account').notNull(),
    byName: text('by_name').notNull(),
    /** Rows must lie in this division; empty for the whole county. */
    scope: text('scope').notNull(),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
    /** The process that works on it, until when by the database's clock, and how often work has begun without getting on. */
    worker: uuid('worker'),
    leaseUntil: moment('lease_until'),
    attempts: integer('attempts').notNull().default(0),
    version: integer('version').notNull(),
  },
  table => [index('imports_state').on(table.state), index('imports_created').on(table.createdAt)],
)

/** The rows of a file as they were read, some hundreds together, sealed: they name people. */
export const importChunks = pgTable(
  'import_chunks',
  {
    importId: importId(),
    sheet: integer('sheet').notNull(),
    nr: integer('nr').notNull(),
    sealed: text('sealed').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.sheet, table.nr] })],
)

/** What an import changed, for its undoing: `before` holds the columns as they were, null for a row that it added. */
export const importedChanges = pgTable(
  'imported_changes',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    importId: importId(),
    key: text('key').notNull(),
    before: jsonb('before').$type<Readonly<Record<string, unknown>>>(),
    /** Of the row after the change: a later one means that somebody else changed it since. */
    version: integer('version').notNull(),
  },
  table => [index('imported_changes_import').on(table.importId)],
)

/** One-time passwords of new accounts, sealed, until they are taken. */
export const importSlips = pgTable(
  'import_slips',
  {
    importId: importId(),
    nr: integer('nr').notNull(),
    sealed: text('sealed').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.nr] })],
)

/** Which column was chosen for a heading when a file of the kind was last imported. */
export const importHeadings = pgTable(
  'import_headings',
  {
    kind: text('kind').$type<ImportKindName>().notNull(),
    heading: text('heading').notNull(),
    column: text('column').notNull(),
  },
  table => [primaryKey({ columns: [table.kind, table.heading] })],
)
