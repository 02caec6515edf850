import { fitsScope, isRole, roles, roleRow } from '@shuniu/shared/identity'
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { accountRegister, hashPassword, initialsOf, skeletonOf } from '../../identity/index.ts'
import type { ColumnValues } from '../../../platform/registers/index.ts'
import {
  notInRegister,
  textIn,
  wrongIn,
  type FoundFault,
  type KindWork,
  type RowValues,
  type CountySite,
} from './kind.ts'
import { unitIn } from './named.ts'

function wrongRole(values: RowValues): FoundFault[] {
  const [role, areaCode] = [textIn(values, 'role'), textIn(values, 'areaCode')]
  if (!isRole(role)) return []
  const isLacking = roleRow(role).scopedBy === 'unit' && values['unit'] === undefined
  return [
    ...(fitsScope(role, areaCode)
      ? []
      : [wrongIn('areaCode', 'account.wrongScope', { role: roles[role].name })]),
    ...(isLacking ? [wrongIn('unit', 'unit.needed')] : []),
  ]
}

function wrongName(account: string, { accountsAlike, keptAccounts }: CountySite): FoundFault[] {
  const kept = keptAccounts.get(account)
  if (kept !== undefined) return [wrongIn('account', kept)]
  const alike = accountsAlike.get(skeletonOf(account))
  return alike === undefined || alike === account ? [] : [wrongIn('account', 'account.confusable', { alike })]
}

/** Accounts by their names. Administrators are neither made nor changed by a table. */
export const accountsWork: KindWork = {
  register: accountRegister,
  told: { name: 'name', role: 'role', scope: 'areaCode', unit_id: 'unit' },
  want(values, site) {
    const name = textIn(values, 'name')
    const { unit, faults } = unitIn(values, site)
    const columns = {
      name,
      initials: initialsOf(name),
      role: textIn(values, 'role'),
      scope: textIn(values, 'areaCode'),
      ...(values['unit'] !== undefined && { unit_id: unit?.id ?? null }),
    }
    return { key: textIn(values, 'account'), columns, faults: [...faults, ...wrongRole(values)] }
  },
  judge: ({ key }, values, site) => [
    ...wrongName(key, site),
    ...notInRegister(textIn(values, 'areaCode'), 'areaCode', site),
  ],
  fresh: ({ wanted: { key } }, { at }) => ({
    id: v7(),
    account: key,
    unit_id: null,
    password_hash: null,
    must_change_password: true,
    is_demo: false,
    created_at: at,
    updated_at: at,
  }),
  changing: ({ at }) => ({ updated_at: at }),
}

/** What is handed to the holder of a new account, once. */
export interface PasswordSlip {
  readonly account: string
  readonly name: string
  readonly password: string
}

/** Letters that nobody takes for one another on paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const passwordLength = 12

/** A password for one sign-in, to be typed from paper. */
export const oneTimePassword = (): string =>
  Array.from(randomBytes(passwordLength), byte => letters[byte % letters.length] ?? 'x')
    .join('')
    .replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3')

/** So many passwords are made before the next rest; a sign-in meanwhile is let in between them. */
const passwordsAtOnce = 50

/** Gives each new account a password, and remembers it for its slip. `rest` is called now and then: hashing takes time. */
export async function withPasswords(
  rows: readonly ColumnValues[],
  rest: () => Promise<void>,
): Promise<{ readonly rows: ColumnValues[]; readonly slips: PasswordSlip[] }> {
  const made: ColumnValues[] = []
  const slips: PasswordSlip[] = []
  for (let from = 0; from < rows.length; from += passwordsAtOnce) {
    const given = rows.slice(from, from + passwordsAtOnce).map(row => ({ row, password: oneTimePassword() }))
    const hashed = await Promise.all(given.map(({ password }) => hashPassword(password, 'second')))
    given.forEach(({ row, password }, nth) => {
      made.push({ ...row, password_hash: hashed[nth] })
      slips.push({ account: String(row['account']), name: String(row['name']), password })
    })
    await rest()
  }
  return { rows: made, slips }
}
