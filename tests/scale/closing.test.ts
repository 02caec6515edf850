import { setTimeout as wait } from 'node:timers/promises'
import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import { listCases } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { measurable, memoryOf } from '../builders/memory.ts'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import { until } from '../builders/watcher.ts'
import { DrillConsole } from '../drills/consoles.ts'
import type { Operator } from '../drills/operator.ts'
import { reportBy, sendReport } from '../drills/reporting.ts'
import { Staff } from '../drills/staff.ts'
import { CrowdMember, untilAllBack } from './crowd.ts'

const sockets = sized(5_000, 500)
const perAccount = 60
const openedAtOnce = 100
const facts = sized(40, 15)

let server: ServerProcess
let staff: Staff
let reporter: Operator
beforeAll(async () => {
  server = await ServerProcess.start({ nodeArgs: measurable })
  staff = await Staff.read(server.url, server.dataDir)
  reporter = await staff.get(staff.named('gridMember')[0] ?? '')
})
afterAll(() => server.stop())

/** What is held for sockets, by structure, as an operator reads it. */
async function held(): Promise<Record<string, number>> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  const rows = [...text.matchAll(/^shuniu_live_held\{structure="(\w+)"\} (\d+)/gm)]
  const ofSockets = rows.filter(([, structure]) => structure !== 'tail' && structure !== 'narrowed')
  return Object.fromEntries(ofSockets.map(([, structure = '', n]) => [structure, Number(n)]))
}

/** From the post of a report to the console that hears of it, in milliseconds: the median of some. */
async function timeToFact(): Promise<number> {
  const random = randomFrom(11)
  const operator = await staff.get(staff.named('countyDuty')[0] ?? '')
  const console = new DrillConsole('duty', operator)
  await console.open()
  const times: number[] = []
  for (let n = 0; n < facts; n += 1) {
    const { length } = console.facts
    const begunMs = performance.now()
    await sendReport(reporter, reportBy(reporter, random))
    await until('the console hears of it', () => console.facts.length > length)
    times.push(performance.now() - begunMs)
  }
  console.close()
  return times.sort((a, b) => a - b)[Math.floor(facts / 2)] ?? 0
}

/** Opens so many sockets on the rooms and closes all of them. */
async function comeAndGo(n: number): Promise<void> {
  const accounts = [
    ...staff.named('countyDuty'),
    ...staff.named('townshipDuty'),
    ...staff.named('villageSecretary'),
  ]
  const operators = await Promise.all(
    accounts.slice(0, Math.ceil(n / perAccount)).map(account => staff.get(account)),
  )
  const first = await operators[0]?.call(listCases, { query: { limit: 1 } })
  const caseId = first?.ok ? first.value.items[0]?.id : undefined
  const crowd: CrowdMember[] = []
  while (crowd.length < n) {
    const operator = operators[crowd.length % operators.length]
    if (!operator) break
    const { scope } = operator.session
    const place = { 6: rooms.county, 9: rooms.township(scope), 12: rooms.village(scope) }[scope.length] ?? ''
    crowd.push(new CrowdMember(operator, [place, ...(caseId === undefined ? [] : [rooms.case(caseId)])]))
    if (crowd.length % openedAtOnce === 0) await untilAllBack(crowd, 60)
  }
  await untilAllBack(crowd, 60)
  await until('all are counted', async () => ((await held())['connections'] ?? 0) >= n, 30_000)
  for (const one of crowd) one.close()
}

const isEmpty = async () => Object.values(await held()).every(n => n === 0)

it(`${sockets} sockets that watched and closed leave nothing behind`, { timeout: 900_000 }, async () => {
  await comeAndGo(sockets / 10)
  await until('the first have gone', isEmpty, 30_000)
  await timeToFact()
  const before = { held: await memoryOf(server), ms: await timeToFact() }

  await comeAndGo(sockets)
  await until('all have gone', isEmpty, 60_000)
  await wait(2_000)
  const after = { held: await memoryOf(server), ms: await timeToFact() }

  const words = ({ held: { heldMb }, ms }: typeof before) =>
    `${heldMb} MB held, ${Math.round(ms * 10) / 10} ms to a fact`
  say(`  before: ${words(before)}`)
  say(`  after:  ${words(after)}; gauges ${JSON.stringify(await held())}`)
  expect(after.held.heldMb).toBeLessThan(before.held.heldMb * 1.05 + 2)
  expect(after.ms).toBeLessThan(2 * before.ms + 20)
})
