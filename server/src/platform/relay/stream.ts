import type { Connections, Database } from '../db/index.ts'
import type { Ids } from '../ids/index.ts'

/** The one numbering as it stands. */
export interface StreamRow {
  /** Renewed by a restore: cursors of another stream mean nothing. */
  readonly stream: string
  readonly head: number
  /** Facts up to here are no longer kept. */
  readonly forgotten: number
}

/** Makes the row of the stream in a new database. */
export async function beginStream({ pool }: Database, ids: Ids): Promise<void> {
  await pool.query(
    'insert into stream (id, stream, head, forgotten, term) values (1, $1, 0, 0, 0) on conflict do nothing',
    [ids.next()],
  )
}

export async function readStream({ pool }: Pick<Connections, 'pool'>): Promise<StreamRow> {
  const { rows } = await pool.query<StreamRow>({
    name: 'read stream',
    text: 'select stream::text, head::float8, forgotten::float8 from stream where id = 1',
  })
  const [row] = rows
  if (!row) throw new Error('the stream has not begun')
  return row
}

/** How many committed facts wait for their number. */
export async function unnumberedCount({ pool }: Pick<Connections, 'pool'>): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::float8 from outbox where seq is null',
  )
  return rows[0]?.count ?? 0
}
