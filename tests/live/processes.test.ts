import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkHistory, entitlementOf, keptFacts, keyOf } from '../builders/history.ts'
import { hasRedis, someRedis } from '../builders/redis.ts'
import { until } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage, otherTownship, township, type LiveStage } from './stage.ts'

describe('a second process', () => {
  it('without Redis is refused while the first lives, and told what to do; the first goes on', async () => {
    const first = await openStage()
    const watcher = await first.watcher(anActor({ role: 'countyDuty' }), [rooms.county])

    await expect(openStage({ on: first.database })).rejects.toThrow(
      /another process .* process \d+.*REDIS_URL/,
    )
    await first.open(aCaseFact())
    await until('the first serves on', () => watcher.facts.length === 1)

    watcher.close()
    await first.close()
  })

  it('takes the place of one that has ended', async () => {
    const first = await openStage()
    await first.live.stop()

    const next = await openStage({ on: first.database })
    const watcher = await next.watcher(anActor({ role: 'countyDuty' }), [rooms.county])
    await next.open(aCaseFact())
    await until('it numbers and sends', () => watcher.facts.length === 1)

    watcher.close()
    await next.close()
    await first.close()
  })
})

describe.skipIf(!hasRedis)('two processes on one database', () => {
  let redis: Awaited<ReturnType<typeof someRedis>>
  let one: LiveStage
  let two: LiveStage
  beforeAll(async () => {
    redis = await someRedis()
    const env = { REDIS_URL: redis.url }
    one = await openStage({ env })
    two = await openStage({ env, on: one.database })
  })
  afterAll(async () => {
    await two.close()
    await one.close()
    await redis.drop()
  })

  it('send each fact once to the sockets of both, in one order, whichever wrote it', async () => {
    const actor = anActor({ role: 'countyDispatcher' })
    const ears = [await one.watcher(actor, [rooms.county]), await two.watcher(actor, [rooms.county])]
    const { seq: from } = await one.head()
    const accepted: string[] = []
    const write = async (stage: LiveStage, area: string) => {
      for (let n = 0; n < 100; n += 1) {
        const opened = aCaseFact({ areaCode: `${area}001`, gridCode: `${area}001001` })
        await stage.open(opened)
        accepted.push(keyOf(opened))
      }
    }

    await Promise.all([write(one, township), write(two, township), write(two, otherTownship)])
    await until('both have heard all', () => ears.every(({ facts }) => facts.length >= 300))
    const kept = (await keptFacts(one.database.pool)).filter(({ seq }) => seq > from)
    const seen = ears.map(({ facts }, nth) => {
      return {
        console: `at process ${nth + 1}`,
        from,
        through: from + 300,
        facts,
        entitled: entitlementOf(actor, ['county']),
      }
    })

    expect(checkHistory({ accepted, kept, seen }).examples).toEqual([])
    for (const ear of ears) ear.close()
  })

  it('tell each other readings: what one has of a room reaches the sockets of both', async () => {
    const duty = anActor({ role: 'townshipDuty', scope: township })
    const [here, there] = [
      await one.watcher(duty, [rooms.township(township)]),
      await two.watcher(duty, [rooms.township(township)]),
    ]
    const elsewhere = await two.watcher(anActor({ role: 'townshipDuty', scope: otherTownship }), [
      rooms.township(otherTownship),
    ])
    const reading = { name: 'member.positions', room: rooms.township(township), rows: [{ lon: 115.6 }] }

    await until('both are told', () => {
      one.live.signal({ ...reading, at: new Date().toISOString() })
      return here.signals.length > 0 && there.signals.length > 0
    })

    expect(there.signals[0]).toMatchObject(reading)
    expect(elsewhere.signals).toEqual([])
    for (const ear of [here, there, elsewhere]) ear.close()
  })

  it('end the sockets of a revoked account on both within a second', async () => {
    const actor = anActor({ role: 'townshipDuty', scope: township })
    const ears = [
      await one.watcher(actor, [rooms.township(township)]),
      await two.watcher(actor, [rooms.township(township)]),
    ]

    one.live.cut(actor.accountId)
    await until('both are ended', () => ears.every(({ isConnected }) => !isConnected), 1_000)

    expect(ears.map(({ ends }) => ends)).toEqual([['session.none'], ['session.none']])
  })

  it('go on as one when the one that numbers ends: nothing is lost or told twice', async () => {
    const watcher = await two.watcher(anActor({ role: 'countyDuty' }), [rooms.county])
    const { stream } = await two.head()
    await two.open(aCaseFact())

    await one.live.stop()
    for (let n = 0; n < 20; n += 1) await two.open(aCaseFact())
    await until('all is heard', () => watcher.facts.length >= 21)

    expect(watcher.facts).toHaveLength(21)
    expect((await two.head()).stream).toBe(stream)
    watcher.close()
  })
})
