import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApp } from '../builders/app.ts'
import { aMove, broughtTo, moved } from '../builders/course.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { smsAccount, smsGateway, startOutside, type OutsideService } from '../builders/outside.ts'
import { peopleOf } from '../builders/people.ts'
import { givePhones } from '../builders/phones.ts'
import { canStartRedis, startRedis, type Redis } from '../builders/redis.ts'
import { aReport } from '../builders/report.ts'
import { say, sized } from '../builders/size.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { until } from './running.ts'

/** Waits so short that a ladder is gone through while a test looks. In seconds. */
const rung = { deviceS: 2, openS: 3, signS: 30 }
/** Who is told of a case dispatched to the first township's force, one after the other, each a step of the ladder later. */
const phones = {
  't1.force': '13800000001',
  'county.dispatcher': '13800000002',
  'county.director': '13800000003',
}

describe.skipIf(!canStartRedis)('phones that never answer, told by two processes that are killed', () => {
  const n = sized(60, 12)
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = fileURLToPath(new URL('./sweeper.ts', import.meta.url))
  let database: FreshDatabase
  let redis: Redis
  let home: string
  let sms: OutsideService
  let gateway: ReturnType<typeof smsGateway>
  let started: ChildProcess[]
  beforeEach(async () => {
    database = await freshDatabase()
    await writeTestCounty(database)
    redis = await startRedis()
    home = mkdtempSync(join(tmpdir(), 'shuniu-reach-'))
    gateway = smsGateway()
    const asked = new Map<string, number>()
    // Of each fifth message the first two answers are lost, though it was taken; of each seventh the first is never given.
    sms = await startOutside(one => {
      const id = String(one.json['requestId'])
      const before = asked.get(id) ?? 0
      asked.set(id, before + 1)
      const nth = [...asked.keys()].indexOf(id) + 1
      const told = gateway.answer(one)
      if (nth % 5 === 0 && before < 2) return 'cut'
      return nth % 7 === 0 && before === 0 ? 'hang' : told
    })
    started = []
  })
  afterEach(async () => {
    for (const child of started) await end(child)
    await sms.close()
    await redis.drop()
    await database.drop()
    rmSync(home, { recursive: true, force: true })
  })

  async function end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  async function start(): Promise<ChildProcess> {
    const env = {
      ...process.env,
      SMS_URL: sms.url.href,
      SMS_ACCOUNT: smsAccount.account,
      SMS_SECRET: smsAccount.secret,
    }
    const words = ['--import', tsx, program, database.url, redis.url, home]
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'], env })
    started.push(child)
    await once(child.stdout, 'data')
    return child
  }

  /** Cases dispatched while nobody is there to tell of it but whoever begins afterwards. */
  async function dispatchAll(): Promise<void> {
    const running = await startApp({ database, settings: { dataDir: home, redisUrl: redis.url } })
    const as = peopleOf(running)
    await givePhones(running, phones)
    await database.pool.query(
      `insert into reach_rungs (settings, changed_by, changed_at, command_id, command_hash)
       values ($1, 'test', now(), gen_random_uuid(), '')`,
      [JSON.stringify({ red: rung, orange: rung, yellow: rung, blue: rung, effectiveFrom: '2001-01-01' })],
    )
    for (let nth = 0; nth < n; nth += 1) {
      const current = await broughtTo('accepted', as, aReport({ level: 'orange' }))
      await moved(await as('t1.dispatcher'), current, aMove('assign', current))
      await until(
        async () => (await numberOf(`select count(*) from reaches where task = 'sign'`)) === nth + 1,
      )
      await beginIn('1 hour')
    }
    // Nobody is told before those are there who are to tell.
    await beginIn('8 seconds')
    await running.app.close()
  }
  const beginIn = (time: string) =>
    database.pool.query(
      `update reaches set starts_at = now() + $1::interval, next_at = now() + $1::interval where task = 'sign'`,
      [time],
    )
  const numberOf = async (text: string): Promise<number> => {
    const { rows } = await database.pool.query<{ n: number }>(`select (${text})::int as n`)
    return rows[0]?.n ?? -1
  }
  const spent = () => numberOf(`select count(*) from reaches where task = 'sign' and spent_at is not null`)
  const underWay = () => numberOf(`select count(*) from deliveries where state in ('waiting', 'sending')`)

  it(`${n} notices go up their ladders, each rung once and at its time`, async () => {
    await dispatchAll()
    const [first, second] = await Promise.all([start(), start()])
    await until(async () => gateway.taken.length >= n / 3, 60_000)
    await end(first)
    const atFirst = gateway.taken.length
    const third = start()
    await until(async () => gateway.taken.length >= atFirst + n / 4, 120_000)
    await end(second)
    const atSecond = gateway.taken.length
    await Promise.all([third, start()])
    await until(async () => (await spent()) === n && (await underWay()) === 0, 240_000)
    say(`killed at ${atFirst} and at ${atSecond} of ${3 * n} messages; ${sms.asked.length} were sent`)

    const pairs = gateway.taken.map(({ to, text }) => `${to} ${/编号 (\S+)。/.exec(text)?.[1] ?? ''}`)
    expect(atSecond).toBeLessThan(3 * n)
    expect(new Set(pairs).size).toBe(pairs.length)
    expect(pairs).toHaveLength(3 * n)
    expect(await numberOf("select count(*) from notifications where percent = 0 and stage = 'signing'")).toBe(
      3 * n,
    )
    expect(
      await numberOf(`select count(*) from (
        select 1 from deliveries d join reaches r on r.id = d.reach_id where r.task = 'sign'
         group by d.reach_id, d.account_id, d.channel having count(*) > 1) twice`),
    ).toBe(0)
    // No rung before its time: a message never sooner after the notice in the app than the wait for a device.
    expect(
      await numberOf(`select count(*) from deliveries sms join deliveries app using (reach_id, account_id)
        where sms.channel = 'sms' and app.channel = 'app' and sms.at < app.at + interval '2 seconds'`),
    ).toBe(0)
    expect(
      await numberOf(`select count(*) from reach_persons p join reach_persons before
          on before.reach_id = p.reach_id and before.rank = p.rank - 1
        where p.told_at < before.told_at + interval '4 seconds'`),
    ).toBe(0)
  }, 600_000)
})
