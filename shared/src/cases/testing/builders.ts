import { roles, type Actor, type Role } from '../../identity/index.ts'
import { untouched } from '../attributes.ts'
import { caseLevels } from '../catalogue/index.ts'
import type { CaseMove } from '../moves/index.ts'
import { anId, county, grid, township, units, village } from './ids.ts'
import type { CaseFact } from '../model.ts'
import type { PlaybookInForce } from '../playbooks/choosing.ts'

/** A case of level blue that a grid member of `grid` reported; the named differences win. */
export const aCaseFact = (named: Partial<CaseFact> = {}): CaseFact => ({
  id: anId(100),
  number: 'ZZ341222-20261124-0001',
  status: 'reported',
  level: 'blue',
  categoryCode: '0101',
  sourceCode: '01',
  areaCode: village,
  gridCode: grid,
  position: [115.6, 33.2],
  tier: 'township',
  ownerUnitId: units.township,
  coUnitIds: [],
  reporterId: anId(200),
  handlerIds: [],
  version: 1,
  openedAt: '2026-11-24T02:00:00.000Z',
  dueAt: null,
  stage: null,
  overdue: false,
  card: null,
  placeDoubt: false,
  yellowAt: null,
  orangeAt: null,
  clockDoubt: false,
  sensitive: false,
  selfFound: true,
  reworkCount: 0,
  refuseCount: 0,
  askCount: 0,
  lastMove: 'report',
  updatedAt: '2026-11-24T02:00:00.000Z',
  closedAt: null,
  lateStages: [],
  steps: { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null },
  ...untouched,
  ...named,
})

const places = [county, township, village, grid]

/** Where the case of `aCaseFact` lies, as far as the role looks. */
const scopeOf = (role: Role): string =>
  places.find(({ length }) => length === roles[role].scopeDigits[0]) ?? county

const unitOf = (scope: string): string => (scope.length === 9 ? units.township : units.village)

/** An actor of the role in whose division the case of `aCaseFact` lies; a unit's handler is the department's. */
export function anActor(role: Role, named: Partial<Actor> = {}): Actor {
  const scope = scopeOf(role)
  const unitId = role === 'unitHandler' ? units.department : scope === county ? units.county : unitOf(scope)
  return { accountId: anId(300), name: '李四', role, scope, unitId, ...named }
}

/** The centres that answer for the builder's case. */
export const centres = { village: units.village, township: units.township, county: units.county }

type Readied = { readonly [M in CaseMove]?: Partial<CaseFact> }
const since = '2026-11-24T02:00:00.000Z'
const co = (unitId: string, state: CaseFact['coUnits'][number]['state']) => ({
  coUnits: [{ unitId, state, since }],
  coUnitIds: [unitId],
})

const aDraft: CaseFact['incident'] = {
  since,
  calledAt: null,
  firstAt: null,
  finalAt: null,
  pending: { reportKind: 'first', version: 4, at: since },
  lastNumber: null,
  count: 0,
}

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
  callIncident: { level: 'red' },
  draftIncident: { level: 'red' },
  signIncident: { level: 'red', incident: aDraft },
  returnIncident: { level: 'red', incident: aDraft },
}

/** A case on which nothing but status, right and tie could keep the move closed. */
export const aCaseReadyFor = (move: CaseMove, named: Partial<CaseFact> = {}): CaseFact =>
  aCaseFact({ ...readied[move], ...named })

/** A playbook of two steps, for cases of every kind and level; `aCommand('tick')` ticks its first. */
export const aPlaybook = (named: Partial<PlaybookInForce['content']> = {}): PlaybookInForce => ({
  code: 'trial',
  edition: 0,
  effectiveFrom: '2000-01-01',
  madeAt: '2000-01-01T00:00:00.000Z',
  content: {
    name: '试行预案',
    kinds: ['E01', 'E02', 'E03', 'E04', 'E05', 'E06'],
    levels: [...caseLevels],
    steps: [
      { code: 'first', text: '通知值班领导', withinMin: 5 },
      { code: 'second', text: '到场设警戒' },
    ],
    calls: [{ to: '公安 110', dial: '110' }],
    coUnits: [],
    distances: [],
    firstReport: '时间、地点、人数。',
    source: '试行',
    ...named,
  },
})

/** The case that the builder's case would be merged into. */
export const aMaster = (named: Partial<CaseFact> = {}): CaseFact =>
  aCaseFact({ id: anId(101), number: 'ZZ341222-20261124-0002', ...named })
