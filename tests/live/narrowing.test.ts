import { seeCase } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { fieldOf } from '../builders/body.ts'
import { townshipCode, villageCode } from '../builders/county.ts'
import { reported } from '../builders/report.ts'
import { say } from '../builders/size.ts'
import { unitIds } from '../builders/staff.ts'
import { aWatcher, until, type Watcher } from '../builders/watcher.ts'

const steadyAccounts = ['county.duty', 'county.dispatcher', 'county.director']
const narrowedAccounts = ['t1.duty', 't1.dispatcher', 't1.director']
const consolesOfAccount = 50
const reportsAtATime = 25
/** Half a second, and what 300 sockets and both their ends in one process take of it. */
const noticedWithinMs = 3_000

interface TimedReport {
  readonly caseId: string
  readonly atMs: number
}

let running: RunningApp
let member: Browser
let known: string
const people = new Map<string, Browser>()
const consolesBy = new Map<string, Watcher[]>()

/** Sends reports one after the other. */
async function sendReports(n: number): Promise<TimedReport[]> {
  const sent: TimedReport[] = []
  for (let nth = 0; nth < n; nth += 1) {
    const atMs = performance.now()
    const { caseId } = await reported(member)
    sent.push({ caseId, atMs })
  }
  return sent
}

const consolesOf = (accounts: readonly string[]) => accounts.flatMap(one => consolesBy.get(one) ?? [])
const idsIn = ({ facts }: Watcher) => facts.map(({ body }) => fieldOf(body, 'id'))
const hasAll = (consoles: readonly Watcher[], sent: readonly TimedReport[]) =>
  until('all have heard all', () =>
    consoles.every(one => {
      const heard = new Set(idsIn(one))
      return sent.every(({ caseId }) => heard.has(caseId))
    }),
  )

/** From sending each of these until each of the consoles had it, in milliseconds: the middle one and the slowest. */
function delays(consoles: readonly Watcher[], sent: readonly TimedReport[]) {
  const took = consoles.flatMap(one => {
    const cameAtMs = new Map(idsIn(one).map((id, nth) => [id, one.cameAtMs[nth]]))
    return sent.map(({ caseId, atMs }) => (cameAtMs.get(caseId) ?? Infinity) - atMs)
  })
  took.sort((a, b) => a - b)
  return { middleMs: took[took.length >> 1] ?? Infinity, slowestMs: took.at(-1) ?? Infinity }
}

/** Gives the accounts another post, as who administers them does: none of the sessions ends by that. */
const narrow = (accounts: readonly string[]) =>
  running.database.pool.query(
    `with moved as (
       update accounts set role = 'villageSecretary', scope = $2, unit_id = $3, version = version + 1
        where account = any($1) returning 1
     )
     insert into session_epoch (id, epoch) values (1, 1)
         on conflict (id) do update set epoch = session_epoch.epoch + 1`,
    [accounts, villageCode(2, 1), unitIds.village(2, 1)],
  )

beforeAll(async () => {
  running = await startApp()
  member = await running.signIn('t1v1g1')
  known = (await reported(member)).caseId
  for (const account of [...steadyAccounts, ...narrowedAccounts]) {
    const browser = await running.signIn(account)
    people.set(account, browser)
    const { url, cookie } = browser
    const heard = [rooms.township(townshipCode(1)), rooms.case(known)]
    const consoles = Array.from({ length: consolesOfAccount }, () => aWatcher({ url, cookie, rooms: heard }))
    consolesBy.set(account, await Promise.all(consoles))
  }
})
afterAll(async () => {
  for (const one of [...consolesBy.values()].flat()) one.close()
  await running.drop()
})

describe('a post that is narrowed while 300 consoles watch', () => {
  it('ends what its half may hear at once; the other half misses nothing and waits no longer', async () => {
    const [steady, narrowed] = [consolesOf(steadyAccounts), consolesOf(narrowedAccounts)]
    const first = await sendReports(reportsAtATime)
    await hasAll([...steady, ...narrowed], first)

    const narrowedAtMs = performance.now()
    const [meanwhile, endedAfterMs] = await Promise.all([
      sendReports(reportsAtATime),
      narrow(narrowedAccounts).then(async () => {
        await until('all of them are ended', () => narrowed.every(one => !one.isConnected))
        return performance.now() - narrowedAtMs
      }),
    ])
    const afterwards = await sendReports(reportsAtATime)
    const sent = [...first, ...meanwhile, ...afterwards]
    await hasAll(steady, sent)

    const [before, after] = [delays(steady, first), delays(steady, [...meanwhile, ...afterwards])]
    say(`  ${narrowed.length} narrowed consoles were ended after ${Math.round(endedAfterMs)} ms at most`)
    for (const [when, { middleMs, slowestMs }] of Object.entries({ before, after }))
      say(
        `  time to a fact of the other ${steady.length} ${when}: ${Math.round(middleMs)} ms, at most ${Math.round(slowestMs)} ms`,
      )
    for (const one of steady) {
      expect(idsIn(one)).toEqual(sent.map(({ caseId }) => caseId))
      expect(one.ends).toEqual([])
    }
    for (const one of narrowed) {
      expect(one.ends).toEqual(['session.none'])
      expect(idsIn(one).filter(id => afterwards.some(({ caseId }) => caseId === id))).toEqual([])
    }
    expect(endedAfterMs).toBeLessThan(noticedWithinMs)
    expect(after.middleMs).toBeLessThan(3 * before.middleMs + 100)
  })

  it('is all that those who come back are: neither rooms nor cases, and nothing of what they missed', async () => {
    const narrowed = consolesOf(narrowedAccounts)
    const before = narrowed.map(({ facts }) => facts.length)

    const acks = await Promise.all(narrowed.map(one => one.reconnect()))
    const last = await sendReports(1)
    await hasAll(consolesOf(steadyAccounts), last)

    for (const ack of acks) expect(ack).toMatchObject({ joined: [], denied: narrowed[0]?.rooms })
    expect(narrowed.map(({ facts }) => facts.length)).toEqual(before)
    for (const account of narrowedAccounts) {
      const answer = await people.get(account)?.call(seeCase, { params: { id: known } })
      expect(answer?.code).toBe('case.unknown')
    }
  })
})
