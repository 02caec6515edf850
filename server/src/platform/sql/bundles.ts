import { getTableName } from 'drizzle-orm'
import { preparedFor, type SendStatement } from './asking.ts'
import { asJson, columnsOf, insertOf, keyOfRows, quoted, type RowsFor } from './ctes.ts'

/** A row under an `id` that may be taken, and all the others that come with it if it is not. */
export interface Bundle {
  readonly key: RowsFor
  readonly id: string
  readonly rows: readonly RowsFor[]
}

/** The rows of one table from all bundles, each with the id of the bundle it came with. */
interface BundledRows {
  readonly of: RowsFor
  readonly ids: readonly string[]
}

function shelvesOf(bundles: readonly Bundle[]): BundledRows[] {
  const byTable = new Map<
    string,
    { table: RowsFor['table']; rows: RowsFor['rows'][number][]; ids: string[] }
  >()
  for (const { id, rows: sets } of bundles) {
    for (const { table, rows } of sets) {
      const name = getTableName(table)
      const shelf = byTable.get(name) ?? { table, rows: [], ids: [] }
      shelf.rows.push(...rows)
      shelf.ids.push(...rows.map(() => id))
      byTable.set(name, shelf)
    }
  }
  return [...byTable.values()]
    .filter(({ rows }) => rows.length > 0)
    .map(({ table, rows, ids }) => ({ of: { table, rows }, ids }))
}

/** `$n` holds the rows, `$n+1` the ids of their bundles in the same order. */
function shelfText({ of }: BundledRows, nth: number): string {
  const table = quoted(getTableName(of.table))
  const columns = columnsOf(of)
    .map(({ name }) => quoted(name))
    .join(', ')
  return `, shelf${nth} as (insert into ${table} (${columns}) select ${columns}
  from rows from (json_populate_recordset(null::${table}, $${2 * nth + 2}), unnest($${2 * nth + 3}::uuid[])) as given
 where given.unnest in (select id from fresh))`
}

/**
 * Writes bundles by one statement: each whole, or nothing of it when its id is taken. An id that is being written waits
 * for the outcome; of two bundles of one id the first counts. All tables but the key's are the same for all bundles, and
 * so are their columns. Answers for each bundle whether it was new.
 */
export async function writeBundles(ask: SendStatement, bundles: readonly Bundle[]): Promise<boolean[]> {
  const byId = new Map([...bundles].reverse().map(bundle => [bundle.id, bundle]))
  // In the order of their ids, so that two statements never wait for each other crosswise.
  const distinct = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const [first] = distinct
  if (!first) return []
  const keys = { table: first.key.table, rows: distinct.flatMap(({ key }) => key.rows) }
  const shelves = shelvesOf(distinct)
  const name = [keys, ...shelves.map(({ of }) => of)].map(keyOfRows).join('+')
  const prepared = preparedFor(`new ${name}`, () => {
    const rest = shelves.map(shelfText).join('')
    return `with fresh as (${insertOf(keys, '$1')} on conflict do nothing returning id)${rest} select id from fresh`
  })
  const values = [asJson(keys), ...shelves.flatMap(({ of, ids }) => [asJson(of), ids])]
  const written = new Set((await ask<{ id: string }>({ ...prepared, values })).map(({ id }) => id))
  return bundles.map(bundle => written.has(bundle.id) && byId.get(bundle.id) === bundle)
}
