import { isOneOf, typedKeys } from '../kernel/index.ts'

/** What an actor may be allowed to do; `needs` of a contract and `by` of a move name one of these. */
export const permissions = [
  'report.make',
  'report.setSource',
  'case.read',
  'case.accept',
  'case.reject',
  'case.askInfo',
  'case.giveInfo',
  'case.assign',
  'case.handle',
  'case.verify',
  'case.close',
  'case.changeLevel',
  'case.readSensitive',
  'case.readReporter',
  'division.read',
  'unit.read',
  'member.read',
  'position.send',
  'position.read',
  'statistics.read',
  'account.administer',
] as const
export type Permission = (typeof permissions)[number]

interface RoleRow {
  readonly name: string
  /** The R-number of domain.md §5.1. */
  readonly source: string
  /** By which tie an account of this role sees cases: its division or grid, or its unit alone. */
  readonly scopedBy: 'division' | 'unit'
  readonly may: readonly Permission[]
}

const everyone = ['division.read', 'unit.read', 'case.read'] as const
const field = [...everyone, 'report.make', 'case.giveInfo'] as const
const handling = ['case.handle', 'case.readReporter'] as const
const watching = ['statistics.read', 'position.read', 'member.read'] as const
const duty = [
  ...field,
  ...watching,
  'report.setSource',
  'case.accept',
  'case.reject',
  'case.askInfo',
  'case.verify',
  'case.close',
  'case.changeLevel',
  'case.readReporter',
  'case.readSensitive',
] as const

/** The roles and their rights. Source: domain.md §5.1, R1–R16, as far as the product has their work. */
export const roles = {
  gridMember: {
    name: '网格员',
    source: 'R1',
    scopedBy: 'division',
    may: [...field, ...handling, 'case.verify', 'position.send'],
  },
  villageOfficer: {
    name: '村综治专干',
    source: 'R2',
    scopedBy: 'division',
    may: [...field, ...handling, ...watching, 'case.verify', 'position.send'],
  },
  villageSecretary: {
    name: '村党组织书记',
    source: 'R3',
    scopedBy: 'division',
    may: [...everyone, ...watching],
  },
  townshipDuty: { name: '乡镇值班员', source: 'R4', scopedBy: 'division', may: duty },
  townshipDispatcher: {
    name: '乡镇调度员',
    source: 'R5',
    scopedBy: 'division',
    may: [...duty, 'case.assign'],
  },
  townshipDirector: {
    name: '乡镇综治办主任',
    source: 'R6',
    scopedBy: 'division',
    may: [...duty, 'case.assign'],
  },
  townshipLeader: {
    name: '乡镇党委书记',
    source: 'R7',
    scopedBy: 'division',
    may: [...everyone, ...watching],
  },
  unitHandler: { name: '部门承办人', source: 'R8', scopedBy: 'unit', may: [...field, ...handling] },
  countyDuty: { name: '县值班员', source: 'R9', scopedBy: 'division', may: [...duty, 'case.assign'] },
  countyDispatcher: { name: '县调度长', source: 'R10', scopedBy: 'division', may: [...duty, 'case.assign'] },
  countyDirector: {
    name: '县综治中心主任',
    source: 'R11',
    scopedBy: 'division',
    may: [...duty, 'case.assign'],
  },
  countyLeader: { name: '县领导', source: 'R12', scopedBy: 'division', may: [...everyone, ...watching] },
  supervisor: { name: '督查员', source: 'R13', scopedBy: 'division', may: [...everyone, ...watching] },
  systemAdmin: {
    name: '系统管理员',
    source: 'R15',
    scopedBy: 'division',
    may: ['division.read', 'unit.read', 'account.administer'],
  },
  wall: {
    name: '大屏终端',
    source: 'R16',
    scopedBy: 'division',
    may: ['division.read', 'unit.read', 'case.read', 'statistics.read', 'position.read'],
  },
} as const satisfies Readonly<Record<string, RoleRow>>

export type Role = keyof typeof roles
export const roleCodes = typedKeys(roles)

/** Roles that decide for a township or the county rather than keep its desk. Source: domain.md §3.3 rows 7, 25, 31. */
export const directorRoles: readonly Role[] = ['townshipDirector', 'countyDispatcher', 'countyDirector']

/** The rights of a role, and nothing else: rights are never given to a person. */
export const permissionsOf = (role: Role): readonly Permission[] => roles[role].may

export const isRole = (text: string): text is Role => isOneOf(roleCodes, text)
