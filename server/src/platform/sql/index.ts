import { getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '../db/index.ts'
import { preparedFor, type SendStatement } from './asking.ts'
import { asJson, columnsOf, insertOf, keyOfRows, quoted, type Cte, type RowsFor } from './ctes.ts'

export { onPool, onTransaction, type SendStatement } from './asking.ts'
export { writeBundles, type Bundle } from './bundles.ts'
export { batched } from './batched.ts'
export { insert, insertIgnore, upsert, type Cte, type CtePlace, type RowsFor } from './ctes.ts'

/** The ctes after the first `taken` parameters, each under its own name. */
const textOf = (ctes: readonly Cte[], taken: number, when: string): string =>
  ctes.map((cte, nth) => `, ${cte.text({ name: `cte${nth}`, at: `$${taken + nth + 1}`, when })}`).join('')

const keyOf = (ctes: readonly Cte[]): string => ctes.map(({ key }) => key).join('+')

/** Rows as they are to stand, each with the version from which that was decided. The table has `id` and `version`. */
export interface Versioned extends RowsFor {
  readonly from: readonly { readonly id: string; readonly version: number }[]
}

function updateText(to: Versioned, ctes: readonly Cte[]): string {
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
${textOf(ctes, 2, 'exists (select from still)')}
select from still limit 1`
}

/**
 * Writes rows if all of them are still of the versions they were decided from, and with them everything else, or
 * nothing at all: one statement, so that nothing is held while anything is waited for. Whoever writes one of the rows
 * at the moment is waited for, in the order of their ids. Returns whether it was written; if not, decide anew.
 */
export async function updateIfVersion(
  ask: SendStatement,
  to: Versioned,
  ctes: readonly Cte[],
): Promise<boolean> {
  const key = `still ${keyOfRows(to)}+${keyOf(ctes)}`
  const prepared = preparedFor(key, () => updateText(to, ctes))
  const values = [JSON.stringify(to.from), asJson(to), ...ctes.map(({ value }) => value)]
  return (await ask({ ...prepared, values })).length === 1
}

/** Writes all the ctes by one statement, whatever stands there. */
export async function writeAll(ask: SendStatement, ctes: readonly Cte[]): Promise<void> {
  if (ctes.length === 0) return
  const prepared = preparedFor(
    `all ${keyOf(ctes)}`,
    () => `with whole as (select)${textOf(ctes, 0, 'true')} select`,
  )
  await ask({ ...prepared, values: ctes.map(({ value }) => value) })
}

/** Writes many rows of one table by one statement. */
export async function writeRows<Table extends PgTable>(tx: Tx, wanted: RowsFor<Table>): Promise<void> {
  if (wanted.rows.length > 0) await tx.query(insertOf(wanted, '$1'), [asJson(wanted)])
}

/** Writes those rows whose keys are not taken, by one statement; the table has an `id`. Returns the ids written. */
export async function writeFreshRows<Table extends PgTable>(
  tx: Tx,
  wanted: RowsFor<Table>,
): Promise<Set<string>> {
  if (wanted.rows.length === 0) return new Set()
  const text = `${insertOf(wanted, '$1')} on conflict do nothing returning id`
  const written = await tx.query<{ id: string }>(text, [asJson(wanted)])
  return new Set(written.map(({ id }) => id))
}
