import {
  fitsScope,
  isAccountName,
  isAccountPhone,
  isRole,
  roleRow,
  type AccountView,
  type Role,
} from '@shuniu/shared/identity'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'

/** An account being made or changed, as it was typed and picked. */
export interface AccountDraft {
  readonly account: string
  readonly name: string
  readonly role: string
  readonly scope: string
  readonly unitId: string
  readonly phone: string
  readonly reason: string
}
export type AccountField = keyof AccountDraft

export const emptyAccount: AccountDraft = {
  account: '',
  name: '',
  role: '',
  scope: '',
  unitId: '',
  phone: '',
  reason: '',
}

const text = Type.String()
const Typed = Type.Object({
  account: text,
  name: text,
  role: text,
  scope: text,
  unitId: text,
  phone: text,
  reason: text,
})
/** Whether kept words are an account being filled in. */
export const isAccountDraft = (words: unknown): words is AccountDraft => Check(Typed, words)

export const draftOf = ({ account, name, role, scope, unitId }: AccountView): AccountDraft => ({
  ...emptyAccount,
  account,
  name,
  role,
  scope,
  unitId: unitId ?? '',
})

/** The fields that are still to be filled in, or cannot be so. `isNew`: a change says why, a new account need not. */
export function unansweredIn(draft: AccountDraft, isNew: boolean): AccountField[] {
  const { account, name, role, scope, unitId, phone, reason } = draft
  const isWrong: Readonly<Record<AccountField, boolean>> = {
    account: !isAccountName(account),
    name: name.trim() === '',
    role: !isRole(role),
    scope: isRole(role) && !fitsScope(role, scope),
    unitId: isRole(role) && roleRow(role).scopedBy === 'unit' && unitId === '',
    phone: phone.trim() !== '' && !isAccountPhone(phone.trim()),
    reason: !isNew && reason.trim() === '',
  }
  const fields: readonly AccountField[] = ['account', 'name', 'role', 'scope', 'unitId', 'phone', 'reason']
  return fields.filter(field => isWrong[field])
}

export interface ReadAccount {
  readonly name: string
  readonly role: Role
  readonly scope: string
  readonly unitId: string | null
  readonly phone?: string
}

/** The post that a draft says; undefined while it says none. */
export function postOf({ name, role, scope, unitId, phone }: AccountDraft): ReadAccount | undefined {
  if (!isRole(role)) return undefined
  const number = phone.trim()
  return {
    name: name.trim(),
    role,
    scope,
    unitId: unitId === '' ? null : unitId,
    ...(number !== '' && { phone: number }),
  }
}

const fieldByCode: Readonly<Record<string, AccountField>> = {
  'account.taken': 'account',
  'account.confusable': 'account',
  'account.wrongScope': 'scope',
  'account.unknownScope': 'scope',
  'account.wrongUnit': 'unitId',
  'account.countysAlone': 'role',
  'account.samePerson': 'role',
  'account.lastAdministrator': 'role',
  'account.phoneMissing': 'phone',
}
/** The field that a refusal speaks of. */
export const fieldOf = (code: string): AccountField | undefined => fieldByCode[code]
