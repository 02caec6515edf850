import type { QueryResultRow } from 'pg'
import { asUnavailable, type Connections, type Tx } from '../db/index.ts'

/** Sends a statement: on any free connection, as a transaction of its own, or within a transaction. */
export type SendStatement = <Row extends QueryResultRow>(sent: {
  name: string
  text: string
  values: (string | readonly string[])[]
}) => Promise<Row[]>

export const onPool =
  ({ pool }: Pick<Connections, 'pool'>): SendStatement =>
  async <Row extends QueryResultRow>(sent: Parameters<SendStatement>[0]): Promise<Row[]> => {
    try {
      return (await pool.query<Row>(sent)).rows
    } catch (error) {
      throw asUnavailable(error) ?? error
    }
  }

export const onTransaction =
  (tx: Tx): SendStatement =>
  ({ text, values }) =>
    tx.query(text, values)

export interface Prepared {
  /** Of this process; PostgreSQL keeps no more than 63 letters of it. */
  readonly name: string
  readonly text: string
}

/** Prepared once on each connection. */
const statements = new Map<string, Prepared>()

/** The statement of a key, made once: the key says every table and column of the text. */
export function preparedFor(key: string, textOf: () => string): Prepared {
  const known = statements.get(key)
  if (known) return known
  const fresh = { name: `${key.slice(0, 40)} ${statements.size + 1}`, text: textOf() }
  statements.set(key, fresh)
  return fresh
}
