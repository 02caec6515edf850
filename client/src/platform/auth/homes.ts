import { roleCodes, roles, type Role } from '@shuniu/shared/identity'

/** The working pages of the product, by the first word of their address. */
export const pageNames = ['wall', 'desk', 'cockpit', 'centres', 'm', 'admin'] as const
export type PageName = (typeof pageNames)[number]

export const isPageName = (name: string): name is PageName => pageNames.some(known => known === name)

const desk: readonly PageName[] = ['desk', 'wall', 'centres', 'cockpit']
const leading: readonly PageName[] = ['wall', 'cockpit', 'desk', 'centres']
const field: readonly PageName[] = ['m', 'desk']

/** The pages a role works with; the first one is where it arrives after signing in. */
const pagesByRole: Readonly<Record<Role, readonly PageName[]>> = {
  gridMember: field,
  villageOfficer: ['desk', 'm', 'wall'],
  villageSecretary: ['wall', 'desk'],
  townshipDuty: desk,
  townshipDispatcher: desk,
  townshipDirector: desk,
  townshipLeader: leading,
  unitHandler: ['desk', 'm'],
  countyDuty: desk,
  countyDispatcher: desk,
  countyDirector: [...desk, 'admin'],
  countyLeader: leading,
  supervisor: ['desk', 'wall', 'cockpit'],
  systemAdmin: ['admin'],
  wall: ['wall'],
}

/** Those of a role's pages that this build has, in the role's order. */
export const pagesOf = (role: Role, built: readonly string[]): PageName[] =>
  pagesByRole[role].filter(page => built.includes(page))

/** The names of the roles that work with a page, for whoever does not. */
export const rolesWith = (page: PageName): string[] =>
  roleCodes.filter(role => pagesByRole[role].includes(page)).map(role => roles[role].name)

/** Where a role arrives: its first page, on a narrow screen its phone page if it has one. */
export function homeOf(
  role: Role,
  screen: { readonly isNarrow: boolean; readonly built: readonly string[] },
): string {
  const pages = pagesOf(role, screen.built)
  const home = screen.isNarrow && pages.includes('m') ? 'm' : pages[0]
  return home === undefined ? '/help' : `/${home}`
}
