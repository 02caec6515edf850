import { inTx } from '@shuniu/server/platform/db'
import type { CaseFact } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import { setTimeout as wait } from 'node:timers/promises'
import { checkHistory, entitlementOf, keptFacts, keyOf, type Verdict } from '../builders/history.ts'
import { until, type Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, county, otherTownship, township, type LiveStage } from './stage.ts'

const writers = 6
const longestPauseMs = 40
const reconnectEveryMs = 100

const consoles = [
  { actor: anActor({ role: 'countyDispatcher' }), rooms: [rooms.county] },
  { actor: anActor({ role: 'townshipDispatcher', scope: township }), rooms: [rooms.township(township)] },
  {
    actor: anActor({ role: 'townshipDispatcher', scope: otherTownship }),
    rooms: [rooms.township(otherTownship)],
  },
  { actor: anActor({ role: 'wall', scope: county }), rooms: [rooms.county, rooms.township(township)] },
] as const
const steady = { actor: anActor({ role: 'countyDuty', scope: county }), rooms: [rooms.county] } as const

const placeIn = (area: string) => ({ areaCode: `${area}001`, gridCode: `${area}001001` })
const oneOfTwo = () => (Math.random() < 0.5 ? township : otherTownship)

/** Where the case lies next, and whether it is sensitive from then on. */
const changed = (known: CaseFact): CaseFact => ({
  ...known,
  ...(Math.random() < 0.3 && placeIn(oneOfTwo())),
  sensitive: known.sensitive || Math.random() < 0.2,
  version: known.version + 1,
})

/** Opens a case and moves it twice, each time pausing between writing and committing, so that commits overtake ids. */
async function work(stage: LiveStage, accepted: string[]): Promise<void> {
  let known: CaseFact | undefined
  for (let step = 1; step <= 3; step += 1) {
    const before = known
    const after = before ? changed(before) : aCaseFact(placeIn(oneOfTwo()))
    await inTx(stage.database, async tx => {
      await stage.tell(tx, after, before)
      await wait(Math.random() * longestPauseMs)
    })
    accepted.push(keyOf(after))
    known = after
  }
}

async function keepWorking(stage: LiveStage, accepted: string[], untilMs: number): Promise<void> {
  while (performance.now() < untilMs) await work(stage, accepted)
}

async function keepReconnecting(watcher: Watcher, untilMs: number): Promise<void> {
  while (performance.now() < untilMs) {
    await wait(reconnectEveryMs)
    await watcher.reconnect()
  }
}

/**
 * Many writers whose commits overtake each other, cases that change their township and turn sensitive, and consoles
 * that are cut off ten times a second and come back by their last number. How it went, and how much was written.
 */
export async function overtake(
  stage: LiveStage,
  runMs: number,
): Promise<{ verdict: Verdict; written: number }> {
  const restless = await Promise.all(consoles.map(one => stage.watcher(one.actor, one.rooms)))
  const calm = await stage.watcher(steady.actor, steady.rooms)
  const { seq: from } = await stage.head()
  const accepted: string[] = []
  const untilMs = performance.now() + runMs

  await Promise.all([
    ...Array.from({ length: writers }, () => keepWorking(stage, accepted, untilMs)),
    ...restless.map(watcher => keepReconnecting(watcher, untilMs)),
  ])
  const all = [...restless, calm]
  const kept = () => keptFacts(stage.database.pool)
  await until('all is numbered', async () => (await kept()).length >= accepted.length, 30_000)
  const { seq: through } = await stage.head()
  await until('all have heard all', () => all.every(({ cursor }) => (cursor?.seq ?? 0) >= through), 30_000)

  const seen = [...consoles, steady].map(({ actor, rooms: heard }, nth) => ({
    console: `${actor.role} ${actor.scope}`,
    from,
    through,
    facts: all[nth]?.facts ?? [],
    entitled: entitlementOf(actor, heard),
  }))
  for (const watcher of all) watcher.close()
  return { verdict: checkHistory({ accepted, kept: await kept(), seen }), written: accepted.length }
}
