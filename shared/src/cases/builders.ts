import type { Actor, Role } from '../identity/index.ts'
import type { CaseMove, MoveWish } from './inputs.ts'
import type { CaseFact } from './model.ts'

/** Ids that read as what they are of; for tests. */
export const anId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const county = '341222'
export const township = '341222101'
export const village = '341222101201'
export const grid = '341222101201001'

export const units = {
  county: anId(1),
  township: anId(2),
  village: anId(3),
  department: anId(4),
  other: anId(5),
}

/** A case of level blue that a grid member of `grid` reported; the named differences win. */
export const aCaseFact = (named: Partial<CaseFact> = {}): CaseFact => ({
  ...{
    id: anId(100),
    number: 'ZZ341222-20261124-0001',
    status: 'reported',
    level: 'blue',
    categoryCode: '0101',
  },
  ...{ sourceCode: '01', areaCode: village, gridCode: grid, position: [115.6, 33.2], tier: 'township' },
  ...{ ownerUnitId: units.township, coUnitIds: [], reporterId: anId(200), handlerIds: [], version: 1 },
  ...{ openedAt: '2026-11-24T02:00:00.000Z', dueAt: null, stage: null, overdue: false, placeDoubt: false },
  ...{ clockDoubt: false, sensitive: false, selfFound: true, reworkCount: 0, refuseCount: 0, askCount: 0 },
  ...{ lastMove: 'report', updatedAt: '2026-11-24T02:00:00.000Z', closedAt: null, lateStages: [] },
  steps: { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null },
  ...named,
})

const scopes: Readonly<Partial<Record<Role, string>>> = {
  gridMember: grid,
  villageOfficer: village,
  villageSecretary: village,
  townshipDuty: township,
  townshipDispatcher: township,
  townshipDirector: township,
  townshipLeader: township,
}

const unitOf = (scope: string): string => (scope.length === 9 ? units.township : units.village)

/** An actor of the role in whose division the case of `aCaseFact` lies; a unit's handler is the department's. */
export function anActor(role: Role, named: Partial<Actor> = {}): Actor {
  const scope = scopes[role] ?? county
  const unitId = role === 'unitHandler' ? units.department : scope === county ? units.county : unitOf(scope)
  return { accountId: anId(300), name: '李四', role, scope, unitId, ...named }
}

const wishes: { readonly [M in CaseMove]: Extract<MoveWish, { move: M }> } = {
  accept: { move: 'accept', categoryCode: '0101', level: 'blue' },
  reject: { move: 'reject', reasonCode: 'untrue', text: '查无此事' },
  askInfo: { move: 'askInfo', text: '请补充地点' },
  giveInfo: { move: 'giveInfo', text: '在村口' },
  assign: { move: 'assign', ownerUnitId: units.department },
  recall: { move: 'recall', reason: '派错单位' },
  sign: { move: 'sign' },
  refuse: { move: 'refuse', reasonCode: 'notOurDuty', text: '不属本单位' },
  start: { move: 'start' },
  progress: { move: 'progress', text: '已到场' },
  finish: { move: 'finish', resultCode: '11', text: '双方和解' },
  pass: { move: 'pass', method: 'phone' },
  rework: { move: 'rework', text: '当事人不认可' },
  close: { move: 'close', opinion: '同意结案' },
  changeLevel: { move: 'changeLevel', level: 'orange', reason: '人数增多' },
}

export const aWish = <M extends CaseMove>(move: M): Extract<MoveWish, { move: M }> => wishes[move]
