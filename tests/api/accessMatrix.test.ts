import {
  listAlarms,
  listCallerCases,
  listCases,
  listCaseWords,
  listEntries,
  listFiles,
  listMerged,
  seeCase,
  type CaseFilter,
} from '@shuniu/shared/cases'
import type { ClockRule } from '@shuniu/shared/clocks'
import { roleCodes } from '@shuniu/shared/identity'
import { listNotifications } from '@shuniu/shared/notifications'
import { foreseeToday, previewClockRule } from '@shuniu/shared/forecast'
import { listDocuments } from '@shuniu/shared/documents'
import { seeReach } from '@shuniu/shared/reach'
import { seeOverview } from '@shuniu/shared/statistics'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyField, leaksIn, unclassified } from '../builders/access/fields.ts'
import { mayBeTold, type Secret, type Truth } from '../builders/access/law.ts'
import { askers, everySituation, firstGrid, type Situation } from '../builders/access/situations.ts'
import { tellsOfCases, tellsOfOthers } from '../builders/access/tellings.ts'
import { truthsOf } from '../builders/access/truths.ts'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Answer, Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode } from '../builders/county.ts'
import { everyContract } from '../builders/contracts.ts'
import { aMove, seen, takenOn, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { say } from '../builders/size.ts'
import { accountId, actorOf, unitIds } from '../builders/staff.ts'
import { unzipped } from '../builders/zip.ts'

const clock = testClock()
let running: RunningApp
let as: People
let situations: readonly Situation[]
let truths: ReadonlyMap<string, Truth>
let asked = 0
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  situations = await everySituation(as)
  truths = await truthsOf(running.database, situations)
})
afterAll(() => running.drop())

const told = (account: string, { id }: Situation): ReadonlySet<Secret> => {
  const truth = truths.get(id)
  if (!truth) throw new Error(`no case ${id}`)
  return mayBeTold(actorOf(account), truth)
}

async function ask<T>(answer: Promise<Answer<T>>): Promise<Answer<T>> {
  asked += 1
  return answer
}

/** Words in an answer that its hearer may not be told. */
const heard = (account: string, answer: unknown): string[] => {
  const text = JSON.stringify(answer)
  return situations.flatMap(one =>
    one.canaries
      .filter(({ secret, words }) => text.includes(words) && !told(account, one).has(secret))
      .map(({ words }) => `${one.name}: ${words}`),
  )
}

async function seenBy(account: string, by: Browser, one: Situation): Promise<string[]> {
  const may = told(account, one)
  const { status, code, body } = await ask(by.call(seeCase, { params: { id: one.id } }))
  if (!may.has('standing')) return [404, 403].includes(status) ? [] : [`${one.name} is told`]
  if (code !== undefined) return [`${one.name} is refused: ${code}`]
  const entries = await ask(by.call(listEntries, { params: { id: one.id }, query: {} }))
  if (entries.code !== undefined) return [`the entries of ${one.name} are refused: ${entries.code}`]
  const files = await ask(by.call(listFiles, { params: { id: one.id }, query: {} }))
  const merged = await ask(by.call(listMerged, { params: { id: one.id }, query: {} }))
  const reach = await ask(by.call(seeReach, { params: { id: one.id } }))
  const media = await ask(by.get(`/api/uploads/${one.mediaId}/file`))
  const isShown = media.status === 200
  const isRight = isShown === may.has('words')
  return [
    ...leaksIn(
      [body, entries.body, files.body, merged.body, reach.code ?? reach.body],
      { may, self: accountId(account) },
      one.name,
    ),
    ...heard(account, entries.body),
    ...((reach.code === undefined) === may.has('people') ? [] : [`${one.name}: reach ${reach.status}`]),
    ...(isRight ? [] : [`${one.name}: media ${media.status}`]),
  ]
}

