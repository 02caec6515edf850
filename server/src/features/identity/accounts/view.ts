import type { AccountView } from '@shuniu/shared/identity'
import { maskedPhone } from '@shuniu/shared/kernel'
import type { Secrets } from '../../../platform/secrets/index.ts'
import type { AccountRow } from '../identity.repo.ts'
import { accountKeyOf } from '../throttle.ts'

/** Names that other features of the same level know. */
export interface ScopeNames {
  readonly ofDivision: (code: string) => string | undefined
  readonly ofUnit: (id: string) => string | undefined
}

/** What a view of an account is made with. */
export interface AccountViewing {
  readonly names: ScopeNames
  readonly secrets: Pick<Secrets, 'open'>
  /** The keys of those accounts that have to wait. */
  readonly locked: ReadonlySet<string>
}

export const accountViewOf = (row: AccountRow, { names, secrets, locked }: AccountViewing): AccountView => {
  const { id, account, name, role, scope, unitId, disabledAt, mustChangePassword, version } = row
  const hasSecondFactor = row.secondFactorAt !== null
  const phone = row.phoneSealed === null ? undefined : secrets.open(row.phoneSealed)
  return {
    id,
    account,
    name,
    role,
    scope,
    scopeName: names.ofDivision(scope) ?? scope,
    unitId,
    unitName: (unitId !== null && names.ofUnit(unitId)) || null,
    phone: phone === undefined ? null : maskedPhone(phone),
    disabledAt: disabledAt === null ? null : new Date(disabledAt).toISOString(),
    isLocked: locked.has(accountKeyOf(account)),
    mustChangePassword,
    hasSecondFactor,
    version,
  }
}

/** An account as the record of acts names it. */
export const subjectOf = ({ id, name, account }: Pick<AccountRow, 'id' | 'name' | 'account'>) => ({
  id,
  name: `${name}（${account}）`,
})
