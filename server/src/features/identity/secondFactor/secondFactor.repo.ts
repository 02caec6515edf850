import { setUpKeptS } from '@shuniu/shared/identity'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, count, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { recoveryCodes, secondFactors } from './secondFactor.tables.ts'

type FactorReads = Pick<Database, 'orm'> | Tx

/** The secret that an account shows codes of, sealed; undefined where there is none. */
export async function sealedSecretOf({ orm }: FactorReads, accountId: string): Promise<string | undefined> {
  const [row] = await orm.select().from(secondFactors).where(eq(secondFactors.accountId, accountId))
  return row?.secretSealed
}

/** The same of a secret that was shown a short while ago and has not been confirmed. */
export async function begunSecretOf(tx: Tx, accountId: string, at: Instant): Promise<string | undefined> {
  const { begunAt } = secondFactors
  const [row] = await tx.orm
    .select()
    .from(secondFactors)
    .where(
      and(
        eq(secondFactors.accountId, accountId),
        gt(begunAt, instant(toMs(at) - setUpKeptS * 1_000)),
        isNull(secondFactors.lastStep),
      ),
    )
  return row?.secretSealed
}

/** A new secret in the place of the former one. */
export async function putSecret(
  tx: Tx,
  { accountId, ...secret }: { accountId: string; secretSealed: string; begunAt: Instant },
): Promise<void> {
  const row = { ...secret, lastStep: null }
  await tx.orm
    .insert(secondFactors)
    .values({ accountId, ...row })
    .onConflictDoUpdate({ target: secondFactors.accountId, set: row })
}

/** Takes a step's code; false where it, or a later one, was taken before. Of two who bring it at once one is refused. */
export async function spendStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const { lastStep } = secondFactors
  const spent = await tx.orm
    .update(secondFactors)
    .set({ lastStep: step })
    .where(and(eq(secondFactors.accountId, accountId), or(isNull(lastStep), lt(lastStep, step))))
    .returning({ accountId: secondFactors.accountId })
  return spent.length > 0
}

/** New recovery codes in the place of the former ones; without any, none. */
export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.orm.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
  if (hashes.length === 0) return
  await tx.orm.insert(recoveryCodes).values(hashes.map(codeHash => ({ accountId, codeHash })))
}

interface RecoveryCodeUse {
  readonly accountId: string
  readonly codeHash: string
  readonly at: Instant
}

/** Takes a recovery code: `used` where it was taken before, `unknown` where it is none of the account's. */
export async function spendRecoveryCode(
  tx: Tx,
  { accountId, codeHash, at }: RecoveryCodeUse,
): Promise<'spent' | 'used' | 'unknown'> {
  const isIt = and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.codeHash, codeHash))
  const spent = await tx.orm
    .update(recoveryCodes)
    .set({ usedAt: at })
    .where(and(isIt, isNull(recoveryCodes.usedAt)))
    .returning({ codeHash: recoveryCodes.codeHash })
  if (spent.length > 0) return 'spent'
  const [known] = await tx.orm.select().from(recoveryCodes).where(isIt)
  return known ? 'used' : 'unknown'
}

export async function recoveryCodesLeft({ orm }: FactorReads, accountId: string): Promise<number> {
  const [row] = await orm
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}

/** Nothing of the secret and the recovery codes stays. */
export async function forgetSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.orm.delete(secondFactors).where(eq(secondFactors.accountId, accountId))
  await replaceRecoveryCodes(tx, accountId, [])
}