/** All texts of a Word file. */
async function wordsIn(by: Browser, path: string): Promise<string> {
  const answer = await ask(
    fetch(`${by.url}${path}`, { headers: { cookie: by.cookie } }).then(async file => ({
      status: file.status,
      headers: file.headers,
      code: undefined,
      body: Buffer.from(await file.arrayBuffer()),
    })),
  )
  if (answer.status !== 200) return answer.body.toString()
  return [...unzipped(answer.body).values()].map(part => part.toString()).join('\n')
}

async function documentsFor(account: string, by: Browser, one: Situation): Promise<string[]> {
  const listed = await ask(by.call(listDocuments, { params: { id: one.id } }))
  const unasked = await wordsIn(by, `/api/cases/${one.id}/documents/dispatchOrder/docx`)
  if (listed.code !== undefined) return heard(account, [listed.body, unasked])
  const { items, awaited } = listed.body
  if (!told(account, one).has('words') && items.length + awaited.length > 0) return [`${one.name}: documents`]
  const printed: unknown[] = [listed.body, unasked]
  for (const { form, of } of items) {
    const [path, query] = [`/api/cases/${one.id}/documents/${form}`, of === null ? '' : `?of=${of}`]
    const written = await wordsIn(by, `${path}/docx${query}`)
    if (!written.includes('<w:body>')) return [`${one.name}: ${form} is no Word file`]
    printed.push((await ask(by.get(path + query))).body, written)
  }
  return heard(account, printed)
}

const flags = [
  'overdue',
  'late',
  'open',
  'sensitive',
  'mine',
  'todo',
  'onTime',
  'joint',
  'helping',
  'extensionAsked',
  'escalated',
  'supervised',
  'instructed',
  'callBack',
  'reopened',
  'countable',
]
const narrowed = (): Record<string, string>[] => [
  {},
  ...['due', 'newest', 'level'].map(sort => ({ sort })),
  ...flags.flatMap(flag => [{ [flag]: 'true' }, { [flag]: 'false' }]),
  ...['yellow', 'red'].map(card => ({ card })),
  ...situations.map(({ id }) => ({ master: id })),
]
/** Filters by what a masked case hides: they find none that is masked. */
const telling = (): CaseFilter[] => [{ category: 'E0205,E02,E' }, { source: '01,03' }, { area: firstGrid }]

async function listed(by: Browser, query: CaseFilter) {
  const answer = await ask(by.call(listCases, { query: { limit: 200, ...query } }))
  return answer.code === undefined ? answer.body : { items: [], total: 0 }
}

async function listsFor(account: string, by: Browser): Promise<string[]> {
  const found: string[] = []
  for (const query of narrowed()) {
    const { items, total } = await listed(by, query)
    if (total !== items.length)
      found.push(`${JSON.stringify(query)} counts ${total} and tells ${items.length}`)
    for (const item of items) {
      const one = situations.find(({ id }) => id === item.id)
      if (!one) found.push(`${item.id} is none of them`)
      else if (!told(account, one).has('standing')) found.push(`${one.name} by ${JSON.stringify(query)}`)
      else
        found.push(
          ...leaksIn(item, { may: told(account, one), self: accountId(account) }, `list ${one.name}`),
        )
    }
  }
  for (const query of telling()) {
    const { items } = await listed(by, query)
    const masked = situations.filter(one => !told(account, one).has('kind'))
    for (const one of masked.filter(({ id }) => items.some(item => item.id === id)))
      found.push(`${one.name} by ${JSON.stringify(query)}`)
  }
  return found
}

/** Nobody finds by what they are not told, and everybody by what they are. */
async function searchesFor(account: string, by: Browser): Promise<string[]> {
  const found: string[] = []
  for (const one of situations) {
    for (const { secret, words } of one.searched) {
      const { total } = await listed(by, { q: words })
      if (total > 0 !== told(account, one).has(secret)) found.push(`${one.name} by ${words}: ${total}`)
    }
  }
  return found
}

