import { describe, expect, it } from 'vitest'
import {
  administratorRoles,
  excludes,
  forbiddenTo,
  isCountyAdministrator,
  isSamePerson,
  permissionsOf,
  roleCodes,
  roleRow,
  rolesGivenBy,
  type Actor,
} from './index.ts'

const county = '341222'
const [township, other] = ['341222100', '341222101']
const keeper = (scope: string, role: Actor['role'] = 'securityAdmin'): Actor => ({
  accountId: 'keeper',
  name: '安全员',
  role,
  scope,
  unitId: undefined,
})

describe('the three administrators', () => {
  it('are system, security and audit, and share no right to change anything', () => {
    expect(administratorRoles).toEqual(['systemAdmin', 'securityAdmin', 'auditAdmin'])
    // Behind the door of imports each has kinds of its own.
    const isShared = (right: string) => /\.read$/.test(right) || right === 'register.import'
    const changing = administratorRoles.map(role => permissionsOf(role).filter(one => !isShared(one)))
    const all = changing.flat()
    expect(new Set(all).size).toBe(all.length)
  })

  it('exclude each other, and nobody else', () => {
    for (const role of roleCodes) {
      for (const held of roleCodes) {
        const isTwo = administratorRoles.includes(role) && administratorRoles.includes(held) && role !== held
        expect(excludes(role, [held])).toBe(isTwo)
      }
    }
  })

  it('alone read what was done and administer accounts', () => {
    const who = (right: 'audit.read' | 'account.administer' | 'county.manage') =>
      roleCodes.filter(role => permissionsOf(role).some(one => one === right))

    expect(who('audit.read')).toEqual(['auditAdmin'])
    expect(who('account.administer')).toEqual(['securityAdmin'])
    expect(who('county.manage')).toEqual(['systemAdmin'])
  })

  it('are the county’s at the county alone', () => {
    expect(isCountyAdministrator({ role: 'securityAdmin', scope: county })).toBe(true)
    expect(isCountyAdministrator({ role: 'securityAdmin', scope: township })).toBe(false)
    expect(isCountyAdministrator({ role: 'countyDuty', scope: county })).toBe(false)
  })
})

describe('whoever administers accounts', () => {
  it.each([
    [county, 'townshipDuty', township, undefined],
    [county, 'auditAdmin', county, undefined],
    [township, 'gridMember', `${township}001001`, undefined],
    [township, 'townshipDuty', other, 'unknown'],
    [township, 'countyDuty', county, 'unknown'],
    [township, 'securityAdmin', township, 'countys'],
  ] as const)('of %s: a %s of %s is %s', (scope, role, of, forbidden) => {
    expect(forbiddenTo(keeper(scope), { id: 'other', role, scope: of })).toBe(forbidden)
  })

  it('does nothing to the own account', () => {
    expect(forbiddenTo(keeper(county), { id: 'keeper', role: 'securityAdmin', scope: county })).toBe('own')
  })

  it('gives the roles of the own division and below, a township’s none that administers', () => {
    expect(rolesGivenBy(keeper(county))).toEqual(roleCodes)
    const given = rolesGivenBy(keeper(township))
    expect(given).toEqual(expect.arrayContaining(['townshipDuty', 'villageSecretary', 'gridMember']))
    expect(given.filter(role => administratorRoles.includes(role))).toEqual([])
    expect(given.filter(role => roleRow(role).scopeDigits.every(digits => digits < 9))).toEqual([])
  })

  it('is nobody but a security administrator', () => {
    for (const role of roleCodes.filter(one => one !== 'securityAdmin')) {
      expect(forbiddenTo(keeper(county, role), { role: 'gridMember', scope: township })).toBe('unknown')
    }
  })
})

describe('two accounts are one person’s', () => {
  it.each([
    ['张三', 'a', '张三', 'a', true],
    ['张三', 'a', '张三', 'b', false],
    ['张三', 'a', '张三', null, true],
    ['张三', null, '张 三', null, true],
    ['张三', 'a', '李四', 'a', false],
  ])('%s %s, %s %s: %s', (name, phoneKey, otherName, otherKey, isSame) => {
    expect(isSamePerson({ name, phoneKey }, { name: otherName, phoneKey: otherKey })).toBe(isSame)
  })
})
