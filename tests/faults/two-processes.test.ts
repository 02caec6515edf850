import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canStartRedis, startRedis, type Redis } from '../builders/redis.ts'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import { until } from '../builders/watcher.ts'
import { query } from './running.ts'
import { weather } from './weather.ts'

describe.skipIf(!canStartRedis)('two processes on one database', () => {
  let redis: Redis
  let first: ServerProcess
  let second: ServerProcess
  beforeAll(async () => {
    redis = await startRedis()
    first = await ServerProcess.start({ env: { REDIS_URL: redis.url } })
    const env = { REDIS_URL: redis.url, DATABASE_URL: first.databaseUrl, DEMO: '0' }
    second = await ServerProcess.start({ env })
  })
  afterAll(async () => {
    await second.stop()
    await first.stop()
    await redis.drop()
  })

  const termNow = async () => {
    const [row] = await query<{ term: number }>(first.databaseUrl, 'select term::int from stream')
    return row?.term ?? 0
  }
  const frozenMs = sized(10_000, 6_000)

  /** The process that holds the lease, and the other: a slow machine may have handed it over before the test begins. */
  const holderAndOther = async () => {
    const holds = (server: ServerProcess) => server.gauge('shuniu_relay_holds_lease')
    let holder: ServerProcess | undefined
    await until('one of the two holds the lease', async () => {
      const held = [await holds(first), await holds(second)]
      holder = [first, second][held.indexOf(1)]
      return held.filter(one => one === 1).length === 1
    })
    if (!holder) throw new Error('nobody holds the lease')
    return { holder, other: holder === first ? second : first }
  }

  it(`a relay that stands still for ${frozenMs / 1_000} s and wakes finds its place taken, and numbers nothing`, async () => {
    const { holder, other } = await holderAndOther()
    const before = await termNow()
    let during = 0

    const { verdict } = await weather({ server: holder, others: [other] }, async () => {
      holder.signal('SIGSTOP')
      await wait(frozenMs)
      during = await termNow()
      holder.signal('SIGCONT')
      await wait(4_000)
    })
    const after = await holderAndOther()
    say(`  terms: ${before} before, ${during} while it stood still`)

    expect(verdict.examples).toEqual([])
    expect(verdict.isClean).toBe(true)
    expect(during).toBeGreaterThan(before)
    expect(after.holder).toBe(other)
  })

  it('a Redis that is killed and comes back empty costs no fact', async () => {
    const { verdict, reconnects } = await weather({ server: first, others: [second] }, async () => {
      await redis.kill()
      await wait(3_000)
      await redis.startAgain()
      await wait(3_000)
    })

    expect(verdict.examples).toEqual([])
    expect(verdict.isClean).toBe(true)
    expect(reconnects).toBe(0)
    expect([first.isRunning, second.isRunning]).toEqual([true, true])
  })

  it('without Redis a third is refused, and told why', async () => {
    const third = ServerProcess.start({ env: { DATABASE_URL: first.databaseUrl, DEMO: '0' } })

    await expect(third).rejects.toThrow(/another process of this server is alive.*REDIS_URL/)
  })
})
