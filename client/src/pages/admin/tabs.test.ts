import { permissionsOf, type Role } from '@shuniu/shared/identity'
import { expect, it } from 'vitest'
import { openTab, tabsFor } from './tabs.ts'

const mayAs = (role: Role) => (right: string) => permissionsOf(role).some(own => own === right)

it.each([
  [
    'systemAdmin',
    '/admin/rules',
    [
      ...['rules', 'catalogue', 'playbooks', 'calendar', 'hours', 'settings', 'reach', 'divisions', 'system'],
      ...['readiness', 'imports'],
    ],
  ],
  ['securityAdmin', '/admin/accounts', ['accounts', 'signIn', 'walls', 'rights', 'readiness', 'imports']],
  ['auditAdmin', '/admin/audit', ['audit']],
] as const)('%s arrives at %s and works with their own parts alone', (role, first, own) => {
  const may = mayAs(role)

  expect([openTab(undefined, may), tabsFor(may).map(({ id }) => id)]).toEqual([first, own])
  expect(openTab(own[0], may)).toBe(true)
})
