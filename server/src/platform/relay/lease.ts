import type pg from 'pg'

/** In milliseconds, by the database's clock. */
export const leaseMs = 2_000
export const renewEveryMs = 500

const until = `clock_timestamp() + interval '${leaseMs} milliseconds'`

/** Takes the lease when nobody holds it; the new term, or undefined while another holds it. */
export async function claim(connection: pg.Client, holder: string): Promise<number | undefined> {
  const { rows } = await connection.query<{ term: string }>(
    `update stream set term = term + 1, holder = $1, until = ${until}
      where id = 1 and (until is null or until < clock_timestamp()) returning term`,
    [holder],
  )
  return rows[0] && Number(rows[0].term)
}

/** False when another has taken the lease since. */
export async function renew(connection: pg.Client, term: number): Promise<boolean> {
  const { rowCount } = await connection.query(
    `update stream set until = ${until} where id = 1 and term = $1`,
    [term],
  )
  return rowCount === 1
}

/** Gives the lease back, so that the next process need not wait for its end. */
export async function release(connection: pg.Client, term: number): Promise<void> {
  await connection.query('update stream set until = null where id = 1 and term = $1', [term])
}
