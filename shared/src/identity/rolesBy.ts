import { isOneOf } from '../kernel/index.ts'
import type { PageName } from './pages.ts'
import type { Permission } from './permissions.ts'
import { roleCodes, roleRow, roles, type Role } from './roles.ts'

/**
 * Those of a role's pages that stand among the ones built, in the role's order. Whoever may move a case has a page that
 * offers the move, and whoever works in a village has it on the phone.
 */
export const pagesOf = (role: Role, built: readonly string[]): PageName[] =>
  roleRow(role).pages.filter(page => built.includes(page))

/** The names of the roles that work with a page, for whoever does not. */
export const rolesWith = (page: PageName): string[] =>
  roleCodes.filter(role => roleRow(role).pages.includes(page)).map(role => roles[role].name)

/** The rights of a role, and nothing else: rights are never given to a person. */
export const permissionsOf = (role: Role): readonly Permission[] => roles[role].may

/** The names of the roles that have a permission, for whoever has not. */
export const rolesWhoMay = (permission: Permission): string[] =>
  roleCodes.filter(role => permissionsOf(role).includes(permission)).map(role => roles[role].name)

export const isRole = (text: string): text is Role => isOneOf(roleCodes, text)
