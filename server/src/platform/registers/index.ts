import { getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '../db/index.ts'

export { moveCodes, movesAsArrays, type MovedCode } from './moving.ts'

/** A row as the database writes it: columns by their names there. */
export type ColumnValues = Readonly<Record<string, unknown>>

/** A row that stands, under the key that files name it by. */
export interface StandingRow {
  readonly version: number
  readonly row: ColumnValues
}

/** Columns of a row that is to change, and the version from which that was decided. */
export interface RowChange {
  readonly id: unknown
  readonly version: number
  readonly set: ColumnValues
}

/** A table whose rows are known to the world by a key of their own, written many at a time. */
export interface RowRegister {
  /** Those that stand, by key, held until the transaction ends; an empty key names none. */
  standing(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, StandingRow>>
  /** Adds rows that all have the same columns; they are of version 1. */
  add(tx: Tx, rows: readonly ColumnValues[]): Promise<void>
  /** Changes rows that stand and were just held; each grows by one version. */
  change(tx: Tx, changes: readonly RowChange[]): Promise<void>
  remove(tx: Tx, keys: readonly string[]): Promise<void>
  /** What a row is found by in `change`. */
  readonly id: string
}

interface RegisteredTable {
  readonly table: PgTable
  /** SQL of the key, of columns of `t`. */
  readonly key: string
  /** Of the key; `text` unless said otherwise. */
  readonly keyType?: 'uuid'
  /** The primary key's column. */
  readonly id: string
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Makes a register of a table that has a `version`. Names of columns come from our own code, values never do. */
export function registerOf({ table, key, keyType, id }: RegisteredTable): RowRegister {
  const name = quoted(getTableName(table))
  const some = `any($1::${keyType ?? 'text'}[])`
  return {
    id,
    async standing(tx, keys) {
      const rows = await tx.query<{ key: string; version: number; row: ColumnValues }>(
        `select ${key} as key, t.version, to_jsonb(t) as row from ${name} t
          where ${key} = ${some} order by ${quoted(id)} for update of t`,
        [keys.filter(one => one !== '')],
      )
      return new Map(rows.map(({ key: of, version, row }) => [of, { version, row }]))
    },
    async add(tx, rows) {
      const [first] = rows
      if (first === undefined) return
      const columns = Object.keys(first).map(quoted).join(', ')
      await tx.query(
        `insert into ${name} (${columns}, version)
         select ${columns}, 1 from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
        [JSON.stringify(rows)],
      )
    },
    async change(tx, changes) {
      const byColumns = new Map<string, RowChange[]>()
      for (const one of changes) {
        const joined = Object.keys(one.set).sort().join()
        const alike = byColumns.get(joined)
        if (alike) alike.push(one)
        else byColumns.set(joined, [one])
      }
      for (const [joined, alike] of byColumns) {
        const set = joined.split(',').map(column => `${quoted(column)} = w.${quoted(column)}`)
        await tx.query(
          `update ${name} t set ${set.join(', ')}, version = t.version + 1
             from jsonb_populate_recordset(null::${name}, $1::jsonb) w
            where t.${quoted(id)} = w.${quoted(id)} and t.version = w.version`,
          [JSON.stringify(alike.map(one => ({ ...one.set, [id]: one.id, version: one.version })))],
        )
      }
    },
    async remove(tx, keys) {
      await tx.query(`delete from ${name} t where ${key} = ${some}`, [keys])
    },
  }
}
