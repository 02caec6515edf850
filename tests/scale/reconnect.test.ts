import { setTimeout as wait } from 'node:timers/promises'
import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import { until } from '../builders/watcher.ts'
import type { Operator } from '../drills/operator.ts'
import { reportBy, sendReport } from '../drills/reporting.ts'
import { Staff } from '../drills/staff.ts'
import { CrowdMember, untilAllBack } from './crowd.ts'

const size = sized({ phones: 3_500, consoles: 300 }, { phones: 500, consoles: 100 })
/** What one account may hold. */
const socketsOf = { member: 8, desk: 50 }
/** A machine that does other work is given longer for the small crowd; the large one is held to its word. */
const backWithinS = sized(30, 60)
const openedAtOnce = 100
const reportsPerSecond = 5

let server: ServerProcess
let staff: Staff
let consoles: CrowdMember[]
let phones: CrowdMember[]
let reporter: Operator

async function crowdOf(accounts: readonly string[], n: number, roomsOf: (one: Operator) => string[]) {
  const operators = await Promise.all(accounts.map(account => staff.get(account)))
  const crowd: CrowdMember[] = []
  while (crowd.length < n) {
    const operator = operators[crowd.length % operators.length]
    if (operator) crowd.push(new CrowdMember(operator, roomsOf(operator)))
    if (crowd.length % openedAtOnce === 0) await untilAllBack(crowd, 60)
  }
  return crowd
}

beforeAll(async () => {
  server = await ServerProcess.start()
  staff = await Staff.read(server.url, server.dataDir)
  const members = staff.named('gridMember')
  const walkers = members.slice(0, Math.ceil(size.phones / socketsOf.member))
  const desks = [...staff.named('countyDuty'), ...staff.named('countyDispatcher')]
  const townships = staff.named('townshipDuty').slice(0, Math.ceil(size.consoles / socketsOf.desk))
  consoles = await crowdOf([...desks, ...townships], size.consoles, ({ session }) =>
    session.scope.length === 6 ? [rooms.county] : [rooms.township(session.scope)],
  )
  phones = await crowdOf(walkers, size.phones, ({ session }) => [
    rooms.user(session.accountId),
    rooms.grid(session.scope),
  ])
  reporter = await staff.get(members.at(-1) ?? '')
})
afterAll(async () => {
  for (const one of [...consoles, ...phones]) one.close()
  await server.stop()
})

/** Reports at a steady rate while something is done; how many were taken. */
async function whileReporting(work: () => Promise<void>): Promise<number> {
  const random = randomFrom(7)
  const sent: Promise<{ readonly ok: boolean }>[] = []
  let isOver = false
  const report = async () => {
    while (!isOver) {
      sent.push(sendReport(reporter, reportBy(reporter, random)))
      await wait(1_000 / reportsPerSecond)
    }
  }
  const reporting = report()
  await work().finally(() => (isOver = true))
  await reporting
  return (await Promise.all(sent)).filter(({ ok }) => ok).length
}

const isAscending = (seqs: readonly number[]) =>
  seqs.every((seq, nth) => nth === 0 || seq > (seqs[nth - 1] ?? 0))
const county = () => consoles.filter((_, nth) => nth === 0 || isCounty(nth))
/** County desks come first among the accounts, which take turns. */
const isCounty = (nth: number) => {
  const desks = staff.named('countyDuty').length + staff.named('countyDispatcher').length
  const all = desks + Math.ceil(size.consoles / socketsOf.desk)
  return nth % all < desks
}

/** Every county console has the same numbers, and as many new ones as reports were taken at the least. */
async function expectWhole(before: number, taken: number): Promise<void> {
  const ears = county()
  await until('all have heard all', () => ears.every(({ seqs }) => seqs.length >= before + taken), 30_000)
  await wait(1_500)
  const [first] = ears
  for (const { seqs } of ears) expect(seqs).toEqual(first?.seqs)
  for (const { seqs, resnapshots } of [...consoles, ...phones]) {
    expect(isAscending(seqs)).toBe(true)
    expect(resnapshots).toBe(0)
  }
}

describe(`${size.phones + size.consoles} sockets`, () => {
  it(`cut at once are all back within ${backWithinS} s, and miss nothing`, async () => {
    const crowd = [...consoles, ...phones]
    const before = consoles[0]?.seqs.length ?? 0
    let tookS = 0

    const taken = await whileReporting(async () => {
      await wait(2_000)
      for (const one of crowd) one.cut()
      tookS = await untilAllBack(crowd, backWithinS)
    })
    say(`  ${crowd.length} cut at once: all back after ${tookS} s; ${taken} reports taken meanwhile`)

    await expectWhole(before, taken)
    expect(tookS).toBeLessThanOrEqual(backWithinS)
  })

  it(`of a server that is killed are all back within ${backWithinS} s of its return`, async () => {
    const crowd = [...consoles, ...phones]
    const before = consoles[0]?.seqs.length ?? 0
    let tookS = 0

    const taken = await whileReporting(async () => {
      await wait(1_000)
      await server.crash()
      await server.start()
      tookS = await untilAllBack(crowd, backWithinS)
    })
    say(
      `  ${crowd.length} of a killed server: all back ${tookS} s after it was ready; ${taken} reports taken`,
    )

    await expectWhole(before, taken)
  })
})
