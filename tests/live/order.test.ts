import { inTx } from '@shuniu/server/platform/db'
import { rooms } from '@shuniu/shared/identity'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkHistory, entitlementOf, keptFacts, keyOf, type Seen } from '../builders/history.ts'
import { until, type Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, county, openStage, otherTownship, township, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const runMs = 6_000

/** Opens a case and moves it twice, each time pausing between writing and committing, so that commits overtake ids. */
async function work(accepted: string[], area: string): Promise<void> {
  let known = aCaseFact({ areaCode: `${area}001`, gridCode: `${area}001001` })
  for (const version of [1, 2, 3]) {
    const before = version === 1 ? undefined : known
    const after = { ...known, version }
    await inTx(stage.database, async tx => {
      await stage.tell(tx, after, before)
      await wait(Math.random() * 40)
    })
    accepted.push(keyOf(after))
    known = after
  }
}

async function keepWorking(accepted: string[], untilMs: number): Promise<void> {
  while (performance.now() < untilMs) await work(accepted, Math.random() < 0.5 ? township : otherTownship)
}

async function keepReconnecting(watcher: Watcher, untilMs: number): Promise<void> {
  while (performance.now() < untilMs) {
    await wait(100)
    await watcher.reconnect()
  }
}

it(
  'neither loses nor doubles a fact while commits overtake and consoles reconnect',
  { timeout: 60_000 },
  async () => {
    const actors = [
      { actor: anActor({ role: 'countyDispatcher' }), rooms: [rooms.county] },
      { actor: anActor({ role: 'townshipDispatcher', scope: township }), rooms: [rooms.township(township)] },
      {
        actor: anActor({ role: 'townshipDispatcher', scope: otherTownship }),
        rooms: [rooms.township(otherTownship)],
      },
      { actor: anActor({ role: 'wall', scope: county }), rooms: [rooms.county, rooms.township(township)] },
    ]
    const restless = await Promise.all(actors.map(one => stage.watcher(one.actor, one.rooms)))
    const steady = await stage.watcher(anActor({ role: 'countyDuty', scope: county }), [rooms.county])
    const { seq: from } = await stage.head()
    const accepted: string[] = []
    const untilMs = performance.now() + runMs

    await Promise.all([
      ...Array.from({ length: 6 }, () => keepWorking(accepted, untilMs)),
      ...restless.map(watcher => keepReconnecting(watcher, untilMs)),
    ])
    const all = [...restless, steady]
    await until(
      'all is numbered',
      async () => (await keptFacts(stage.database.pool)).length >= accepted.length,
    )
    const { seq: through } = await stage.head()
    await until('all have heard all', () => all.every(({ cursor }) => (cursor?.seq ?? 0) >= through))

    const seen: Seen[] = restless.map((watcher, nth) => {
      const { actor, rooms: heard } = actors[nth] ?? { actor: anActor({ role: 'wall' }), rooms: [] }
      return {
        console: `${actor.role} ${actor.scope}`,
        from,
        through,
        facts: watcher.facts,
        entitled: entitlementOf(actor, heard),
      }
    })
    const calm = anActor({ role: 'countyDuty', scope: county })
    seen.push({
      console: 'steady',
      from,
      through,
      facts: steady.facts,
      entitled: entitlementOf(calm, ['county']),
    })
    const verdict = checkHistory({ accepted, kept: await keptFacts(stage.database.pool), seen })

    expect(verdict.examples).toEqual([])
    expect(verdict.isClean).toBe(true)
    expect(accepted.length).toBeGreaterThan(100)
    for (const watcher of all) watcher.close()
  },
)
