import type { Connections, Tx } from '../db/index.ts'
import { inOrder, numberedColumns, type NumberedFact } from '../outbox/index.ts'

/** More than this of one follower are not kept: then the oldest go, and the log has said which they were. */
const parkedAtMost = 10_000
const triedAtOnce = 100
/** What is kept of an error; it names no person, but it need not be long either. */
const errorLetters = 500

interface Parked {
  readonly follower: string
  readonly seq: number
  readonly error: string
}

/** Keeps a fact for later; gives how many older ones had to make room. */
export async function park(tx: Tx, { follower, seq, error }: Parked): Promise<number> {
  await tx.query(
    `insert into parked_facts (follower, seq, error, at) values ($1, $2, $3, clock_timestamp()) on conflict do nothing`,
    [follower, seq, error.slice(0, errorLetters)],
  )
  const forgotten = await tx.query(
    `delete from parked_facts where follower = $1 and seq <=
       (select seq from parked_facts where follower = $1 order by seq desc offset $2 limit 1) returning seq`,
    [follower, parkedAtMost],
  )
  return forgotten.length
}

export const parkedAfter = (tx: Tx, follower: string, after: number): Promise<NumberedFact[]> =>
  tx.query<NumberedFact>(
    `select ${numberedColumns} from outbox where seq in
       (select seq from parked_facts where follower = $1 and seq > $2 order by seq limit $3) ${inOrder}`,
    [follower, after, triedAtOnce],
  )

export async function retried(tx: Tx, { follower, seq, error }: Parked): Promise<void> {
  await tx.query(
    'update parked_facts set retries = retries + 1, error = $3 where follower = $1 and seq = $2',
    [follower, seq, error.slice(0, errorLetters)],
  )
}

export async function unpark(tx: Tx, follower: string, seq: number): Promise<void> {
  await tx.query('delete from parked_facts where follower = $1 and seq = $2', [follower, seq])
}

/** How far behind each follower is, and how many facts it could not take. */
export async function followerStates({ pool }: Pick<Connections, 'pool'>) {
  const { rows } = await pool.query<{ name: string; behind: number; parked: number }>(
    `select f.name, greatest(s.head - f.seq, 0)::float8 as behind,
            (select count(*) from parked_facts p where p.follower = f.name)::float8 as parked
       from followers f, stream s order by f.name limit 50`,
  )
  return rows
}

/** How many facts are parked, by follower. */
export async function parkedCounts({ pool }: Pick<Connections, 'pool'>): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ follower: string; n: number }>(
    'select follower, count(*)::float8 as n from parked_facts group by follower',
  )
  return new Map(rows.map(({ follower, n }) => [follower, n]))
}
