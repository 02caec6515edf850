import type { Role } from './roles.ts'

const [county, township, village, grid] = [6, 9, 12, 15]

/** The digits that the code of a role's division or grid has. Source: domain.md §5.1. */
const scopeDigits: Readonly<Record<Role, readonly number[]>> = {
  gridMember: [grid],
  villageOfficer: [village],
  villageSecretary: [village],
  townshipDuty: [township],
  townshipDispatcher: [township],
  townshipDirector: [township],
  townshipLeader: [township],
  unitHandler: [county, township, village],
  countyDuty: [county],
  countyDispatcher: [county],
  countyDirector: [county],
  countyLeader: [county],
  supervisor: [county, township],
  systemAdmin: [county, township],
  wall: [county, township, village],
}

/** Whether an account of the role may belong to a division or grid of this code: a grid member to no county. */
export const fitsScope = (role: Role, code: string): boolean =>
  /^\d+$/.test(code) && scopeDigits[role].includes(code.length)
