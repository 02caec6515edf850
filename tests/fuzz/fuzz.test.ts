import { rm } from 'node:fs/promises'
import { covers, roomOf, type Actor } from '@shuniu/shared/identity'
import { Watch, WatchAck } from '@shuniu/shared/live'
import fc from 'fast-check'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { everyContract } from '../builders/contracts.ts'
import { countyCode, townshipCode } from '../builders/county.ts'
import { aBuiltClient } from '../builders/pages.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { accountId, unitIds } from '../builders/staff.ts'
import { Watcher } from '../builders/watcher.ts'
import { asksOf, expectDeclared, send } from './asking.ts'
import { brokenLaws } from './consistency.ts'
import { inputsOf } from './shapes.ts'
import { runsOf, seed, size, tell, together } from './size.ts'
import { hostile, knownCases } from './arbitraries.ts'

let running: RunningApp
let as: People
let pagesFolder: string
const counts = new Map<string, number>()
const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)

beforeAll(async () => {
  pagesFolder = await aBuiltClient()
  running = await startApp({ pagesFolder })
  as = peopleOf(running)
  for (let n = 0; n < 10; n += 1) {
    const report = aReport({ occurredAt: new Date().toISOString() })
    knownCases.push((await reported(await as('t1v1g1'), report)).caseId)
  }
})
afterAll(async () => {
  tell(`fuzz, seed ${seed}: ${[...counts].map(([what, n]) => `${n} ${what}`).join(', ')}`)
  await running.drop()
  await rm(pagesFolder, { recursive: true })
})

const isReady = async () => (await running.stranger.get('/api/health/ready')).status === 200

describe('each contract answers whatever it is sent as it declares', () => {
  /** Writes to the heart of the product get most of the inputs, however many contracts there are. */
  const weights: Readonly<Record<string, number>> = {
    makeReport: 6,
    moveCase: everyContract.length / 2,
    listCases: 4,
    sendPositions: 2,
  }
  const weightOf = (name: string) => weights[name] ?? 1
  const whole = everyContract.reduce((sum, { name }) => sum + weightOf(name), 0)

  // Reports first: what they open is what all others ask about.
  const inOrder = [...everyContract].sort(
    (a, b) => Number(b.name === 'makeReport') - Number(a.name === 'makeReport'),
  )

  it.each(inOrder.map(one => [one.name, one] as const))('%s', async (name, contract) => {
    const inputs = (size.contracts * weightOf(name)) / whole
    const batch = fc.array(asksOf(contract), { minLength: together, maxLength: together })

    await fc.assert(
      fc.asyncProperty(batch, async asks => {
        const answers = await Promise.all(
          asks.map(async asked => {
            const by = contract.needs === 'public' ? running.stranger : await as(asked.account)
            return send(by, contract, asked)
          }),
        )
        for (const answer of answers) {
          expectDeclared(contract, answer)
          count(answer.code === undefined ? 'taken' : 'refused')
          if (answer.code === undefined && name === 'moveCase') count('moves made')
        }
      }),
      runsOf(inputs),
    )
    expect(await isReady()).toBe(true)
  })
})

describe('raw requests', () => {
  const types = [
    'application/json',
    'text/plain',
    'application/json; charset=utf-16',
    'a/b',
    'multipart/form-data',
  ]
  const paths = fc.oneof(
    fc.constantFrom(
      ...everyContract.map(({ path }) => `/api${path}`),
      '/api/uploads',
      '/live/',
      '/metrics',
      '/wall',
    ),
    fc.webPath().map(path => `/${path.replace(/^\/+/, '')}`),
  )
  const anything = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'),
    path: paths,
    type: fc.constantFrom(...types),
    body: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      hostile.map(value => JSON.stringify(value)),
    ),
    header: fc.string({ maxLength: 60 }).map(text => text.replaceAll(/[^\x21-\x7e]/g, 'x')),
  })
  // Signing out works, as it should: then everything after it would be a stranger's.
  const request = anything.filter(({ method, path }) => method !== 'DELETE' || path !== '/api/session')

  it('are answered without a fault', async () => {
    const batch = fc.array(request, { minLength: together, maxLength: together })

    await fc.assert(
      fc.asyncProperty(batch, async requests => {
        const member = await as('t1v1g1')
        const statuses = await Promise.all(
          requests.map(async ({ method, path, type, body, header }) => {
            const hasBody = method !== 'GET' && method !== 'HEAD'
            const headers = {
              'content-type': type,
              'x-whatever': header,
              'if-none-match': header,
              range: header,
            }
            const answer = await member.send(method, path, { headers, ...(hasBody && { body }) })
            count('raw')
            return answer.status
          }),
        )
        expect(Math.max(...statuses)).toBeLessThan(500)
      }),
      runsOf(size.raw),
    )
    expect(await isReady()).toBe(true)
  })
})