/** Cases in an answer of which its hearer may not know that there are such. */
const mentioned = (account: string, answer: unknown): string[] => {
  const text = JSON.stringify(answer)
  return situations
    .filter(
      one => !told(account, one).has('standing') && [one.id, one.number].some(word => text.includes(word)),
    )
    .map(({ name }) => `${name} is named`)
}

/** A limit so short that every case at work is late by it. */
const everyLate = (categoryPrefix: string): ClockRule => ({
  stage: 'handling',
  level: 'blue',
  amount: 1,
  unit: 'min',
  effectiveFrom: '2027-01-01',
  ...(categoryPrefix !== '' && { categoryPrefix }),
})

async function othersFor(account: string, by: Browser): Promise<string[]> {
  const answers = [
    await ask(by.call(listNotifications, { query: {} })),
    await ask(by.call(foreseeToday, { query: {} })),
    await ask(by.call(seeOverview, { query: {} })),
    await ask(by.call(listAlarms)),
    await ask(by.call(listCaseWords, { query: { ids: situations.map(({ id }) => id).join(',') } })),
  ]
  return heard(
    account,
    answers.map(({ body }) => body),
  )
}

it('knows of each field and each address whether it tells of cases', () => {
  expect(unclassified()).toEqual([])
  const known = [...tellsOfCases, ...tellsOfOthers]
  expect(everyContract.map(({ name }) => name).filter(name => !known.includes(name))).toEqual([])
  expect(roleCodes.filter(role => !askers.some(account => actorOf(account).role === role))).toEqual([])
})

it.each(askers)(
  'tells %s by HTTP nothing that is not theirs to know',
  { timeout: 120_000 },
  async account => {
    const by = await as(account)

    const leaks: string[] = []
    for (const one of situations) {
      leaks.push(...(await seenBy(account, by, one)), ...(await documentsFor(account, by, one)))
      leaks.push(...heard(account, (await ask(by.get(`/api/cases/${one.id}`))).body))
    }
    leaks.push(...(await listsFor(account, by)), ...(await searchesFor(account, by)))
    leaks.push(...(await othersFor(account, by)))

    expect(leaks).toEqual([])
  },
)

it('answers a move made again by what its sender may read now, and none by an account that was changed since', async () => {
  const force = await as('t1.force')
  const own = situations.find(({ name }) => name === 'own')
  const at = await seen(await as('t1.duty'), own?.id ?? '')
  const asking = aMove('progress', at, { text: 'zqagainzq' })
  const first = await tryMove(force, at, asking)
  expect((await tryMove(force, at, asking)).body).toEqual(first.body)

  const { pool } = running.database
  await pool.query(`update accounts set unit_id = $1 where account = 't1.force'`, [unitIds.civil])
  const repeated = await tryMove(force, at, asking)
  const fresh = await tryMove(force, first.body, aMove('progress', first.body))
  await pool.query(`update accounts set unit_id = $1 where account = 't1.force'`, [unitIds.force(1)])

  expect(repeated.body).toMatchObject({ id: own?.id, title: '已转出的事件', position: null, gridCode: null })
  expect(fresh.code).toBe('case.unknown')
})

it('masks a namesake that an officer reported for, once the case is handed on', async () => {
  const duty = await as('t1.duty')
  const reporter = { name: '测试 t1.duty', phone: '13955556666' }
  const { caseId } = await reported(duty, aReport({ reporter }))
  await takenOn(as, await seen(duty, caseId), ['t1.duty', 'accept'], ['t1.dispatcher', 'assign'])

  const { body } = await duty.call(seeCase, { params: { id: caseId } })

  expect(body.reporter).toMatchObject({ phone: '139****6666', isMasked: true })
})

