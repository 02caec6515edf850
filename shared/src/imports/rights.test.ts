import { describe, expect, it } from 'vitest'
import { administratorRoles, roleCodes, type Actor, type Role } from '../identity/index.ts'
import { importKindNames } from './kinds.ts'
import { mayImport } from './rights.ts'

const actor = (role: Role, scope = '341222'): Actor => ({
  accountId: role,
  name: role,
  role,
  scope,
  unitId: undefined,
})

describe('a kind of import', () => {
  it.each(importKindNames)('%s is the work of one administration alone', kind => {
    expect(roleCodes.filter(role => mayImport(actor(role), kind))).toHaveLength(1)
  })

  it('that makes accounts is the security administrator’s, whatever else is imported the system administrator’s', () => {
    const kindsOf = (role: Role) => importKindNames.filter(kind => mayImport(actor(role), kind))

    expect(kindsOf('securityAdmin')).toEqual(['accounts'])
    expect(kindsOf('systemAdmin')).toEqual(importKindNames.filter(kind => kind !== 'accounts'))
    expect(administratorRoles.filter(role => kindsOf(role).length === 0)).toEqual(['auditAdmin'])
  })

  it('is brought by a township where the kind says so', () => {
    expect(mayImport(actor('securityAdmin', '341222100'), 'accounts')).toBe(true)
    expect(mayImport(actor('systemAdmin', '341222100'), 'grids')).toBe(false)
  })
})
