import {
  caseStatuses,
  coStates,
  listCases,
  mayReadCase,
  owedMoves,
  untouched,
  type CaseFact,
  type CaseStatus,
} from '@shuniu/shared/cases'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { writeCases } from '../builders/caseRows.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, villageCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { accountId, actorOf, unitIds } from '../builders/staff.ts'

const now = testClock().now()
const ofEachStatus = 40

const unitId = fc.constantFrom(
  ...[unitIds.township(1), unitIds.force(1), unitIds.village(1, 1), unitIds.county],
  ...[unitIds.police, unitIds.civil],
)
const accountOf = fc.constantFrom(
  ...['t1v1g1', 't1v1.officer', 't1.duty', 't1.dispatcher', 't1.director', 't1.force', 'police'].map(
    accountId,
  ),
)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const coUnit = fc.record({ unitId, state: fc.constantFrom(...coStates), since: fc.constant(now) })
const extension = fc.record({
  nth: fc.constantFrom(1, 2),
  askedById: accountOf,
  askedAt: fc.constant(now),
  dueAt: fc.constant(now),
})
const supervision = fc.record({
  number: fc.constant('DB341222-20261124-0001'),
  card: fc.constantFrom('yellow' as const),
  at: fc.constant(now),
  answeredAt: maybe(fc.constant(now)),
})

const incident = fc.record({
  since: fc.constant(now),
  calledAt: maybe(fc.constant(now)),
  firstAt: maybe(fc.constant(now)),
  finalAt: maybe(fc.constant(now)),
  pending: maybe(fc.constant({ reportKind: 'first' as const, version: 2, at: now })),
  lastNumber: fc.constant(null),
  count: fc.constant(0),
})

/** What may stand beside a status, in any mixture that a case can come to. */
const beside = fc.record({
  level: fc.constantFrom('red' as const, 'orange' as const, 'yellow' as const, 'blue' as const),
  tier: fc.constantFrom('village' as const, 'township' as const, 'county' as const),
  gridCode: maybe(fc.constantFrom(gridCode(1, 1, 1), gridCode(1, 1, 2))),
  ownerUnitId: unitId,
  coUnits: fc.uniqueArray(coUnit, { maxLength: 3, selector: one => one.unitId }),
  reporterId: maybe(accountOf),
  handlerIds: fc.uniqueArray(accountOf, { maxLength: 2 }),
  sensitive: fc.integer({ min: 0, max: 3 }).map(n => n === 0),
  sampled: fc.boolean(),
  refuseCount: fc.constantFrom(0, 1),
  instructed: fc.integer({ min: 0, max: 3 }).map(n => n === 0),
  extension: maybe(extension),
  supervision: maybe(supervision),
  incident: maybe(incident),
})

const noSteps = { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null }

/** Extensions live while it is handled; what was not drawn for review is settled before anybody sees it. */
function aCase(status: CaseStatus, drawn: typeof beside extends fc.Arbitrary<infer B> ? B : never): CaseFact {
  const isHandled = status === 'handling' || status === 'rework'
  const id = v7()
  return {
    ...untouched,
    id,
    number: id,
    status,
    categoryCode: '0201',
    sourceCode: '01',
    areaCode: villageCode(1, 1),
    position: null,
    version: 1,
    openedAt: now,
    updatedAt: now,
    closedAt: null,
    dueAt: null,
    yellowAt: null,
    orangeAt: null,
    stage: null,
    overdue: false,
    card: null,
    lateStages: [],
    placeDoubt: false,
    clockDoubt: false,
    selfFound: true,
    reworkCount: 0,
    askCount: 0,
    lastMove: 'report',
    steps: noSteps,
    ...drawn,
    coUnits: drawn.coUnits.filter(one => one.unitId !== drawn.ownerUnitId),
    coUnitIds: drawn.coUnits.map(one => one.unitId).filter(one => one !== drawn.ownerUnitId),
    extension: isHandled ? drawn.extension : null,
    sampled: status === 'selfDone' || drawn.sampled,
  }
}

const drawn = fc.sample(beside, { numRuns: ofEachStatus * caseStatuses.length, seed: 20_261_124 })
const generated = drawn.map((one, at) => aCase(caseStatuses[at % caseStatuses.length] ?? 'reported', one))

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  as = peopleOf(running)
  await writeCases(running.database, generated)
})
afterAll(() => running.drop())

/** The ids of everything on the account's list of what is to be done, page by page. */
async function todoOf(account: string): Promise<string[]> {
  const by = await as(account)
  const ids: string[] = []
  for (let cursor: string | undefined; ;) {
    const query = { todo: 'true', limit: 200, ...(cursor !== undefined && { cursor }) } as const
    const { body } = await by.call(listCases, { query })
    ids.push(...body.items.map(({ id }) => id))
    if (body.next === null) return ids
    cursor = body.next
  }
}

const named = new Map(generated.map(one => [one.id, one]))

/** What to look at when the two differ. */
const told = (id: string, account: string): string => {
  const current = named.get(id)
  return current === undefined ? id : `${current.status}: ${owedMoves(current, actorOf(account)).join(' ')}`
}

const everyRole = [
  't1v1g1',
  't1v1.officer',
  't1v1.secretary',
  't1.duty',
  't1.dispatcher',
  't1.director',
  't1.leader',
  't1.wall',
  't1.force',
  'police',
  'civil',
  'housing',
  't2.duty',
  't1v1g2',
  'county.duty',
  'county.dispatcher',
  'county.director',
  'county.leader',
  'county.supervisor',
  'county.wall',
]

describe(`what is to be done, of ${generated.length} cases of every status`, () => {
  it.each(everyRole)('is for %s on the server’s list what the rules say', async account => {
    const actor = actorOf(account)
    const owed = generated.filter(
      current => mayReadCase(actor, current) && owedMoves(current, actor).length > 0,
    )

    const listed = await todoOf(account)

    const ids = owed.map(({ id }) => id)
    const only = (some: readonly string[], others: readonly string[]) =>
      some.filter(id => !others.includes(id)).map(id => told(id, account))
    expect({ server: only(listed, ids).slice(0, 5), rules: only(ids, listed).slice(0, 5) }).toEqual({
      server: [],
      rules: [],
    })
  })

  it('is something for each status that waits for anybody', () => {
    const owing = new Set(
      everyRole.flatMap(account =>
        generated
          .filter(current => owedMoves(current, actorOf(account)).length > 0)
          .map(({ status }) => status),
      ),
    )

    expect(caseStatuses.filter(status => owing.has(status))).toEqual(
      expect.arrayContaining(['reported', 'needInfo', 'verifyFirst', 'selfDone', 'accepted', 'assigned']),
    )
    expect([...owing]).toEqual(expect.arrayContaining(['signed', 'handling', 'done', 'rework', 'verified']))
  })
})
