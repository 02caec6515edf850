import type { Actor, Role } from '../identity/index.ts'
import { untouched } from './attributes.ts'
import type { CaseMove, CommandOf } from './inputs/index.ts'
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
  ...{
    openedAt: '2026-11-24T02:00:00.000Z',
    dueAt: null,
    stage: null,
    overdue: false,
    card: null,
    placeDoubt: false,
  },
  ...{ yellowAt: null, orangeAt: null },
  ...{ clockDoubt: false, sensitive: false, selfFound: true, reworkCount: 0, refuseCount: 0, askCount: 0 },
  ...{ lastMove: 'report', updatedAt: '2026-11-24T02:00:00.000Z', closedAt: null, lateStages: [] },
  steps: { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null },
  ...untouched,
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

/** The centres that answer for the builder's case. */
export const centres = { village: units.village, township: units.township, county: units.county }

const joint = {
  whistle: { move: 'whistle', unitIds: [units.other], purpose: '请到场联合处置' },
  arrive: { move: 'arrive' },
  coSign: { move: 'coSign' },
  coRefuse: { move: 'coRefuse', reasonCode: 'notOurDuty', text: '不属本单位' },
  coFeedBack: { move: 'coFeedBack', text: '本单位部分已处置' },
  waive: { move: 'waive', unitId: units.other, reason: '已无需协办' },
} as const

const intake = {
  accept: { move: 'accept', categoryCode: '0101', level: 'blue' },
  reject: { move: 'reject', reasonCode: 'untrue', text: '查无此事' },
  askInfo: { move: 'askInfo', text: '请补充地点' },
  giveInfo: { move: 'giveInfo', text: '在村口' },
  askVerification: { move: 'askVerification' },
  giveFinding: { move: 'giveFinding', finding: 'true', text: '现场属实' },
  withdraw: { move: 'withdraw', reason: '双方已和好' },
  merge: { move: 'merge', masterId: anId(101) },
  unmerge: { move: 'unmerge', reason: '并错了' },
  passReview: { move: 'passReview', opinion: '处置到位' },
  failReview: { move: 'failReview', text: '仍有残留' },
  settle: { move: 'settle' },
} as const

const solving = {
  assign: { move: 'assign', ownerUnitId: units.department },
  recall: { move: 'recall', reason: '派错单位' },
  designate: { move: 'designate', ownerUnitId: units.other, text: '由该单位主办' },
  reassign: { move: 'reassign', ownerUnitId: units.other, reason: '职责调整' },
  sign: { move: 'sign' },
  refuse: { move: 'refuse', reasonCode: 'notOurDuty', text: '不属本单位' },
  start: { move: 'start' },
  progress: { move: 'progress', text: '已到场' },
  finish: {
    move: 'finish',
    resultCode: '11',
    methodCode: 'peopleMediation',
    text: '已组织双方当面调解,达成一致意见,当场履行完毕。',
  },
  askExtension: { move: 'askExtension', reason: '需专业检测', dueAt: '2026-12-01T03:00:00.000Z' },
  grantExtension: { move: 'grantExtension' },
  denyExtension: { move: 'denyExtension', text: '请按期办结' },
  suspend: {
    move: 'suspend',
    reasonCode: 'works',
    text: '等待工程竣工',
    until: '2027-03-01T00:00:00.000Z',
    steward: '王五',
  },
  recheck: { move: 'recheck', text: '现场稳定' },
  resume: { move: 'resume', text: '工程已竣工' },
  escalate: { move: 'escalate', done: '已调解三次', obstacle: '涉及多个部门' },
  sendBack: { move: 'sendBack', reason: '可由本级解决' },
  transfer: { move: 'transfer', targetCode: 'court', documentNumber: '太移字3号', text: '移送法院' },
  giveTransferResult: { move: 'giveTransferResult', resultCode: '20', text: '法院已立案' },
  takeBack: { move: 'takeBack', reason: '对方不予受理' },
} as const

const following = {
  pass: { move: 'pass', method: 'phone' },
  rework: { move: 'rework', text: '当事人不认可' },
  close: { move: 'close', opinion: '同意结案' },
  archive: { move: 'archive', satisfaction: 'satisfied' },
  fileAway: { move: 'fileAway' },
  reopen: { move: 'reopen', reason: '问题反弹' },
  void: { move: 'void', reason: '测试误报' },
  changeLevel: { move: 'changeLevel', level: 'orange', reason: '人数增多' },
  urge: { move: 'urge', text: '请抓紧办理' },
  supervise: { move: 'supervise', card: 'yellow', text: '逾期未办结' },
  answerSupervision: { move: 'answerSupervision', text: '已整改' },
  instruct: { move: 'instruct', text: '请妥善处置' },
  acknowledge: { move: 'acknowledge', text: '已传达落实' },
} as const

type Commands = { readonly [M in CaseMove]: CommandOf<M> }

/** A command of each move that nothing is wrong with; the arrays are copied, since commands own theirs. */
const commands: Commands = {
  ...{ ...intake, ...solving, ...following, ...joint },
  whistle: { ...joint.whistle, unitIds: [...joint.whistle.unitIds] },
}

export const aCommand = <M extends CaseMove>(move: M): Commands[M] => commands[move]

type Readied = { readonly [M in CaseMove]?: Partial<CaseFact> }
const since = '2026-11-24T02:00:00.000Z'
const co = (unitId: string, state: CaseFact['coUnits'][number]['state']) => ({
  coUnits: [{ unitId, state, since }],
  coUnitIds: [unitId],
})

/** What beyond its status a case needs for a move to be open. */
const readied: Readied = {
  askVerification: { sourceCode: '04' },
  unmerge: { masterId: anId(101) },
  designate: { refuseCount: 1 },
  arrive: co(units.department, 'called'),
  coSign: co(units.department, 'waiting'),
  coRefuse: co(units.department, 'waiting'),
  coFeedBack: co(units.department, 'working'),
  waive: co(units.other, 'working'),
  grantExtension: {
    extension: { nth: 1, askedById: anId(77), askedAt: since, dueAt: '2026-12-01T03:00:00.000Z' },
  },
  escalate: { tier: 'village' },
  denyExtension: { extension: { nth: 1, askedById: anId(77), askedAt: since, dueAt: since } },
  answerSupervision: {
    supervision: { number: 'DB341222-20261124-0001', card: 'yellow', at: since, answeredAt: null },
  },
  acknowledge: { instructed: true },
}

/** A case on which nothing but status, right and tie could keep the move closed. */
export const aCaseReadyFor = (move: CaseMove, named: Partial<CaseFact> = {}): CaseFact =>
  aCaseFact({ ...readied[move], ...named })

/** The case that the builder's case would be merged into. */
export const aMaster = (named: Partial<CaseFact> = {}): CaseFact =>
  aCaseFact({ id: anId(101), number: 'ZZ341222-20261124-0002', ...named })
