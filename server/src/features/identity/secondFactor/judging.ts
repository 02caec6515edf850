import { isOneTimeCode, plainCode } from '@shuniu/shared/identity'
import { grant, refuse, type Instant, type Result } from '@shuniu/shared/kernel'
import type { Tx } from '../../../platform/db/index.ts'
import type { Secrets } from '../../../platform/secrets/index.ts'
import { recoveryHashOf } from './recovery.ts'
import { sealedSecretOf, spendRecoveryCode, spendStep } from './secondFactor.repo.ts'
import { stepOf } from './totp.ts'

interface CodeTry {
  readonly accountId: string
  /** As it was typed. */
  readonly code: string
  readonly at: Instant
}

/** What a right code was. */
export interface SpentCode {
  readonly isRecovery: boolean
}

/**
 * Takes six digits of a secret that is sealed, once. Refuses: `secondFactor.wrongCode`, `secondFactor.usedCode`,
 * `secondFactor.unreadable`.
 */
export async function spendDigits(
  tx: Tx,
  { accountId, code, at, sealed }: CodeTry & { readonly sealed: string },
  { open }: Pick<Secrets, 'open'>,
): Promise<Result<SpentCode>> {
  const secret = open(sealed)
  if (secret === undefined) return refuse('secondFactor.unreadable')
  const step = stepOf(secret, plainCode(code), at)
  if (step === undefined) return refuse('secondFactor.wrongCode')
  return (await spendStep(tx, accountId, step))
    ? grant({ isRecovery: false })
    : refuse('secondFactor.usedCode')
}

/**
 * Takes a code of an account's second factor, 动态口令 or a recovery code; what was taken is taken no more. Refuses as
 * `spendDigits` does.
 */
export async function spendCode(
  tx: Tx,
  trying: CodeTry,
  secrets: Pick<Secrets, 'open' | 'derive'>,
): Promise<Result<SpentCode>> {
  const { accountId, code, at } = trying
  if (isOneTimeCode(plainCode(code))) {
    const sealed = await sealedSecretOf(tx, accountId)
    return sealed === undefined
      ? refuse('secondFactor.wrongCode')
      : spendDigits(tx, { ...trying, sealed }, secrets)
  }
  const codeHash = recoveryHashOf(secrets, accountId, code)
  const spent = await spendRecoveryCode(tx, { accountId, codeHash, at })
  if (spent === 'spent') return grant({ isRecovery: true })
  return refuse(spent === 'used' ? 'secondFactor.usedCode' : 'secondFactor.wrongCode')
}
