import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canStartRedis, startRedis, type Redis } from '../builders/redis.ts'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
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

  it(`a relay that stands still for ${frozenMs / 1_000} s and wakes finds its place taken, and numbers nothing`, async () => {
    const before = await termNow()
    expect(await first.gauge('shuniu_relay_holds_lease')).toBe(1)
    let during = 0

    const { verdict } = await weather({ server: first, others: [second] }, async () => {
      first.signal('SIGSTOP')
      await wait(frozenMs)
      during = await termNow()
      first.signal('SIGCONT')
      await wait(4_000)
    })
    const holds = [
      await first.gauge('shuniu_relay_holds_lease'),
      await second.gauge('shuniu_relay_holds_lease'),
    ]
    say(
      `  terms: ${before} before, ${during} while it stood still; now held by process ${holds.indexOf(1) + 1}`,
    )

    expect(verdict.examples).toEqual([])
    expect(verdict.isClean).toBe(true)
    expect(during).toBeGreaterThan(before)
    expect(holds).toEqual([0, 1])
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
