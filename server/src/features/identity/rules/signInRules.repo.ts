import { defaultSignInRules, type SignInRules, type SignInRulesView } from '@shuniu/shared/identity'
import { instant, type Instant } from '@shuniu/shared/kernel'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { signInRules } from './signInRules.tables.ts'

/** What holds now, and who said so. */
export async function readSignInRules({ orm }: Pick<Database, 'orm'> | Tx): Promise<SignInRulesView> {
  const [row] = await orm.select().from(signInRules)
  if (!row) return { ...defaultSignInRules, version: 0, changedBy: null, changedAt: null }
  const { administratorsNeedCode, passwordDays, version, changedBy, changedAt } = row
  return { administratorsNeedCode, passwordDays, version, changedBy, changedAt: instant(changedAt) }
}

/** Two who change them at once do it one after the other. */
export const lockSignInRules = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310612)')

export async function putSignInRules(
  tx: Tx,
  row: SignInRules & { changedBy: string; changedAt: Instant; version: number },
): Promise<void> {
  await tx.orm
    .insert(signInRules)
    .values({ id: 1, ...row })
    .onConflictDoUpdate({ target: signInRules.id, set: row })
}
