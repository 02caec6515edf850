import { shanghaiDay } from '@shuniu/shared/calendar'
import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import { typedKeys, type Clock } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import type { Follower } from '../../platform/live/index.ts'
import { bodyReader } from '../../platform/outbox/index.ts'
import { countedOf, Deltas, latestOfEach } from './counting.ts'
import { addDeltas, countedBefore, saveCounted } from './statistics.repo.ts'
import { windowAt } from './window.ts'

/**
 * Counts cases as they stand now, each in place of what it was counted as before, unless that was a later version.
 * `last`: the last day of the sums over thirty days, if any are kept.
 */
export async function countCases(tx: Tx, seen: readonly CaseFact[], last?: string): Promise<void> {
  const latest = latestOfEach(seen)
  const known = await countedBefore(
    tx,
    latest.map(one => one.id),
  )
  const newer = latest.filter(one => one.version > (known.get(one.id)?.version ?? 0)).map(countedOf)
  const deltas = new Deltas(last)
  for (const counted of newer) {
    const before = known.get(counted.caseId)
    if (before) deltas.add(before, -1)
    deltas.add(counted, 1)
  }
  await saveCounted(tx, newer)
  await addDeltas(tx, deltas)
}

const readCase = bodyReader(caseFacts['case.moved'])

/** Keeps the counters in step with the stream of facts. */
export const statisticsFollower = (clock: Clock): Follower<CaseFact> => ({
  name: 'statistics',
  takes: typedKeys(caseFacts),
  read: readCase,
  apply: async (tx, seen) => countCases(tx, seen, await windowAt(tx, shanghaiDay(clock.now()))),
})
