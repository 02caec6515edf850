import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/** Rows for one table, by the properties of its schema; what one has and another lacks is null in the other. */
export interface RowsFor<Table extends PgTable = PgTable> {
  readonly table: Table
  readonly rows: readonly { readonly [Key in keyof Table['$inferInsert']]?: Table['$inferInsert'][Key] }[]
}

/** Where a common table expression stands in its statement. */
export interface CtePlace {
  /** A name of its own; whatever it defines begins with it. */
  readonly name: string
  /** Its parameter, such as `$3`. */
  readonly at: string
  /** The condition under which it writes anything. */
  readonly when: string
}

/** What one statement writes beside its first table: common table expressions over one parameter of JSON. */
export interface Cte {
  /** Those of one key are of one text. */
  readonly key: string
  readonly text: (place: CtePlace) => string
  readonly value: string
}

export const quoted = (name: string): string => `"${name}"`

interface NamedColumn {
  readonly key: string
  readonly name: string
  /** What stands before its value in JSON. */
  readonly label: string
}

const columnsByTable = new WeakMap<PgTable, readonly NamedColumn[]>()

/** All columns of a table, in the schema's order; looked for once. */
function allColumnsOf(table: PgTable): readonly NamedColumn[] {
  const known = columnsByTable.get(table)
  if (known) return known
  const columns = Object.entries(getTableColumns(table)).map(([key, { name }]) => ({
    key,
    name,
    label: `${JSON.stringify(name)}:`,
  }))
  columnsByTable.set(table, columns)
  return columns
}

/** The columns named by any row's properties, in the schema's order. */
export const columnsOf = ({ table, rows }: RowsFor): NamedColumn[] =>
  allColumnsOf(table).filter(({ key }) => rows.some(row => key in row))

/** A table with the columns written: texts of one key write the same. */
export const keyOfRows = (wanted: RowsFor): string =>
  `${getTableName(wanted.table)}(${columnsOf(wanted)
    .map(({ name }) => name)
    .join(',')})`

/**
 * The rows as their table names the columns; what is null is left out and comes out as null. Put together by hand: a row of
 * sixty columns is written five times as fast as by way of an object under other names.
 */
export function asJson(wanted: RowsFor): string {
  const columns = columnsOf(wanted)
  const texts = wanted.rows.map((row: Readonly<Record<string, unknown>>) => {
    let text = ''
    for (const { key, label } of columns) {
      const value = row[key] ?? null
      if (value !== null) text += `${text === '' ? '' : ','}${label}${JSON.stringify(value)}`
    }
    return `{${text}}`
  })
  return `[${texts.join(',')}]`
}

/** Reads rows out of a parameter and inserts them. */
export function insertOf(wanted: RowsFor, at: string): string {
  const table = quoted(getTableName(wanted.table))
  const columns = columnsOf(wanted)
    .map(({ name }) => quoted(name))
    .join(', ')
  return `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, ${at})`
}

/** Rows that are new; one whose key is taken fails the whole statement, unless `then` says what becomes of it. */
export const insert = <Table extends PgTable>(wanted: RowsFor<Table>, then = ''): Cte => ({
  key: `${keyOfRows(wanted)}${then === '' ? '' : ` ${then}`}`,
  text: ({ name, at, when }) => `${name} as (${insertOf(wanted, at)} where ${when} ${then} returning 1)`,
  value: asJson(wanted),
})

/** Rows that may be there already, and then stay as they are. */
export const insertIgnore = <Table extends PgTable>(wanted: RowsFor<Table>): Cte =>
  insert(wanted, 'on conflict do nothing')

/** Rows that take the place of those with the same key, column by column. Named by the schema's properties. */
export function upsert<Table extends PgTable>(wanted: RowsFor<Table>, by: readonly string[]): Cte {
  const columns = columnsOf(wanted)
  const names = (isKey: boolean) =>
    columns.filter(({ key }) => by.includes(key) === isKey).map(({ name }) => quoted(name))
  const set = names(false).map(name => `${name} = excluded.${name}`)
  return insert(wanted, `on conflict (${names(true).join(', ')}) do update set ${set.join(', ')}`)
}
