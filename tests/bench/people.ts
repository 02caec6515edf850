import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@shuniu/shared/identity'
import type pg from 'pg'

/** Somebody of the demo county, signed in. */
export interface Person {
  readonly id: string
  readonly account: string
  readonly role: Role
  readonly scope: string
  readonly unitId: string | null
  readonly name: string
  readonly cookie: string
}

const dayS = 86_400

/**
 * Signs everybody in by writing their sessions as the server would: four thousand sign-ins over HTTP would be minutes
 * of password hashing, and no figure of the bench is about signing in.
 */
export async function signInAll(pool: pg.Pool): Promise<Person[]> {
  const { rows } = await pool.query<Omit<Person, 'cookie'>>(
    `select id, account, role, scope, unit_id as "unitId", name from accounts
      where disabled_at is null order by scope, role, account`,
  )
  const people = rows.map(row => ({ ...row, token: randomBytes(32).toString('base64url') }))
  await pool.query(
    `insert into sessions (token_hash, account_id, created_at, last_seen_at, idle_in_s, idle_at, expires_at)
     select hash, id, now(), now(), ${dayS}, now() + interval '1 day', now() + interval '1 day'
       from unnest($1::text[], $2::uuid[]) as given (hash, id)`,
    [people.map(({ token }) => createHash('sha256').update(token).digest('hex')), people.map(({ id }) => id)],
  )
  return people.map(({ token, ...person }) => ({ ...person, cookie: `shuniu_session=${token}` }))
}
