import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { asUnavailable, type Database, type Tx } from '../db/index.ts'

/** Rows for one table, by the properties of its schema; all rows have the same ones. */
export interface RowsFor {
  readonly table: PgTable
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

const quoted = (name: string): string => `"${name}"`

/** The columns named by the rows' properties, in the schema's order. */
function columnsOf({ table, rows }: RowsFor): { key: string; name: string }[] {
  const [first = {}] = rows
  return Object.entries(getTableColumns(table))
    .filter(([key]) => key in first)
    .map(([key, column]) => ({ key, name: column.name }))
}

function asJson(wanted: RowsFor): string {
  const columns = columnsOf(wanted)
  return JSON.stringify(
    wanted.rows.map(row => Object.fromEntries(columns.map(({ key, name }) => [name, row[key] ?? null]))),
  )
}

function insertOf(wanted: RowsFor, parameter: number): string {
  const table = quoted(getTableName(wanted.table))
  const columns = columnsOf(wanted)
    .map(({ name }) => quoted(name))
    .join(', ')
  return `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $${parameter})`
}

function statementOf(key: RowsFor, rest: readonly RowsFor[]): string {
  const others = rest.map(
    (wanted, index) =>
      `t${index} as (${insertOf(wanted, index + 2)} where exists (select from fresh) returning 1)`,
  )
  return `with fresh as (${insertOf(key, 1)} on conflict do nothing returning 1), ${others.join(', ')}
    select exists (select from fresh) as "isNew"`
}

interface Prepared {
  /** Of this process; PostgreSQL keeps no more than 63 letters of it. */
  readonly name: string
  readonly text: string
}

/** Prepared once on each connection: the tables written together always come with the same columns. */
const statements = new Map<string, Prepared>()

function preparedFor(key: RowsFor, rest: readonly RowsFor[]): Prepared {
  const tables = [key, ...rest].map(({ table }) => getTableName(table)).join('+')
  const known = statements.get(tables)
  if (known) return known
  const name = `${getTableName(key.table)} with others ${statements.size + 1}`
  const fresh = { name, text: statementOf(key, rest) }
  statements.set(tables, fresh)
  return fresh
}

/**
 * Writes the row under its unique key, and with it all the others, or nothing when the key is taken: one statement,
 * one round trip, one transaction. A key that is being written waits for the outcome. Returns whether it was new.
 */
export async function writeIfNew(
  database: Pick<Database, 'pool'>,
  key: RowsFor,
  others: readonly RowsFor[],
): Promise<boolean> {
  const rest = others.filter(({ rows }) => rows.length > 0)
  const values = [key, ...rest].map(asJson)
  try {
    const sent = { ...preparedFor(key, rest), values }
    const { rows } = await database.pool.query<{ isNew: boolean }>(sent)
    return rows[0]?.isNew === true
  } catch (error) {
    throw asUnavailable(error) ?? error
  }
}

/** Writes many rows of one table by one statement. */
export async function writeRows(tx: Tx, wanted: RowsFor): Promise<void> {
  if (wanted.rows.length > 0) await tx.query(insertOf(wanted, 1), [asJson(wanted)])
}

/** Writes those rows whose keys are not taken, by one statement; the table has an `id`. Returns the ids written. */
export async function writeFreshRows(tx: Tx, wanted: RowsFor): Promise<Set<string>> {
  if (wanted.rows.length === 0) return new Set()
  const text = `${insertOf(wanted, 1)} on conflict do nothing returning id`
  const written = await tx.query<{ id: string }>(text, [asJson(wanted)])
  return new Set(written.map(({ id }) => id))
}