describe('socket messages', () => {
  const duty: Actor = {
    accountId: accountId('t1.duty'),
    name: '',
    role: 'townshipDuty',
    scope: townshipCode(1),
    unitId: unitIds.township(1),
  }
  const rooms = fc.constantFrom(
    ...[
      'county',
      `township:${townshipCode(1)}`,
      `township:${townshipCode(2)}`,
      'case:all',
      'user:',
      'village:1',
    ],
    ...[
      `unit:${unitIds.township(1)}`,
      `unit:${unitIds.force(2)}`,
      `user:${accountId('county.duty')}`,
      '__proto__',
    ],
  )
  const watches = fc.oneof(
    inputsOf(Watch, 'proper', { rooms: fc.array(rooms, { maxLength: 12 }) }),
    inputsOf(Watch, 'nearly', { rooms: fc.array(fc.oneof(rooms, fc.string()), { maxLength: 70 }) }),
    hostile,
  )
  const mayHear = (room: string) => {
    const meant = roomOf(room, countyCode)
    if (meant === undefined) return false
    if (meant.kind === 'everyone') return true
    return meant.kind === 'place'
      ? covers(duty, meant.areaCode)
      : [duty.unitId, duty.accountId].includes(meant.id)
  }

  async function watcherOf(by: Browser): Promise<Watcher> {
    const watcher = new Watcher({ url: running.url, cookie: by.cookie })
    await watcher.connect()
    return watcher
  }

  /** Sends questions one by one; each is answered, or the socket is ended for asking too often. */
  async function ask(watcher: Watcher, questions: readonly unknown[]): Promise<void> {
    for (const question of questions) {
      if (!watcher.isConnected) await watcher.connect()
      watcher.socket.emit('seen', question)
      const answer = await Promise.race([
        watcher.ask(question),
        new Promise<'ended'>(resolve => watcher.socket.once('disconnect', () => resolve('ended'))),
      ])
      count('messages')
      if (answer === 'ended') continue
      if ('refusal' in answer) expect(answer.refusal.code).toMatch(/^live\./)
      else {
        expect([...Value.Errors(WatchAck, answer)]).toEqual([])
        expect(answer.joined.filter(room => !mayHear(room))).toEqual([])
      }
    }
  }

  it('are answered, refused or cut, and open no room that is not the actor’s', async () => {
    const by = await as('t1.duty')
    const watchers = await Promise.all(Array.from({ length: together }, () => watcherOf(by)))
    const perWatcher = Math.ceil(size.messages / 2 / together)
    const questions = fc.sample(watches, { numRuns: perWatcher * together, seed })

    await Promise.all(
      watchers.map((watcher, n) => ask(watcher, questions.slice(n * perWatcher, (n + 1) * perWatcher))),
    )

    for (const watcher of watchers) watcher.close()
    expect(await isReady()).toBe(true)
  })
})

describe('after all of it', () => {
  it('the rows keep their laws', async () => {
    expect(await brokenLaws(running.database)).toEqual({})
  })

  it('facts are numbered without a gap, and the server works as before', async () => {
    const { rows } = await running.database.pool.query<{ unnumbered: number }>(
      'select count(*) filter (where seq is null)::int as unnumbered from outbox',
    )
    const report = aReport({ occurredAt: new Date().toISOString() })
    const receipt = await reported(await as('t1v1g1'), report)

    expect(rows[0]?.unnumbered).toBe(0)
    expect(receipt).toMatchObject({ placeDoubt: false, clockDoubt: false })
  })

  it('no input was too many, few or alike: some were taken, most refused', () => {
    expect(counts.get('taken')).toBeGreaterThan(size.contracts / 20)
    expect(counts.get('refused')).toBeGreaterThan(size.contracts / 20)
    expect(counts.get('moves made')).toBeGreaterThan(size.contracts / 500)
  })
})
