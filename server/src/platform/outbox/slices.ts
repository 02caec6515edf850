import type { Connections, Tx } from '../db/index.ts'
import {
  inOrder,
  numberedColumns,
  storedColumns,
  StoredFact,
  type NumberedFact,
  type StoredRow,
} from './stored.ts'

/** The facts after a number, in order. */
export async function factsAfter(
  { pool }: Pick<Connections, 'pool'>,
  after: number,
  limit: number,
): Promise<StoredFact[]> {
  const { rows } = await pool.query<StoredRow>({
    name: 'facts after',
    text: `select ${storedColumns} from outbox where seq > $1 ${inOrder} limit $2`,
    values: [after, limit],
  })
  return rows.map(row => new StoredFact(row))
}

export interface Gap {
  readonly after: number
  readonly through: number
  readonly rooms: readonly string[]
  readonly limit: number
}

/** The facts of a gap that any of the rooms hears in any form, in order: one range of the index of numbers. */
export async function factsHeardBy({ pool }: Pick<Connections, 'pool'>, gap: Gap): Promise<StoredFact[]> {
  const { rows } = await pool.query<StoredRow>({
    name: 'facts heard',
    text: `select ${storedColumns} from outbox
            where seq > $1 and seq <= $2 and (told && $3::text[] or masked && $3::text[] or left_rooms && $3::text[])
            ${inOrder} limit $4`,
    values: [gap.after, gap.through, gap.rooms, gap.limit],
  })
  return rows.map(row => new StoredFact(row))
}

/** The facts after a number, in order, as followers read them. */
export const numberedAfter = (tx: Tx, after: number, limit: number): Promise<NumberedFact[]> =>
  tx.query<NumberedFact>(`select ${numberedColumns} from outbox where seq > $1 ${inOrder} limit $2`, [
    after,
    limit,
  ])
