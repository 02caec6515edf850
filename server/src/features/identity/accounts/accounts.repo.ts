import { administratorRoles, type AccountState, type Role } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { and, eq, gt, inArray, isNotNull, isNull, like, or, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../../platform/db/index.ts'
import type { AccountRow } from '../identity.repo.ts'
import { accountCommandIds, accounts } from '../identity.tables.ts'

/** Two who administer accounts at once do it one after the other: names stay unlike, and no two leave an office empty. */
export const lockAccounts = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310611)')

export async function accountById(
  { orm }: Pick<Database, 'orm'> | Tx,
  id: string,
): Promise<AccountRow | undefined> {
  const [row] = await orm.select().from(accounts).where(eq(accounts.id, id))
  return row
}

/** More holders of the three administrations than any county has. */
const mostAdministrators = 2_000

/** Those who hold one of the three administrations and can sign in. */
export const workingAdministrators = (tx: Tx): Promise<AccountRow[]> =>
  tx.orm
    .select()
    .from(accounts)
    .where(
      and(
        inArray(accounts.role, [...administratorRoles]),
        isNull(accounts.disabledAt),
        isNotNull(accounts.passwordHash),
      ),
    )
    .limit(mostAdministrators)

/** The hash that a command was sent with; undefined for one that is new. */
export async function hashOfCommand({ orm }: Tx, id: string): Promise<string | undefined> {
  const [row] = await orm.select().from(accountCommandIds).where(eq(accountCommandIds.id, id))
  return row?.hash
}

export async function keepCommand(tx: Tx, command: { id: string; hash: string; at: Instant }): Promise<void> {
  await tx.orm.insert(accountCommandIds).values(command)
}

const forgottenAtOnce = 10_000

/** Forgets the ids of commands that nobody sends again. */
export async function forgetCommands(tx: Tx, before: Instant): Promise<void> {
  await tx.query(
    'delete from account_command_ids where id in (select id from account_command_ids where at < $1 limit $2)',
    [before, forgottenAtOnce],
  )
}

interface AccountFilter {
  readonly area: string
  readonly q: string | undefined
  readonly role: Role | undefined
  readonly state: AccountState | undefined
  /** The keys of those that have to wait. */
  readonly locked: ReadonlySet<string>
  readonly after: Pick<AccountRow, 'scope' | 'account'> | undefined
  readonly limit: number
}

/** As `accountKeyOf` reckons it. */
const keyColumn = sql`translate(rtrim(encode(sha256(convert_to(${accounts.account}, 'UTF8')), 'base64'), '='), '+/', '-_')`

function isInState(state: AccountState, locked: ReadonlySet<string>) {
  switch (state) {
    case 'enabled':
      return isNull(accounts.disabledAt)
    case 'disabled':
      return isNotNull(accounts.disabledAt)
    case 'mustChange':
      return eq(accounts.mustChangePassword, true)
    case 'locked':
      return sql`${keyColumn} = any(${sql.param([...locked])})`
  }
}

function answersTo(q: string) {
  const typed = q.trim().toLowerCase()
  return or(
    sql`position(${typed} in lower(${accounts.account})) > 0`,
    sql`position(${typed} in lower(${accounts.name})) > 0`,
    sql`starts_with(${accounts.initials}, ${typed})`,
  )
}

/** The accounts of an area that answer to the filter, by division and name. */
export function accountsIn({ orm }: Pick<Database, 'orm'>, filter: AccountFilter): Promise<AccountRow[]> {
  const { area, q, role, state, locked, after, limit } = filter
  const { scope, account } = accounts
  return orm
    .select()
    .from(accounts)
    .where(
      and(
        like(scope, `${area}%`),
        role && eq(accounts.role, role),
        state && isInState(state, locked),
        q === undefined ? undefined : answersTo(q),
        after && or(gt(scope, after.scope), and(eq(scope, after.scope), gt(account, after.account))),
      ),
    )
    .orderBy(scope, account)
    .limit(limit)
}
