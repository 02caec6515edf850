import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { instant } from '@shuniu/shared/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { writeDueCases } from '../builders/dueCases.ts'
import { canStartRedis, startRedis, type Redis } from '../builders/redis.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { until } from './running.ts'

const isReduced = process.env['PROVE_REDUCED'] === '1'
const say = (line: string) => process.stdout.write(`  ${line}\n`)

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
  await writeTestCounty(database)
})
afterEach(() => database.drop())

const numberOf = async (text: string): Promise<number> => {
  const { rows } = await database.pool.query<{ n: number }>(`select (${text})::int as n`)
  return rows[0]?.n ?? -1
}
const firedSoFar = () =>
  numberOf('select count(*) from clock_thresholds where fired_at is not null and percent = 100')
const toldSoFar = () => numberOf(`select count(*) from outbox where name = 'case.overdue'`)
const notificationsSoFar = () => numberOf('select count(*) from notifications where percent = 100')

/** Everything that must be true once for each case, and the same for all of them. */
const outcome = async () => ({
  fired: await firedSoFar(),
  told: await toldSoFar(),
  toldOnce: await numberOf(`select count(distinct body->>'id') from outbox where name = 'case.overdue'`),
  onTimeline: await numberOf(`select count(*) from case_entries where move = 'overdue'`),
  marked: await numberOf('select count(*) from case_clocks where overdue_at is not null'),
  carded: await numberOf(`select count(*) from cases where card = 'yellow' and overdue`),
  versions: await numberOf('select count(distinct version) from cases'),
  unnumbered: await numberOf('select count(*) from outbox where seq is null'),
  notifications: await numberOf('select count(*) from notifications where percent = 100'),
  notificationsTold: await numberOf(
    `select count(*) from outbox where name = 'notification.made' and (body->>'percent')::int = 100`,
  ),
})

/** Of one late case: its duty officer, its head and its dispatcher are told. */
const readersOfEach = 3

const allOnce = (n: number) => ({
  fired: n,
  told: n,
  toldOnce: n,
  onTimeline: n,
  marked: n,
  carded: n,
  versions: 1,
  unnumbered: 0,
  notifications: readersOfEach * n,
  notificationsTold: readersOfEach * n,
})

describe.skipIf(!canStartRedis)('two processes while clocks run out', () => {
  const n = isReduced ? 1_000 : 5_000
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = fileURLToPath(new URL('./sweeper.ts', import.meta.url))
  let redis: Redis
  let home: string
  let started: ChildProcess[]
  beforeEach(async () => {
    redis = await startRedis()
    home = mkdtempSync(join(tmpdir(), 'shuniu-clocks-'))
    started = []
  })
  afterEach(async () => {
    for (const child of started) await end(child)
    await redis.drop()
    rmSync(home, { recursive: true, force: true })
  })

  async function end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async function start(): Promise<ChildProcess> {
    const words = ['--import', tsx, program, database.url, redis.url, home]
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    started.push(child)
    await once(child.stdout, 'data')
    return child
  }

  it(`${n} deadlines in one second, each told once, though either process is killed on the way`, async () => {
    const [first, second] = await Promise.all([start(), start()])
    await writeDueCases(database, n, instant(Date.now() - 1_000))
    const begun = performance.now()

    await until(async () => (await firedSoFar()) >= n / 10)
    await end(first)
    const atFirst = await firedSoFar()
    const again = start()
    await until(async () => (await firedSoFar()) >= Math.min(n, atFirst + n / 10))
    await end(second)
    const atSecond = await firedSoFar()
    await again
    await start()
    await until(async () => (await notificationsSoFar()) >= readersOfEach * n, 400_000)
    await until(async () => (await outcome()).unnumbered === 0, 120_000)

    say(
      `killed at ${atFirst} and at ${atSecond} of ${n}; all told after ${Math.round(performance.now() - begun)} ms`,
    )
    expect(atSecond).toBeLessThan(n)
    expect(await outcome()).toEqual(allOnce(n))
  }, 600_000)
})

describe('one process', () => {
  const n = isReduced ? 2_000 : 10_000

  it(`sweeps ${n} clocks that run out in the same second in batches, and answers meanwhile`, async () => {
    const clock = testClock()
    const running = await startApp({ clock, database })
    const duty = await running.signIn('t2.duty')
    await writeDueCases(database, n, clock.now())
    const delay = monitorEventLoopDelay({ resolution: 5 })
    const begun = performance.now()
    delay.enable()

    let slowestMs = 0
    let asked = 0
    while ((await firedSoFar()) < n) {
      const asking = performance.now()
      expect((await duty.get('/api/cases?limit=1')).status).toBe(200)
      slowestMs = Math.max(slowestMs, performance.now() - asking)
      asked += 1
    }
    delay.disable()
    const [tookMs, heldMs] = [performance.now() - begun, delay.percentile(99) / 1e6]
    say(
      `${n} told in ${Math.round(tookMs)} ms; ${asked} requests meanwhile, the slowest ${Math.round(slowestMs)} ms; ` +
        `event loop held ${Math.round(heldMs)} ms at p99, ${Math.round(delay.max / 1e6)} ms at most`,
    )
    await running.drop()

    expect(await toldSoFar()).toBe(n)
    expect(asked).toBeGreaterThan(10)
    expect(heldMs).toBeLessThan(500)
  }, 600_000)
})
