import { rooms } from '@shuniu/shared/identity'
import { toMs } from '@shuniu/shared/kernel'
import { overviewSignal } from '@shuniu/shared/statistics'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import type { NamedArea } from './overview.ts'
import { cursorOf, lastDays, type ToldOverview } from './statistics.queries.ts'

const everyMs = 1_000

const roomFor = (code: string): string => (code.length === 6 ? rooms.county : rooms.township(code))

/**
 * Sends each watched division's overview to its room when the counters have moved on, at most once a second.
 * Every process serves the rooms of its own sockets.
 */
export function overviewPush(
  platform: Platform,
  from: {
    readonly areas: () => readonly NamedArea[]
    readonly overview: (area: NamedArea) => Promise<ToldOverview>
  },
) {
  const pushed = new Map<string, string>()

  async function push(): Promise<void> {
    const watched = from.areas().filter(area => platform.live.isWatched(roomFor(area.code)))
    if (watched.length === 0) return
    const seq = await inTx(platform.database, cursorOf)
    const standing = `${seq} ${lastDays(toMs(platform.clock.now())).at(-1)}`
    for (const area of watched.filter(one => pushed.get(one.code) !== standing)) {
      const { overview: row } = await from.overview(area)
      platform.live.signal({ name: overviewSignal, room: roomFor(area.code), at: row.at, rows: [row] })
      if (row.asOf >= seq) pushed.set(area.code, standing)
    }
  }

  return jobOf(push, { name: 'statistics.push', everyMs, log: platform.log })
}
