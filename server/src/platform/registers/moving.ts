import { getTableName } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '../db/index.ts'

/** A code of a division or grid that took the place of another. */
export interface MovedCode {
  readonly from: string
  readonly to: string
}

/** The moves as two arrays, for `unnest`. */
export const movesAsArrays = (moves: readonly MovedCode[]): [string[], string[]] => [
  moves.map(({ from }) => from),
  moves.map(({ to }) => to),
]

interface CodeColumn {
  /** Of a table that has an `id`. */
  readonly column: PgColumn
  /** Further columns that are set with it, in SQL: `t.version + 1` by the name of the column. */
  readonly also?: Readonly<Record<string, string>>
}

/**
 * Rows whose column names one of the codes name the other from now on. Names of columns come from our own code, values never
 * do. Answers the ids of the rows that changed.
 */
export async function moveCodes(
  tx: Tx,
  moves: readonly MovedCode[],
  { column, also = {} }: CodeColumn,
): Promise<string[]> {
  const set = Object.entries({ [column.name]: 'moved.next', ...also }).map(pair => pair.join(' = '))
  const rows = await tx.query<{ id: string }>(
    `update ${getTableName(column.table)} t set ${set.join(', ')}
       from unnest($1::text[], $2::text[]) as moved(former, next)
      where t.${column.name} = moved.former returning t.id`,
    movesAsArrays(moves),
  )
  return rows.map(({ id }) => id)
}
