import type pg from 'pg'
import { columnsOf, copied } from './manyCases.ts'

/** Of copies that are open: told by their numbers, so that they can be taken away again. */
const isCopy = `number like '%-9_____'`
const firstCopy = 900_000

/** Copies the open cases as they are until there are `n` of them; gives how many there are. */
export async function copyOpenCases(pool: pg.Pool, n: number): Promise<number> {
  const columns = await columnsOf(pool, 'cases')
  const names = columns.map(({ name }) => name).join(', ')
  const copy = `insert into cases (${names}) select ${columns.map(copied).join(', ')} from cases
                 where is_open and not (${isCopy}) limit $3`
  const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from cases where is_open')
  let total = rows[0]?.n ?? 0
  for (let nth = firstCopy; total < n; nth += 1) {
    const { rowCount } = await pool.query(copy, [nth, 0, n - total])
    if (!rowCount) throw new Error('there are no open cases to copy')
    total += rowCount
  }
  await pool.query('analyze cases')
  return total
}

export async function dropOpenCopies(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from cases where ${isCopy}`)
  await pool.query('vacuum analyze cases')
}