it('names by the trial of a rule no case but to those who may know that there is one', async () => {
  clock.moveOnS(2 * 24 * 3_600)
  as = peopleOf(running)
  const leaks: string[] = []
  const named = new Set<string>()
  const trials = askers.flatMap(account =>
    ['', '02', 'E02', 'E0205'].map(prefix => [account, prefix] as const),
  )
  for (const [account, prefix] of trials) {
    const by = await as(account)
    const { code, body } = await ask(by.call(previewClockRule, { body: everyLate(prefix) }))
    leaks.push(...heard(account, body), ...mentioned(account, body))
    if (code === undefined) for (const { number } of body.examples) named.add(number)
  }

  expect(leaks).toEqual([])
  expect(named.size).toBeGreaterThan(0)
})

it('tells by a number no case but to desks that have to call, and of these nothing that they may not read', async () => {
  const leaks: string[] = []
  let found = 0
  for (const account of askers) {
    const by = await as(account)
    for (const one of situations) {
      const phone = one.canaries.find(({ words }) => /^1\d{10}$/.test(words))?.words
      if (phone === undefined) continue
      const { code, body } = await ask(by.call(listCallerCases, { body: { phone } }))
      if (code !== undefined) continue
      found += body.items.length
      const isItsOwn = body.items.every(item => item.case.id === one.id)
      const may = told(account, one)
      leaks.push(
        ...(isItsOwn ? [] : [`${account}: ${one.name}: another case`]),
        ...leaksIn(body, { may, self: accountId(account) }, `${account}: ${one.name}`),
        ...heard(account, body),
      )
    }
  }

  expect(leaks).toEqual([])
  expect(found).toBeGreaterThan(0)
})

it(
  'finds by unit, notice, digits or reporter no case that is masked, nor by words of what is',
  { timeout: 120_000 },
  async () => {
    const leaks: string[] = []
    let found = 0
    const tails = situations.flatMap(one =>
      one.canaries.flatMap(({ words }) => (/^1\d{10}$/.test(words) ? [words.slice(-4)] : [])),
    )
    const queries = ['派出所', 'pcs', '公安局', '综治中心', ...tails, ...(await noticesOf()), 'zq0', '欧阳']
    for (const [account, q] of askers.flatMap(asker => queries.map(query => [asker, query] as const))) {
      const { items } = await listed(await as(account), { q })
      found += items.length
      leaks.push(...heard(account, items))
      for (const { id } of items) {
        const one = situations.find(situation => situation.id === id)
        // Digits may be the end of its own number too, which says no more than its kind.
        const needs = one?.number.endsWith(q) === true ? 'kind' : 'words'
        if (one && !told(account, one).has(needs)) leaks.push(`${account} finds ${one.name} by ${q}`)
      }
    }

    expect(leaks).toEqual([])
    expect(found).toBeGreaterThan(0)
  },
)

/** The numbers of the notices issued for all of the cases. */
async function noticesOf(): Promise<string[]> {
  const { rows } = await running.database.pool.query<{ number: string }>(
    `select filled ->> 'noticeNumber' as number from case_entries where filled ? 'noticeNumber'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  return rows.flatMap(({ number }) => [number, number.slice(-4)])
}

it('finds by the end of a telephone number no case but for who is told it or has to call', async () => {
  const duty = await as('t2.duty')
  const { caseId } = await reported(
    duty,
    aReportIn(gridCode(2, 1, 1), { reporter: { phone: '13700008642' } }),
  )
  const finders: string[] = []
  for (const account of askers) {
    const { items } = await listed(await as(account), { q: '8642' })
    if (items.some(({ id }) => id === caseId)) finders.push(account)
  }

  expect(finders).toEqual(['t2.duty', 'county.duty', 'county.dispatcher', 'county.director'])
})

it('prints how much was asked', () => {
  const size = everyField.length * roleCodes.length * situations.length
  say(
    `access: ${everyField.length} fields × ${roleCodes.length} roles × ${situations.length} situations = ${size}; ` +
      `by HTTP ${asked} asked of ${askers.length} accounts; 0 leaks`,
  )
  expect(asked).toBeGreaterThan(1_000)
})
