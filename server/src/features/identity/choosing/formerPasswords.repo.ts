import type { Instant } from '@shuniu/shared/kernel'
import { desc, eq } from 'drizzle-orm'
import type { Database, Tx } from '../../../platform/db/index.ts'
import type { AccountRow } from '../identity.repo.ts'
import { isPassword } from '../passwords.ts'
import { formerPasswords } from './formerPasswords.tables.ts'

/** So many passwords before the present one are not taken again. */
const formerKept = 5

/** Keeps the hash of a password that is about to be replaced. */
export async function keepFormerPassword(
  tx: Tx,
  { id: accountId, passwordHash }: Pick<AccountRow, 'id' | 'passwordHash'>,
  replacedAt: Instant,
): Promise<void> {
  if (passwordHash === null) return
  await tx.orm
    .insert(formerPasswords)
    .values({ accountId, passwordHash, replacedAt })
    .onConflictDoUpdate({
      target: [formerPasswords.accountId, formerPasswords.passwordHash],
      set: { replacedAt },
    })
  await tx.query(
    `delete from former_passwords where account_id = $1 and password_hash in (
       select password_hash from former_passwords where account_id = $1
        order by replaced_at desc, password_hash offset $2)`,
    [accountId, formerKept],
  )
}

/** Whether a password is one of the last that an account had before its present one. */
export async function isFormerPassword(
  { orm }: Pick<Database, 'orm'>,
  accountId: string,
  password: string,
): Promise<boolean> {
  const kept = await orm
    .select({ hash: formerPasswords.passwordHash })
    .from(formerPasswords)
    .where(eq(formerPasswords.accountId, accountId))
    .orderBy(desc(formerPasswords.replacedAt))
    .limit(formerKept)
  const known = await Promise.all(kept.map(({ hash }) => isPassword(hash, password)))
  return known.includes(true)
}
