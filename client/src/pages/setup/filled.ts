import {
  firstOffices,
  isAccountName,
  isAccountPhone,
  passwordWeaknesses,
  passwordWeakness,
  type beginSetup,
  type FirstOffice,
} from '@shuniu/shared/identity'
import { isOneOf, type BodyOf, type Refusal } from '@shuniu/shared/kernel'
import { say } from '../../platform/i18n/index.ts'

export const officeFields = ['account', 'name', 'phone', 'password', 'repeat'] as const
export type OfficeField = (typeof officeFields)[number]
export type OfficeWords = Record<OfficeField, string>

/** The first setup as it is being filled in. Never kept: there is nobody yet whose it would be. */
export interface SetupWords {
  code: string
  county: string
  readonly offices: Record<FirstOffice, OfficeWords>
}

const emptyOffice = (): OfficeWords => ({ account: '', name: '', phone: '', password: '', repeat: '' })
export const emptySetup = (): SetupWords => ({
  code: '',
  county: '',
  offices: { systemAdmin: emptyOffice(), securityAdmin: emptyOffice(), auditAdmin: emptyOffice() },
})

/** What is wrong, by `code`, `county`, or office and field as `auditAdmin.phone`. */
export type Faults = Readonly<Record<string, string>>

function officeFault(field: OfficeField, words: OfficeWords): string | undefined {
  const typed = words[field].trim()
  if (typed === '') return say('setup.fill')
  if (field === 'account') return isAccountName(typed) ? undefined : say('setup.wrong')
  if (field === 'phone') return isAccountPhone(typed) ? undefined : say('setup.wrong')
  if (field === 'repeat') return words.repeat === words.password ? undefined : say('setup.differs')
  const weakness =
    field === 'password' && passwordWeakness({ password: words.password, account: words.account })
  return weakness ? say(`setup.weak.${weakness}`) : undefined
}

/** What is to be mended before anything is sent. */
export function faultsIn({ code, county, offices }: SetupWords): Faults {
  const faults: Record<string, string> = {}
  if (code.trim() === '') faults['code'] = say('setup.fill')
  if (!/^[1-9]\d{5}$/.test(county.trim()))
    faults['county'] = say(county.trim() ? 'setup.wrong' : 'setup.fill')
  for (const office of firstOffices) {
    for (const field of officeFields) {
      const fault = officeFault(field, offices[office])
      if (fault !== undefined) faults[`${office}.${field}`] = fault
    }
  }
  return faults
}

export function bodyOf({ code, county, offices }: SetupWords): BodyOf<typeof beginSetup> {
  const one = (office: FirstOffice) => {
    const { account, name, phone, password } = offices[office]
    return { account: account.trim(), name: name.trim(), phone: phone.trim(), password }
  }
  return {
    code: code.trim(),
    county: county.trim(),
    systemAdmin: one('systemAdmin'),
    securityAdmin: one('securityAdmin'),
    auditAdmin: one('auditAdmin'),
  }
}

const officeFieldByCode: Readonly<Record<string, OfficeField>> = {
  'account.weakPassword': 'password',
  'account.taken': 'account',
  'account.confusable': 'account',
  'account.samePerson': 'name',
}

/** Where a refusal is told; undefined for what is no field's fault. */
export function placeOfRefusal({ code, detail }: Refusal): string | undefined {
  if (code === 'setup.wrongCode' || code === 'setup.noCode') return 'code'
  if (code === 'account.unknownScope') return 'county'
  const field = officeFieldByCode[code]
  return field === undefined ? undefined : `${String(detail['office'])}.${field}`
}

/** A weak password's own sentence; undefined for any other refusal. */
export function weaknessText({ code, detail }: Refusal): string | undefined {
  const weakness = String(detail['weakness'])
  return code === 'account.weakPassword' && isOneOf(passwordWeaknesses, weakness)
    ? say(`setup.weak.${weakness}`)
    : undefined
}
