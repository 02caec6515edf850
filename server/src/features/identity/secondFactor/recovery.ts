import { createHmac, randomBytes } from 'node:crypto'
import { plainCode, recoveryCodesGiven } from '@shuniu/shared/identity'
import type { Secrets } from '../../../platform/secrets/index.ts'
import { codeIn } from '../accounts/issuing.ts'

/** Ten codes of twelve letters, 59 bits each, as they are shown once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodesGiven }, () => codeIn(randomBytes(64)))

/** What is kept of a code: with neither the server's key nor the account it cannot be searched for in a copy of the database. */
export function recoveryHashOf({ derive }: Pick<Secrets, 'derive'>, accountId: string, code: string): string {
  const key = Buffer.from(derive('recovery codes'), 'base64')
  return createHmac('sha256', key)
    .update(`${accountId} ${plainCode(code)}`)
    .digest('base64url')
}
