import { isOneOf } from '../kernel/index.ts'

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
  /** Calls and notes into the record of a case. */
  'case.note',
  /** 突发事件信息专报: made by a desk, signed by whoever leads its shift. */
  'case.reportIncident',
  'case.signIncident',
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
  'staffing.manage',
  /** Who keeps the watch of a centre or unit. */
  'duty.manage',
  'account.administer',
  'grid.check',
  /** Letting the grids that others have drawn come into force. */
  'grid.approve',
  /** The county's set-up: divisions, grids, units, what all read. */
  'county.manage',
  /** Files into registers; each kind asks for a right of its own beside it. */
  'register.import',
  /** What administrators did. */
  'audit.read',
] as const
export type Permission = (typeof permissions)[number]

export const isPermission = (text: unknown): text is Permission =>
  typeof text === 'string' && isOneOf(permissions, text)
