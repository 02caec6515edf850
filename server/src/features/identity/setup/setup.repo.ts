import { administratorRoles } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { accounts, setupCodes } from '../identity.tables.ts'

type SetupReads = Pick<Database, 'orm'> | Tx

export async function hasAccounts({ orm }: SetupReads): Promise<boolean> {
  return (await orm.select({ id: accounts.id }).from(accounts).limit(1)).length > 0
}

/** Whether there is an administrator of any kind, in office or not. */
export async function hasAdministrators({ orm }: SetupReads): Promise<boolean> {
  const found = await orm
    .select({ id: accounts.id })
    .from(accounts)
    .where(inArray(accounts.role, [...administratorRoles]))
    .limit(1)
  return found.length > 0
}

interface NewSetupCode {
  readonly codeHash: string
  readonly triesLeft: number
  readonly expiresAt: Instant
}

/** One code at a time: a new one takes the place of the former. */
export async function putCode(tx: Tx, code: NewSetupCode): Promise<void> {
  await tx.orm
    .insert(setupCodes)
    .values({ id: 1, ...code })
    .onConflictDoUpdate({ target: setupCodes.id, set: code })
}

/** Spends a try before it is judged; undefined when there is no code, it is over, or no try is left. */
export async function takeSetupTry(tx: Tx, at: Instant) {
  const [row] = await tx.orm
    .update(setupCodes)
    .set({ triesLeft: sql`${setupCodes.triesLeft} - 1` })
    .where(and(eq(setupCodes.id, 1), gt(setupCodes.triesLeft, 0), gt(setupCodes.expiresAt, at)))
    .returning()
  return row
}

/** The try was right: it is given back. */
export async function returnSetupTry(tx: Tx): Promise<void> {
  await tx.orm.update(setupCodes).set({ triesLeft: sql`${setupCodes.triesLeft} + 1` })
}

export async function dropCode(tx: Tx): Promise<void> {
  await tx.orm.delete(setupCodes)
}
