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
  'case.withdraw',
  'case.find',
  'case.merge',
  'case.review',
  'case.designate',
  'case.whistle',
  'case.grantExtension',
  'case.suspend',
  'case.escalate',
  'case.transfer',
  'case.callBack',
  'case.reopen',
  'case.void',
  'case.urge',
  'case.supervise',
  'case.answer',
  'case.instruct',
  /** What the system does by itself; no role has it. */
  'case.tend',
  'case.readSensitive',
  'case.readReporter',
  'division.read',
  'unit.read',
  'member.read',
  'position.send',
  'position.read',
  'statistics.read',
  'clock.manage',
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
const field = [...everyone, 'report.make', 'case.giveInfo', 'case.withdraw', 'case.urge'] as const
const handling = ['case.handle', 'case.readReporter', 'case.whistle', 'case.answer'] as const
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
  'case.merge',
  'case.review',
  'case.grantExtension',
  'case.callBack',
  'case.reopen',
  'case.answer',
  'case.readReporter',
  'case.readSensitive',
] as const
const dispatching = [...duty, 'case.assign', 'case.whistle'] as const
const directing = [
  ...dispatching,
  'case.designate',
  'case.suspend',
  'case.transfer',
  'case.supervise',
] as const
const leading = [...everyone, ...watching, 'case.urge', 'case.supervise', 'case.instruct'] as const

/** The roles and their rights. Source: domain.md §5.1, R1–R16, as far as the product has their work. */
export const roles = {
  gridMember: {
    name: '网格员',
    source: 'R1',
    scopedBy: 'division',
    may: [...field, ...handling, 'case.verify', 'case.find', 'position.send'],
  },
  villageOfficer: {
    name: '村综治专干',
    source: 'R2',
    scopedBy: 'division',
    may: [...field, ...handling, ...watching, 'case.verify', 'case.find', 'case.review', 'position.send'],
  },
  villageSecretary: {
    name: '村党组织书记',
    source: 'R3',
    scopedBy: 'division',
    may: [...everyone, ...watching, 'case.urge', 'case.escalate'],
  },
  townshipDuty: { name: '乡镇值班员', source: 'R4', scopedBy: 'division', may: duty },
  townshipDispatcher: {
    name: '乡镇调度员',
    source: 'R5',
    scopedBy: 'division',
    may: dispatching,
  },
  townshipDirector: {
    name: '乡镇综治办主任',
    source: 'R6',
    scopedBy: 'division',
    may: [...directing, 'case.escalate'],
  },
  townshipLeader: {
    name: '乡镇党委书记',
    source: 'R7',
    scopedBy: 'division',
    may: leading,
  },
  unitHandler: { name: '部门承办人', source: 'R8', scopedBy: 'unit', may: [...field, ...handling] },
  countyDuty: { name: '县值班员', source: 'R9', scopedBy: 'division', may: dispatching },
  countyDispatcher: {
    name: '县调度长',
    source: 'R10',
    scopedBy: 'division',
    may: [...dispatching, 'case.designate'],
  },
  countyDirector: {
    name: '县综治中心主任',
    source: 'R11',
    scopedBy: 'division',
    may: [...directing, 'case.void', 'clock.manage'],
  },
  countyLeader: { name: '县领导', source: 'R12', scopedBy: 'division', may: leading },
  supervisor: {
    name: '督查员',
    source: 'R13',
    scopedBy: 'division',
    may: [...everyone, ...watching, 'case.urge', 'case.supervise'],
  },
  systemAdmin: {
    name: '系统管理员',
    source: 'R15',
    scopedBy: 'division',
    may: ['division.read', 'unit.read', 'clock.manage', 'account.administer'],
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

/** The heads of a centre; the county's dispatcher decides much, but not this. Source: domain.md §3.3 row 18. */
export const centreDirectorRoles: readonly Role[] = ['townshipDirector', 'countyDirector']

/** The rights of a role, and nothing else: rights are never given to a person. */
export const permissionsOf = (role: Role): readonly Permission[] => roles[role].may

export const isPermission = (text: unknown): text is Permission =>
  typeof text === 'string' && isOneOf(permissions, text)

/** The names of the roles that have a permission, for whoever has not. */
export const rolesWhoMay = (permission: Permission): string[] =>
  roleCodes.filter(role => permissionsOf(role).includes(permission)).map(role => roles[role].name)

export const isRole = (text: string): text is Role => isOneOf(roleCodes, text)
