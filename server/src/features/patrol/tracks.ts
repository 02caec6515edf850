import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant, toMs } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { addTrack, dropTrackDay, openTrackDay, trackDays, type TrackPoint } from './patrol.repo.ts'

const dayMs = 86_400_000
/** Tracks are kept so long. Source: domain.md §5.3 [D]. */
const retentionDays = 90
/** More than this waits in memory only while the database is away; then the oldest go. */
const maxWaiting = 200_000

/** The Shanghai days of the readings; worked out once for each hour among them, of which there are few. */
function daysOf(points: readonly TrackPoint[]): string[] {
  const byHour = new Map(points.map(({ at }) => [at.slice(0, 'YYYY-MM-DDTHH'.length), at]))
  return [...new Set([...byHour.values()].map(at => shanghaiDay(instant(at))))]
}

/** Writes tracks in batches, a statement a second, into the partitions of their days. */
export function trackWriter(platform: Pick<Platform, 'database' | 'clock' | 'log'>) {
  let waiting: TrackPoint[] = []
  const opened = new Set<string>()

  async function write(points: readonly TrackPoint[]): Promise<void> {
    const days = daysOf(points)
    await inTx(platform.database.reserved, async tx => {
      for (const day of days.filter(one => !opened.has(one))) await openTrackDay(tx, day)
      await addTrack(tx, points)
    })
    for (const day of days) opened.add(day)
  }

  return {
    add(point: TrackPoint): void {
      waiting.push(point)
      if (waiting.length >= 2 * maxWaiting) waiting = waiting.slice(-maxWaiting)
    },

    /** Writes what waits; puts it back when the database is away. */
    async flush(): Promise<void> {
      if (waiting.length === 0) return
      const points = waiting
      waiting = []
      try {
        await write(points)
      } catch (cause) {
        waiting = [...points, ...waiting].slice(-maxWaiting)
        platform.log.warn({ cause, waiting: waiting.length }, 'tracks wait for the database')
      }
    },

    /** Drops the days past retention. */
    async forget(): Promise<void> {
      const last = shanghaiDay(instant(toMs(platform.clock.now()) - retentionDays * dayMs)).replaceAll(
        '-',
        '',
      )
      await inTx(platform.database, async tx => {
        for (const day of await trackDays(tx)) if (day < last) await dropTrackDay(tx, day)
      })
    },
  }
}
