import type { Instant } from '@shuniu/shared/kernel'
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { accounts, sessions } from './identity.tables.ts'
import { recoveryCodes, secondFactors, signInTickets } from './secondFactor/secondFactor.tables.ts'
import { isPassword } from './passwords.ts'
import { renewEpoch } from './sessions.repo.ts'

/** Demo accounts are written with one hash for all; those few that differ were changed by their holders. */
const hashesLookedAt = 20

/** Whether a password opens any account of the demo county, whatever a file says of it. */
export async function opensDemo({ orm }: Pick<Database, 'orm'>, password: string): Promise<boolean> {
  const kept = await orm
    .select({ hash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.isDemo, true))
    .groupBy(accounts.passwordHash)
    .orderBy(desc(sql`count(*)`))
    .limit(hashesLookedAt)
  const opened = await Promise.all(kept.map(async ({ hash }) => hash !== null && isPassword(hash, password)))
  return opened.includes(true)
}

/** Gives every account of the demo county that has a password another one, takes second factors away that a visitor set up, and ends its sessions. */
export async function renewDemoPassword(tx: Tx, made: { passwordHash: string; at: Instant }) {
  const renewed = await tx.orm
    .update(accounts)
    .set({
      passwordHash: made.passwordHash,
      passwordSetAt: made.at,
      secondFactorAt: null,
      updatedAt: made.at,
      version: sql`${accounts.version} + 1`,
    })
    .where(and(eq(accounts.isDemo, true), isNotNull(accounts.passwordHash)))
    .returning({
      id: accounts.id,
      account: accounts.account,
      name: accounts.name,
      role: accounts.role,
      scope: accounts.scope,
      unitId: accounts.unitId,
    })
  const demo = tx.orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.isDemo, true))
  for (const table of [sessions, signInTickets, secondFactors, recoveryCodes]) {
    await tx.orm.delete(table).where(inArray(table.accountId, demo))
  }
  await renewEpoch(tx)
  return renewed
}
