import { typedKeys } from '../kernel/index.ts'
import type { PageName } from './pages.ts'
import type { Permission } from './permissions.ts'

/** How serious a case may be that a role closes; the levels of a case. */
type ClosableLevel = 'red' | 'orange' | 'yellow' | 'blue'

/** All that is said of a role, wherever it counts: a new role is one row here and its account in the demo's staff. */
interface RoleRow {
  readonly name: string
  /** The R-number of domain.md §5.1. */
  readonly source: string
  /** By which tie an account of this role sees cases: its division or grid, or its unit alone. */
  readonly scopedBy: 'division' | 'unit'
  /** How many digits the code of its division or grid has: 6 a county, 9 a township, 12 a village, 15 a grid. */
  readonly scopeDigits: readonly number[]
  /** The pages it works with; the first is where it arrives after signing in. */
  readonly pages: readonly PageName[]
  /** By which rule its session ends. */
  readonly session: 'office' | 'desk' | 'phone' | 'wall'
  readonly may: readonly Permission[]
  /** Where its reports come from unless said otherwise, by the code of a source. Source: domain.md §2.4. */
  readonly defaultSource?: string
  /** The levels of the cases that it closes; none when absent. Source: domain.md §3.3 row 25. */
  readonly closes?: readonly ClosableLevel[]
  /** As whom it is told of the clocks of its tier. Source: domain.md §3.4. */
  readonly toldAs?: 'duty' | 'dispatcher' | 'leader'
  /** Heads the unit it belongs to, and is told as such. */
  readonly headsUnit?: true
  /** Walks a grid or a village: finds things, and settles small ones on the spot. */
  readonly isInField?: true
  /** One of the three administrations that exclude each other. Source: domain.md §5.1 R15, §5.4. */
  readonly administers?: true
  /** Decides rather than keeps a desk; `centre`: as head of one. Source: domain.md §3.3 rows 7, 18, 25, 31. */
  readonly directs?: 'desk' | 'centre'
}

const [county, township, village, grid] = [6, 9, 12, 15]

const deskPages = ['desk', 'wall', 'centres', 'cockpit'] as const
const leaderPages = ['wall', 'cockpit', 'desk', 'centres'] as const

const everyone = ['division.read', 'unit.read', 'case.read'] as const
const field = [...everyone, 'report.make', 'case.giveInfo', 'case.withdraw', 'case.urge'] as const
const handling = ['case.handle', 'case.readReporter', 'case.whistle', 'case.answer', 'case.note'] as const
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
  'case.note',
  'case.reportIncident',
  'case.readReporter',
  'case.readSensitive',
] as const
const dispatching = [...duty, 'case.assign', 'case.whistle', 'duty.manage'] as const
const directing = [
  ...dispatching,
  'case.designate',
  'case.signIncident',
  'case.suspend',
  'case.transfer',
  'case.supervise',
  'grid.check',
] as const
const leading = [...everyone, ...watching, 'case.urge', 'case.supervise', 'case.instruct'] as const

