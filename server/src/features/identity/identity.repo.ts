import type { MemberView, Role } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { and, eq, gt, isNull, like, or, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { accounts } from './identity.tables.ts'

/** An account as this feature knows it. Its hash leaves this folder nowhere. */
export type AccountRow = typeof accounts.$inferSelect

export interface NewAccount {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly initials: string
  /** argon2id; null for an account that nobody can sign in to. */
  readonly passwordHash: string | null
  readonly role: Role
  readonly scope: string
  readonly unitId: string | null
  readonly phoneSealed?: string | null
  readonly phoneKey?: string | null
  readonly mustChangePassword?: boolean
  readonly isDemo: boolean
  readonly createdAt: Instant
}

const batch = 1_000

/** Adds accounts; those whose name is taken are passed over. Returns how many were added. */
export async function addAccounts(tx: Tx, rows: readonly NewAccount[]): Promise<number> {
  let added = 0
  for (let from = 0; from < rows.length; from += batch) {
    const some = rows.slice(from, from + batch).map(row => ({ ...row, updatedAt: row.createdAt }))
    added += (await tx.orm.insert(accounts).values(some).onConflictDoNothing().returning({ id: accounts.id }))
      .length
  }
  return added
}

export async function accountNamed(
  { orm }: Pick<Database, 'orm'> | Tx,
  account: string,
): Promise<AccountRow | undefined> {
  const [row] = await orm.select().from(accounts).where(eq(accounts.account, account))
  return row
}

/** An account that nobody else changes before the transaction ends. */
export async function accountLocked(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const [row] = await tx.orm.select().from(accounts).where(eq(accounts.id, id)).for('update')
  return row
}

/** So many accounts from the first on, or after one of them: by division, then by name. */
export function accountsAfter(
  { orm }: Pick<Database, 'orm'>,
  after: Pick<AccountRow, 'scope' | 'account'> | undefined,
  limit: number,
): Promise<AccountRow[]> {
  const { scope, account } = accounts
  const rest = after && or(gt(scope, after.scope), and(eq(scope, after.scope), gt(account, after.account)))
  return orm.select().from(accounts).where(rest).orderBy(scope, account).limit(limit)
}

/** The names of all accounts, for whoever adds one that must not be mistaken for another. */
export async function accountNames({ orm }: Tx): Promise<string[]> {
  return (await orm.select({ account: accounts.account }).from(accounts)).map(({ account }) => account)
}

export type AccountUpdate = Partial<
  Omit<AccountRow, 'id' | 'account' | 'isDemo' | 'createdAt' | 'updatedAt' | 'version'>
>

export async function changeAccount(
  tx: Tx,
  id: string,
  change: AccountUpdate & { updatedAt: Instant },
): Promise<AccountRow> {
  const [row] = await tx.orm
    .update(accounts)
    .set({ ...change, version: sql`${accounts.version} + 1` })
    .where(eq(accounts.id, id))
    .returning()
  if (!row) throw new Error('an account that was just read is gone')
  return row
}

interface MemberFilter {
  readonly area: string
  readonly role: Role | undefined
  readonly after: { readonly scope: string; readonly id: string } | undefined
  readonly limit: number
}

/** Accounts in use whose scope begins with the area, ordered by scope and id. */
export function membersIn({ orm }: Pick<Database, 'orm'>, filter: MemberFilter): Promise<MemberView[]> {
  const { area, role, after, limit } = filter
  const { id, name, initials, scope, unitId } = accounts
  return orm
    .select({ id, name, initials, role: accounts.role, scope, unitId })
    .from(accounts)
    .where(
      and(
        isNull(accounts.disabledAt),
        like(scope, `${area}%`),
        role && eq(accounts.role, role),
        after && or(gt(scope, after.scope), and(eq(scope, after.scope), gt(id, after.id))),
      ),
    )
    .orderBy(scope, id)
    .limit(limit)
}

/** Whether the demo county's accounts are here. */
export async function hasDemoAccounts({ orm }: Pick<Database, 'orm'> | Tx): Promise<boolean> {
  const [row] = await orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.isDemo, true)).limit(1)
  return row !== undefined
}
