import type pg from 'pg'
import { storedColumns, StoredFact, type StoredRow } from '../outbox/index.ts'

/** Facts numbered in one transaction at most. */
export const numberedAtOnce = 1_000

export type NumberingRound =
  | { readonly holdsLease: true; readonly facts: readonly StoredFact[] }
  /** Another process holds the lease. */
  | { readonly holdsLease: false }

/**
 * One transaction, sent whole: the database runs it to its end whatever happens to this process meanwhile, so a process
 * that stands still never keeps the row of the stream. The row is locked first and by the term: whoever has lost the
 * lease numbers nothing. Only then the facts are looked for, in a snapshot of their own that sees all the last holder did.
 */
const numberingUnder = (term: number): string => `
begin;
select head from stream where id = 1 and term = ${term} for update;
with fresh as (
  select id, row_number() over (order by id) as nth
    from (select id from outbox where seq is null order by id limit ${numberedAtOnce}) as waiting
), numbered as (
  update outbox set seq = stream.head + fresh.nth
    from fresh, stream where outbox.id = fresh.id and stream.id = 1 and stream.term = ${term} returning outbox.*
), moved as (
  update stream set head = head + (select count(*) from numbered)
    where id = 1 and term = ${term} and exists (select 1 from numbered)
)
select ${storedColumns} from numbered order by numbered.seq;
commit`

/** Numbers the committed facts that have no number yet, in the order of their ids, and commits durably. Gives those. */
export async function numberFacts(connection: pg.Client, term: number): Promise<NumberingRound> {
  if (!Number.isSafeInteger(term)) throw new Error(`a lease has no term ${term}`)
  // The driver answers several statements with an array, which its types do not say.
  const [, seat, numbered] = [await connection.query<StoredRow>(numberingUnder(term))].flat()
  if (seat?.rowCount !== 1) return { holdsLease: false }
  return { holdsLease: true, facts: (numbered?.rows ?? []).map(row => new StoredFact(row)) }
}

/** Cheap, and writes nothing: for looking when nobody rang. */
export async function hasUnnumbered(connection: pg.Client): Promise<boolean> {
  const { rows } = await connection.query<{ has: boolean }>(
    'select exists (select 1 from outbox where seq is null) as has',
  )
  return rows[0]?.has === true
}
