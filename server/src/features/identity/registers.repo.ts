import { administratorRoles, type Role } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import type { Database, Tx } from '../../platform/db/index.ts'
import { registerOf } from '../../platform/registers/index.ts'
import { noteActs } from '../audit/index.ts'
import { subjectOf } from './accounts/view.ts'
import { accounts } from './identity.tables.ts'
import { renewEpoch } from './sessions.repo.ts'
import { skeletonOf } from './skeleton.ts'

export const accountRegister = registerOf({ table: accounts, key: 't.account', id: 'id' })

/** The names of all accounts by how they read at a glance. */
export async function accountsAlike({ pool }: Pick<Database, 'pool'>): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ account: string }>('select account from accounts')
  return new Map(rows.map(({ account }) => [skeletonOf(account), account]))
}

/** Why no table of somebody's changes an account: an administrator holds it, or it lies outside their division and its units. */
export type KeptAccount = 'account.isAdmin' | 'account.elsewhere'

/** The accounts that no table brought for a division changes; for an empty one, the county, those of administrators alone. */
export async function keptAccounts(
  { pool }: Pick<Database, 'pool'>,
  { scope, unitIds }: { readonly scope: string; readonly unitIds: readonly string[] },
): Promise<ReadonlyMap<string, KeptAccount>> {
  const { rows } = await pool.query<{ account: string; why: KeptAccount }>(
    `select account, case when role = any($1::text[]) then 'account.isAdmin' else 'account.elsewhere' end as why
       from accounts
      where role = any($1::text[])
         or $2 <> '' and (not starts_with(scope, $2) or unit_id is not null and not unit_id = any($3::uuid[]))`,
    [administratorRoles, scope, unitIds],
  )
  return new Map(rows.map(({ account, why }) => [account, why]))
}

/** The divisions and grids of accounts in use whose role is one of these, in a division. */
export async function scopesHeld(
  { pool }: Pick<Database, 'pool'>,
  { roles, within }: { readonly roles: readonly Role[]; readonly within: string },
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ scope: string }>(
    `select distinct scope from accounts
      where disabled_at is null and role = any($1::text[]) and starts_with(scope, $2) limit 50000`,
    [roles, within],
  )
  return new Set(rows.map(({ scope }) => scope))
}

/** The accounts that belong to some of these divisions, grids or units, at most `limit`. */
export async function accountsLeaningOn(
  tx: Tx,
  { scopes, unitIds, limit }: { scopes: readonly string[]; unitIds: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ account: string }>(
    `select account from accounts where scope = any($1::text[]) or unit_id = any($2::uuid[])
      order by account limit $3`,
    [scopes, unitIds, limit],
  )
  return rows.map(({ account }) => account)
}

/** Ends the sessions of accounts whose rights have changed. */
export async function endSessionsOfAll(tx: Tx, accountNames: readonly string[]): Promise<void> {
  if (accountNames.length === 0) return
  await tx.query(
    'delete from sessions where account_id in (select id from accounts where account = any($1::text[]))',
    [accountNames],
  )
  await tx.query(
    'delete from sign_in_tickets where account_id in (select id from accounts where account = any($1::text[]))',
    [accountNames],
  )
  await renewEpoch(tx)
}

/** Writes down that an import made accounts. */
export async function noteImported(
  tx: Tx,
  made: { accountNames: readonly string[]; actor: string; reason: string; at: Instant },
): Promise<void> {
  if (made.accountNames.length === 0) return
  const { actor, reason, at } = made
  const rows = await tx.query<{ id: string; name: string; account: string }>(
    'select id, name, account from accounts where account = any($1::text[]) order by account',
    [made.accountNames],
  )
  await noteActs(
    tx,
    rows.map(row => ({ at, by: actor, kind: 'account.create', subject: subjectOf(row), reason })),
  )
}
