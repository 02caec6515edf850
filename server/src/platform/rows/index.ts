import { getTableName } from 'drizzle-orm'
import type { QueryResultRow } from 'pg'
import { asUnavailable, type Connections, type Tx } from '../db/index.ts'
import { asJson, columnsOf, inserted, insertOf, quoted, type Part, type RowsFor } from './parts.ts'

export { inserted, kept, replaced, type Part, type Place, type RowsFor } from './parts.ts'

/** Sends a statement: on any free connection, as a transaction of its own, or within a transaction. */
export type Ask = <Row extends QueryResultRow>(sent: {
  name: string
  text: string
  values: string[]
}) => Promise<Row[]>

export const askAlone =
  ({ pool }: Pick<Connections, 'pool'>): Ask =>
  async <Row extends QueryResultRow>(sent: Parameters<Ask>[0]): Promise<Row[]> => {
    try {
      return (await pool.query<Row>(sent)).rows
    } catch (error) {
      throw asUnavailable(error) ?? error
    }
  }

export const askWithin =
  (tx: Tx): Ask =>
  ({ text, values }) =>
    tx.query(text, values)

interface Prepared {
  /** Of this process; PostgreSQL keeps no more than 63 letters of it. */
  readonly name: string
  readonly text: string
}

/** Prepared once on each connection: the tables written together always come with the same columns. */
const statements = new Map<string, Prepared>()

function preparedFor(key: string, textOf: () => string): Prepared {
  const known = statements.get(key)
  if (known) return known
  const fresh = { name: `${key.slice(0, 40)} ${statements.size + 1}`, text: textOf() }
  statements.set(key, fresh)
  return fresh
}

/** The parts after the first `taken` parameters, each under its own name. */
const textOf = (parts: readonly Part[], taken: number, when: string): string =>
  parts.map((part, nth) => `, ${part.text({ name: `part${nth}`, at: `$${taken + nth + 1}`, when })}`).join('')

const keyOf = (parts: readonly Part[]): string => parts.map(({ key }) => key).join('+')

async function isDone(ask: Ask, prepared: Prepared, values: string[]): Promise<boolean> {
  return (await ask({ ...prepared, values })).length === 1
}

/**
 * Writes the row under its unique key, and with it all the others, or nothing when the key is taken: one statement,
 * one round trip, one transaction. A key that is being written waits for the outcome. Returns whether it was new.
 */
export async function writeIfNew(ask: Ask, key: RowsFor, others: readonly RowsFor[]): Promise<boolean> {
  const parts = others.filter(({ rows }) => rows.length > 0).map(other => inserted(other))
  const prepared = preparedFor(`new ${getTableName(key.table)}+${keyOf(parts)}`, () => {
    const rest = textOf(parts, 1, 'exists (select from fresh)')
    return `with fresh as (${insertOf(key, '$1')} on conflict do nothing returning 1)${rest} select from fresh`
  })
  return isDone(ask, prepared, [asJson(key), ...parts.map(({ value }) => value)])
}

/** Rows as they are to stand, each with the version from which that was decided. The table has `id` and `version`. */
export interface Versioned extends RowsFor {
  readonly from: readonly { readonly id: string; readonly version: number }[]
}

function stillText(to: Versioned, parts: readonly Part[]): string {
  const table = quoted(getTableName(to.table))
  const set = columnsOf(to)
    .filter(({ key }) => key !== 'id')
    .map(({ name }) => `${quoted(name)} = wanted.${quoted(name)}`)
  return `
with was as (select * from json_to_recordset($1) as was(id uuid, version int)),
held as (select row.id from ${table} row join was on was.id = row.id and was.version = row.version
  order by row.id for update of row),
still as (update ${table} row set ${set.join(', ')} from json_populate_recordset(null::${table}, $2) wanted
  where row.id = wanted.id and (select count(*) from held) = (select count(*) from was) returning 1)
${textOf(parts, 2, 'exists (select from still)')}
select from still limit 1`
}

/**
 * Writes rows if all of them are still of the versions they were decided from, and with them everything else, or
 * nothing at all: one statement, so that nothing is held while anything is waited for. Whoever writes one of the rows
 * at the moment is waited for, in the order of their ids. Returns whether it was written; if not, decide anew.
 */
export async function writeIfStill(ask: Ask, to: Versioned, parts: readonly Part[]): Promise<boolean> {
  const key = `still ${getTableName(to.table)}+${keyOf(parts)}`
  const prepared = preparedFor(key, () => stillText(to, parts))
  return isDone(ask, prepared, [JSON.stringify(to.from), asJson(to), ...parts.map(({ value }) => value)])
}

/** Writes all the parts by one statement, whatever stands there. */
export async function writeParts(ask: Ask, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return
  const prepared = preparedFor(
    `all ${keyOf(parts)}`,
    () => `with whole as (select)${textOf(parts, 0, 'true')} select`,
  )
  await ask({ ...prepared, values: parts.map(({ value }) => value) })
}

/** Writes many rows of one table by one statement. */
export async function writeRows(tx: Tx, wanted: RowsFor): Promise<void> {
  if (wanted.rows.length > 0) await tx.query(insertOf(wanted, '$1'), [asJson(wanted)])
}

/** Writes those rows whose keys are not taken, by one statement; the table has an `id`. Returns the ids written. */
export async function writeFreshRows(tx: Tx, wanted: RowsFor): Promise<Set<string>> {
  if (wanted.rows.length === 0) return new Set()
  const text = `${insertOf(wanted, '$1')} on conflict do nothing returning id`
  const written = await tx.query<{ id: string }>(text, [asJson(wanted)])
  return new Set(written.map(({ id }) => id))
}