/** The roles and their rights. Source: domain.md §5.1, R1–R16, as far as the product has their work. */
export const roles = {
  gridMember: {
    name: '网格员',
    source: 'R1',
    scopedBy: 'division',
    scopeDigits: [grid],
    pages: ['m', 'desk'],
    session: 'phone',
    may: [...field, ...handling, 'case.verify', 'case.find', 'position.send'],
    defaultSource: '01',
    isInField: true,
  },
  villageOfficer: {
    name: '村综治专干',
    source: 'R2',
    scopedBy: 'division',
    scopeDigits: [village],
    pages: ['desk', 'm', 'wall'],
    session: 'phone',
    may: [...field, ...handling, ...watching, 'case.verify', 'case.find', 'case.review', 'position.send'],
    defaultSource: '01',
    isInField: true,
  },
  villageSecretary: {
    name: '村党组织书记',
    source: 'R3',
    scopedBy: 'division',
    scopeDigits: [village],
    pages: ['desk', 'm', 'wall'],
    session: 'office',
    may: [...everyone, ...watching, 'case.urge', 'case.escalate'],
    headsUnit: true,
  },
  townshipDuty: {
    name: '乡镇值班员',
    source: 'R4',
    scopedBy: 'division',
    scopeDigits: [township],
    pages: deskPages,
    session: 'desk',
    may: duty,
    defaultSource: '03',
    closes: ['blue'],
    toldAs: 'duty',
  },
  townshipDispatcher: {
    name: '乡镇调度员',
    source: 'R5',
    scopedBy: 'division',
    scopeDigits: [township],
    pages: deskPages,
    session: 'desk',
    may: dispatching,
    defaultSource: '03',
    closes: ['blue'],
    toldAs: 'dispatcher',
  },
  townshipDirector: {
    name: '乡镇综治办主任',
    source: 'R6',
    scopedBy: 'division',
    scopeDigits: [township],
    pages: deskPages,
    session: 'office',
    may: [...directing, 'case.escalate', 'staffing.manage'],
    defaultSource: '03',
    closes: ['blue', 'yellow'],
    headsUnit: true,
    directs: 'centre',
  },
  townshipLeader: {
    name: '乡镇党委书记',
    source: 'R7',
    scopedBy: 'division',
    scopeDigits: [township],
    pages: leaderPages,
    session: 'office',
    may: leading,
    toldAs: 'leader',
  },
  unitHandler: {
    name: '部门承办人',
    source: 'R8',
    scopedBy: 'unit',
    scopeDigits: [county, township, village],
    pages: ['desk', 'm'],
    session: 'office',
    may: [...field, ...handling, 'duty.manage'],
    defaultSource: '07',
  },
  countyDuty: {
    name: '县值班员',
    source: 'R9',
    scopedBy: 'division',
    scopeDigits: [county],
    pages: deskPages,
    session: 'desk',
    may: dispatching,
    defaultSource: '03',
    closes: ['blue'],
    toldAs: 'duty',
  },
  countyDispatcher: {
    name: '县调度长',
    source: 'R10',
    scopedBy: 'division',
    scopeDigits: [county],
    pages: deskPages,
    session: 'desk',
    may: [...dispatching, 'case.designate', 'case.signIncident'],
    defaultSource: '03',
    closes: ['blue', 'yellow'],
    toldAs: 'dispatcher',
    directs: 'desk',
  },
  countyDirector: {
    name: '县综治中心主任',
    source: 'R11',
    scopedBy: 'division',
    scopeDigits: [county],
    pages: [...deskPages, 'admin'],
    session: 'office',
    may: [...directing, 'case.void', 'clock.manage', 'staffing.manage', 'grid.approve'],
    defaultSource: '03',
    closes: ['blue', 'yellow', 'orange', 'red'],
    toldAs: 'leader',
    headsUnit: true,
    directs: 'centre',
  },
  countyLeader: {
    name: '县领导',
    source: 'R12',
    scopedBy: 'division',
    scopeDigits: [county],
    pages: leaderPages,
    session: 'office',
    may: leading,
  },
  supervisor: {
    name: '督查员',
    source: 'R13',
    scopedBy: 'division',
    scopeDigits: [county, township],
    pages: ['desk', 'wall', 'cockpit'],
    session: 'office',
    may: [...everyone, ...watching, 'case.urge', 'case.supervise'],
  },
  systemAdmin: {
    name: '系统管理员',
    source: 'R15',
    scopedBy: 'division',
    scopeDigits: [county],
    pages: ['admin', 'centres'],
    session: 'office',
    may: [
      'division.read',
      'unit.read',
      'member.read',
      'clock.manage',
      'staffing.manage',
      'county.manage',
      'register.import',
      'grid.check',
    ],
    administers: true,
  },
  securityAdmin: {
    name: '安全管理员',
    source: 'R15',
    scopedBy: 'division',
    scopeDigits: [county, township],
    pages: ['admin'],
    session: 'office',
    may: ['division.read', 'unit.read', 'account.administer', 'register.import'],
    administers: true,
  },
  auditAdmin: {
    name: '审计管理员',
    source: 'R15',
    scopedBy: 'division',
    scopeDigits: [county],
    pages: ['admin'],
    session: 'office',
    may: ['division.read', 'audit.read'],
    administers: true,
  },
  wall: {
    name: '大屏终端',
    source: 'R16',
    scopedBy: 'division',
    scopeDigits: [county, township, village],
    pages: ['wall'],
    session: 'wall',
    may: ['division.read', 'unit.read', 'case.read', 'statistics.read', 'position.read'],
  },
} as const satisfies Readonly<Record<string, RoleRow>>

export type Role = keyof typeof roles
export const roleCodes = typedKeys(roles)

/** A role's row with every column that a role may have. */
export const roleRow = (role: Role): RoleRow => roles[role]

/** Roles that decide for a township or the county rather than keep its desk. Source: domain.md §3.3 rows 7, 25, 31. */
export const directorRoles: readonly Role[] = roleCodes.filter(role => roleRow(role).directs !== undefined)

/** The heads of a centre; the county's dispatcher decides much, but not this. Source: domain.md §3.3 row 18. */
export const centreDirectorRoles: readonly Role[] = roleCodes.filter(
  role => roleRow(role).directs === 'centre',
)

/** Whether an account of the role may belong to a division or grid of this code: a grid member to no county. */
export const fitsScope = (role: Role, code: string): boolean =>
  /^\d+$/.test(code) && roleRow(role).scopeDigits.includes(code.length)
