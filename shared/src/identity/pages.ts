import { roleCodes, roles, type Role } from './roles.ts'

/** The working pages of the product, by the first word of their address. Source: design.md §2. */
export const pageNames = ['wall', 'desk', 'cockpit', 'centres', 'm', 'admin'] as const
export type PageName = (typeof pageNames)[number]

export const isPageName = (name: string): name is PageName => pageNames.some(known => known === name)

const desk: readonly PageName[] = ['desk', 'wall', 'centres', 'cockpit']
const leading: readonly PageName[] = ['wall', 'cockpit', 'desk', 'centres']
const field: readonly PageName[] = ['m', 'desk']

/**
 * The pages a role works with; the first one is where it arrives after signing in. Whoever may move a case has a page
 * that offers the move, and whoever works in a village has it on the phone.
 */
const pagesByRole: Readonly<Record<Role, readonly PageName[]>> = {
  gridMember: field,
  villageOfficer: ['desk', 'm', 'wall'],
  villageSecretary: ['desk', 'm', 'wall'],
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

/** Those of a role's pages that stand among the ones built, in the role's order. */
export const pagesOf = (role: Role, built: readonly string[]): PageName[] =>
  pagesByRole[role].filter(page => built.includes(page))

/** The names of the roles that work with a page, for whoever does not. */
export const rolesWith = (page: PageName): string[] =>
  roleCodes.filter(role => pagesByRole[role].includes(page)).map(role => roles[role].name)
